"""Media made to keep a worker busy without end stay behind after a while; the cards come in all the same."""

import zipfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cards.anki.importing import media as arriving
from cards.anki.importing.rendering import MOST_LEFT_BEHIND, _face
from cards.anki.reading import media
from cards.anki.reading.media import Missing, packed_media
from cards.intake.incoming import LeftBehind, Stays
from cards.intake.plain_text import plain_text
from cards.media import keeping
from cards.media.keeping import NotKept
from tests.anki.bad_media import KEPT, a_package, fates, listed, numbered, packed
from tests.media.making import a_gif, a_png

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return tmp_path / "data"


@pytest.mark.parametrize("new", [False, True])
def test_a_file_that_unpacks_to_more_than_is_kept(
    tmp_path: Path, new: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "MOST_BYTES", 1_000_000)
    bomb = a_gif() + bytes(200_000_000)
    names = listed((b"bomb.gif", 9, b"")) if new else numbered("bomb.gif")
    content = packed(bomb) if new else bomb
    file = a_package(tmp_path, ["bomb.gif"], {"media": names, "0": content}, new=new)
    assert file.stat().st_size < 1_000_000

    assert fates(file) == {"bomb.gif": NotKept.LARGE.value}


def test_many_files_that_unpack_to_more_than_anyone_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "MOST_IN_ALL", 5_000_000)
    names = [f"{number}.gif" for number in range(9)]
    files = {name[0]: a_gif() + name.encode() + bytes(1_000_000) for name in names}

    found = fates(a_package(tmp_path, names, {"media": numbered(*names)} | files))

    assert Counter(found.values()) == {KEPT: 5, Stays.ENDLESS: 4}


def test_a_list_of_files_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "MOST_LISTED", 1_000_000)
    members = {"media": packed(bytes(50_000_000)), "0": packed(a_png())}

    assert fates(a_package(tmp_path, ["hat.png"], members, new=True)) == {"hat.png": Stays.NOT_THERE}


@pytest.fixture
def unpackings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each reading of a piece of a zip gave."""
    given: list[int] = []
    real = zipfile.ZipExtFile.read

    def read(file: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        content = real(file, size)
        given.append(len(content))
        return content

    monkeypatch.setattr(zipfile.ZipExtFile, "read", read)
    return given


def test_a_damaged_file_is_unpacked_once_however_its_name_is_written(
    tmp_path: Path, unpackings: list[int]
) -> None:
    picture = a_gif() + bytes(1_000_000)
    names = ["hat.png", "HAT.png", "Hat.png", "haT.png"]
    file = a_package(tmp_path, names, {"media": numbered("hat.png")})
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as out:
        out.writestr("0", picture)
    file.write_bytes(file.read_bytes().replace(picture[:20], picture[:19] + b"!"))
    signs: list[int] = []

    with packed_media(file) as packed_files:
        arrivals = arriving.ArrivingMedia(packed_files, keeping.checked, lambda: signs.append(1))
        found = [arrivals(name) for name in names]

    assert found == [(name, Stays.DAMAGED) for name in names]
    assert len(signs) == len(names)
    assert sum(unpackings) < 2_000_000


def test_what_a_damaged_file_unpacks_to_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "MOST_IN_ALL", 3_000_000)
    names = [f"{number}.gif" for number in range(9)]
    files = {str(place): a_gif() + bytes(1_000_000 + place) for place in range(9)}
    file = a_package(tmp_path, names, {"media": numbered(*names)} | files)
    with zipfile.ZipFile(file) as package:
        sums = [package.getinfo(str(place)).CRC.to_bytes(4, "little") for place in range(9)]
    content = file.read_bytes()
    for one in sums:
        content = content.replace(one, b"\1\2\3\4")
    file.write_bytes(content)

    assert Counter(fates(file).values()) == {Stays.DAMAGED: 4, Stays.ENDLESS: 5}


def test_a_file_without_end_that_unpacks_to_nothing_is_counted_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "MOST_IN_ALL", 3_000_000)
    nothing = packed(b"")
    frame = nothing[:4] + b"\0\x58" + b"\0\0\0" * 400_000 + b"\1\0\0"  # blocks of no bytes
    names = [f"{number}.gif" for number in range(9)]
    entries = listed(*((name.encode(), 0, b"") for name in names))
    file = a_package(tmp_path, [], {"media": entries}, new=True)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as out:
        for place in range(9):
            out.writestr(str(place), frame)

    with packed_media(file) as packed_files:
        found = Counter(packed_files.read(name, 1_000) for name in names)

    assert found == {b"": 3, Missing.ENDLESS: 6}


def test_a_name_of_endless_accents_is_not_put_in_order() -> None:
    accents = "a" + "\u0300" * 200_000 + "\u0316" * 200_000  # minutes, for Unicode's composing
    with packed_media(Path("nowhere")) as packed_files:
        assert packed_files.read(accents, 1_000) is Missing.ABSENT


@pytest.mark.parametrize("new", [False, True])
def test_of_an_endless_list_of_files_only_as_many_are_read_as_a_zip_can_hold(
    tmp_path: Path, new: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "MOST_FILES", 5)
    names = [f"{number}.png" for number in range(9)]
    pictures = {str(place): a_png(more=bytes([place])) for place in range(9)}
    entries = (
        listed(*((name.encode(), len(a_png(more=b"0")), b"") for name in names)) if new else numbered(*names)
    )
    members = {name: packed(picture) if new else picture for name, picture in pictures.items()}

    found = fates(a_package(tmp_path, names, {"media": entries} | members, new=new))

    assert Counter(found.values()) == {KEPT: 5, Stays.NOT_THERE: 4}


def test_a_card_of_endless_pictures_is_told_of_some() -> None:
    html = "".join(f'<img src="{number}.png" alt="x"><br>' for number in range(5_000))
    read = partial(plain_text, media=lambda source: LeftBehind(source, Stays.NOT_THERE))
    face = _face({"prompt": "x"}, (), read(html).left_behind * 2)

    assert len(face.left_behind) == MOST_LEFT_BEHIND
    assert len(set(face.left_behind)) == MOST_LEFT_BEHIND
