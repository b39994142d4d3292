"""`manage.py import_anki`: the same import for whoever runs the server."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cards.models import Event, MediaFile, Topic
from tests.anki.importing import by_prompt
from tests.anki.studying import a_collection, a_note, exported
from tests.media.making import a_png
from tests.people import a_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    collection = a_collection(tmp_path)
    collection.media.write_data("bucket.png", a_png())
    back = '<img src="bucket.png"> objects [sound:gone.mp3]'
    a_note(collection, deck="Cloud::Storage", Front="What is S3?", Back=back)
    return exported(collection, "old.colpkg", media=True)


def test_a_package_is_imported_with_its_decks_as_topics(package: Path, capsys: Any) -> None:
    Topic.objects.create(id="storage", body={}, changed_in=1)

    call_command("import_anki", a_learner().username, package, deck=["Cloud=storage"])

    assert by_prompt(a_learner())["What is S3?"]["topic"] == "storage"
    told = capsys.readouterr().out
    assert "Imported 1 new cards" in told
    assert "1 pictures and 0 sounds come along" in told
    assert "1 pictures or sounds stay behind (gone.mp3). These are not in the file." in told
    assert MediaFile.objects.count() == 1


def test_a_preview_writes_nothing(package: Path, capsys: Any) -> None:
    call_command("import_anki", a_learner().username, package, preview=True)

    assert "Would import 1 new cards" in capsys.readouterr().out
    assert not Event.objects.exists()
    assert not MediaFile.objects.exists()


def test_what_is_wrong_is_said(package: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.apkg"
    bad.write_text("no package")
    a_learner()

    for arguments, sentence in (
        (("nobody", package), "no learner called nobody"),
        (("alice", tmp_path / "none.apkg"), "There is no file"),
        (("alice", bad), "not an Anki package"),
        (("alice", package, "--deck", "Cloud=nonsense"), "no topic 'nonsense'"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("import_anki", *map(str, arguments))
    assert not Event.objects.exists()
