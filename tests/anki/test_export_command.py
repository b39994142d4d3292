"""`manage.py export_anki`: the same package from the command line."""

from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from tests.anki.exporting import NOW, TZ, a_library, did, rows, taken_in
from tests.scheduling.making import DAY_MS, a_review

pytestmark = pytest.mark.django_db


def exported(*arguments: str) -> str:
    out = StringIO()
    call_command("export_anki", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_learners_cards_are_written_and_what_to_tick_is_said(tmp_path: Path) -> None:
    a_library()
    did(a_review(card="c.basic", at=NOW - DAY_MS, tz=TZ))

    said = exported("Alice", "-o", str(tmp_path / "it.apkg"), "--exam", "saa")

    assert said.startswith(f"{tmp_path / 'it.apkg'}: cards 7, reviews 1.")
    assert "learning progress" in said
    assert "presets" in said
    assert [file.name for file in tmp_path.iterdir()] == ["it.apkg"]
    collection = taken_in(tmp_path / "it.apkg", tmp_path / "anki")
    assert rows(collection, "SELECT count() FROM revlog") == [[1]]


def test_without_scheduling_there_are_no_reviews(tmp_path: Path) -> None:
    a_library()
    did(a_review(card="c.basic", at=NOW - DAY_MS, tz=TZ))

    assert "cards 7, reviews 0" in exported("alice", "-o", str(tmp_path / "it.apkg"), "--no-scheduling")
    assert ZipFile(tmp_path / "it.apkg").testzip() is None


def test_unknown_names_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    a_library()
    did()
    for arguments, told in [
        (("nobody",), "No learner is called nobody"),
        (("alice", "--exam", "sap"), "No exam is called sap. There are: saa"),
    ]:
        with pytest.raises(CommandError, match=told):
            exported(*arguments, "-o", str(tmp_path / "it.apkg"))
    assert list(tmp_path.iterdir()) == []
