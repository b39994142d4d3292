"""Pictures and sounds go into the file and come out of it, whole or not at all."""

import gzip
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from cards.media import files, keeping, mending
from cards.models import Learner, MediaFile
from cards.taking_along.media import bring
from tests.media.making import a_png, an_mp3
from tests.taking_along.lives import a_life, exported, rewrite, rows
from tests.transferring import made, transferred

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


LARGE = a_png(more=os.urandom(2_000_000))  # several pieces
WANTED = [a_png(), an_mp3(), LARGE]


def a_life_in_pictures() -> Learner:
    alice = a_life()
    for data in WANTED:
        assert isinstance(keeping.put(alice.pk, data), str)
    return alice


def kept(learner: Learner) -> dict[str, bytes | None]:
    return {name: keeping.read(learner.pk, name) for name in keeping.names(learner.pk)}


def test_pictures_and_sounds_come_back_byte_for_byte(tmp_path: Path, capsys: Any) -> None:
    alice = a_life_in_pictures()
    file = exported(alice, tmp_path)

    call_command("import_learner", file, name="alice2")

    again = Learner.objects.get(username="alice2")
    assert len(kept(alice)) == 3
    assert kept(again) == kept(alice)
    sizes = [
        list(MediaFile.objects.filter(learner=one).order_by("name").values_list("size"))
        for one in (alice, again)
    ]
    assert sizes[0] == sizes[1]
    assert rows(again) == rows(alice)
    assert capsys.readouterr().out.count("3 pictures and sounds") == 2


def test_the_file_holds_them_as_base64_for_anybody_to_read() -> None:
    transfer = transferred(a_life_in_pictures(), "export_json")
    whole = json.loads(gzip.decompress(made(transfer).read_bytes()))

    joined: dict[str, str] = {}
    for piece in whole["media"]:
        joined[piece["name"]] = joined.get(piece["name"], "") + piece["data"]
    assert {b64decode(data) for data in joined.values()} == set(WANTED)
    assert len(whole["media"]) > 3
    assert transfer.result["media"] == 3


def test_anothers_pictures_are_not_in_it(tmp_path: Path) -> None:
    bob = a_life("bob")
    keeping.put(bob.pk, a_png(more=b"bob's"))

    whole = json.loads(gzip.decompress(exported(a_life_in_pictures(), tmp_path).read_bytes()))

    assert {piece["name"] for piece in whole["media"]}.isdisjoint(keeping.names(bob.pk))


def test_what_the_learner_had_is_restored_even_beyond_the_quota(tmp_path: Path, settings: Any) -> None:
    alice = a_life_in_pictures()
    file = exported(alice, tmp_path)
    settings.MEDIA_MOST_BYTES = 10

    call_command("import_learner", file, name="alice2")

    assert len(kept(Learner.objects.get(username="alice2"))) == 3


def test_a_file_from_before_there_were_pictures_is_restored(tmp_path: Path) -> None:
    alice = a_life()
    file = exported(alice, tmp_path)
    rewrite(file, lambda text: text.replace(',\n"media": [\n]', ""))

    call_command("import_learner", file, name="alice2")

    assert rows(Learner.objects.get(username="alice2")) == rows(alice)


def test_a_picture_that_the_disk_has_lost_is_told_and_stops_nothing(tmp_path: Path, capsys: Any) -> None:
    alice = a_life_in_pictures()
    files.place(alice.pk, next(keeping.names(alice.pk))).unlink()

    file = exported(alice, tmp_path)

    assert "1 more pictures and sounds are listed" in capsys.readouterr().out
    call_command("import_learner", file, name="alice2")
    assert len(kept(Learner.objects.get(username="alice2"))) == 2


def test_the_nightly_sweep_takes_nothing_from_a_restore_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = exported(a_life_in_pictures(), tmp_path)
    swept: list[bool] = []

    def bring_and_sweep(learner: UUID, *rest: Any) -> dict[str, int]:
        sizes = bring(learner, *rest)
        if not swept:
            mending.sweep()
            swept.append(not (files.root() / str(learner)).exists())
        return sizes

    monkeypatch.setattr("cards.taking_along.restoring.bring", bring_and_sweep)
    call_command("import_learner", file, name="alice2")

    assert swept == [False]
    assert set(kept(Learner.objects.get(username="alice2")).values()) == set(WANTED)


def of_first(change: Callable[[dict[str, str]], Any]) -> Callable[[str], str]:
    """The text with another first piece of the first picture."""

    def changed(text: str) -> str:
        head, start, media = text.partition('"media": [\n')
        line, _, rest = media.partition("\n")
        return f"{head}{start}{json.dumps(change(json.loads(line.rstrip(','))))},\n{rest}"

    return changed


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (of_first(lambda piece: piece | {"data": piece["data"][4:]}), "does not hold what its name says"),
        (of_first(lambda piece: piece | {"data": "%" + piece["data"][1:]}), "cannot be read"),
        (of_first(lambda piece: piece | {"data": "é" + piece["data"][1:]}), "cannot be read"),
        (of_first(lambda piece: piece | {"name": "../../evil.png"}), "does not hold what its name says"),
        (of_first(lambda piece: piece | {"name": "x" * 150_000}), "does not hold what its name says"),
        (of_first(lambda piece: {"data": piece["data"]}), "has no name or no data"),
        (of_first(lambda piece: {"name": piece["name"], "data": 7}), "has no name or no data"),
        (of_first(lambda piece: [piece]), "has no name or no data"),
        (lambda text: text.replace('"data":', '"data"', 1), "cannot be read"),
        (lambda text: text[: text.rindex("]")], "It ends before its end"),
    ],
)
def test_a_damaged_picture_is_told_and_leaves_nothing(
    tmp_path: Path, damage: Callable[[str], str], told: str
) -> None:
    alice = a_life_in_pictures()
    file = exported(alice, tmp_path)
    rewrite(file, damage)

    refuses(file, told)


def test_a_picture_without_end_is_refused_long_before_it_fills_the_memory(tmp_path: Path) -> None:
    file = exported(a_life_in_pictures(), tmp_path)
    piece = json.dumps({"name": "0" * 64 + ".png", "data": b64encode(bytes(600_000)).decode()})
    rewrite(file, lambda text: text.replace('"media": [\n', '"media": [\n' + f"{piece},\n" * 18))

    refuses(file, "is larger than 10 MB")


def test_a_log_that_is_refused_takes_the_pictures_back(tmp_path: Path) -> None:
    file = exported(a_life_in_pictures(), tmp_path)
    rewrite(file, lambda text: text.replace('"kind":"reset"', '"kind":"forget"'))

    refuses(file, "In its part 'log'")


def refuses(file: Path, told: str) -> None:
    """And of the learner who was not made there is neither a row nor a file."""
    homes = set(files.root().iterdir())
    listed = MediaFile.objects.count()
    with pytest.raises(CommandError, match="Nothing was changed") as refused:
        call_command("import_learner", file, name="alice2")
    assert told in str(refused.value)
    assert len(str(refused.value)) < 500
    assert Learner.objects.count() == 1
    assert set(files.root().iterdir()) == homes
    assert MediaFile.objects.count() == listed
