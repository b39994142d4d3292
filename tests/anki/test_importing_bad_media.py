"""Media that are not what they should be stay behind with a reason; the cards come in all the same."""

import json
import zipfile
from collections import Counter
from collections.abc import Iterable
from functools import partial
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
import zstandard

from cards.anki.importing import media as arriving
from cards.anki.importing.rendering import MOST_LEFT_BEHIND, _face
from cards.anki.reading import media
from cards.anki.reading.media import Missing, packed_media
from cards.intake.incoming import LeftBehind, Stays
from cards.intake.plain_text import plain_text
from cards.intake.unreadable import Unreadable
from cards.media import keeping
from cards.media.keeping import NotKept
from cards.models import MediaFile
from tests.anki.importing import by_prompt, imported, previewed
from tests.anki.studying import a_collection, a_note, exported
from tests.media.making import a_gif, a_png, an_svg
from tests.people import a_learner

pytestmark = pytest.mark.django_db
KEPT = "kept"


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return tmp_path / "data"


def a_package(folder: Path, names: Iterable[str], members: dict[str, bytes], *, new: bool = False) -> Path:
    """A package with a card `Question <name>` for each picture, and the members in place of Anki's media."""
    collection = a_collection(folder / "anki")
    for name in names:
        a_note(collection, Front=f"Question {name}", Back=f'Answer <img src="{name}">')
    file = exported(collection, "new.apkg" if new else "old.apkg")
    made = folder / "made.apkg"
    with zipfile.ZipFile(file) as good, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in good.namelist():
            if name != "media":
                out.writestr(name, good.read(name))
        for name, content in members.items():
            out.writestr(name, content)
    return made


def numbered(*names: str) -> bytes:
    """The list of the older form."""
    return json.dumps({str(place): name for place, name in enumerate(names)}).encode()


def listed(*entries: tuple[bytes, int, bytes]) -> bytes:
    """The list of the newer form: of each file its name, size and SHA-1."""
    messages = b"".join(_bytes(1, _entry(*entry)) for entry in entries)
    return zstandard.ZstdCompressor().compress(messages)


def _entry(name: bytes, size: int, digest: bytes) -> bytes:
    return _bytes(1, name) + b"\x10" + _varint(size) + (_bytes(3, digest) if digest else b"")


def _bytes(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    return bytes([value & 0x7F | 0x80]) + _varint(value >> 7) if value > 0x7F else bytes([value])


def packed(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


def fates(file: Path) -> dict[str, str]:
    """What becomes of each picture: KEPT, or the reason; the preview says the same as the import."""
    alice = a_learner()
    before = previewed(alice, file)
    told = imported(alice, file)
    assert told == before
    assert told["media_taken"]["images"] == MediaFile.objects.count()
    reasons = {name: one["reason"] for one in told["media_left"] for name in one["names"]}
    answers = {prompt.removeprefix("Question "): card["answer"] for prompt, card in by_prompt(alice).items()}
    for name, answer in answers.items():
        kept = answer.startswith("Answer ![](media:")
        assert kept or answer == f"Answer [image: {name}]"
        assert kept == (name not in reasons)
    return {name: reasons.get(name, KEPT) for name in answers}


def test_what_is_no_picture_though_it_is_called_one(tmp_path: Path) -> None:
    file = a_package(
        tmp_path,
        ["page.png", "gif.png", "script.svg", "empty.png"],
        {
            "media": numbered("page.png", "gif.png", "script.svg", "empty.png"),
            "0": b"<html><script>alert(1)</script>",
            "1": a_gif(),
            "2": an_svg("<script>alert(1)</script>"),
            "3": b"",
        },
    )

    assert fates(file) == {
        "page.png": NotKept.UNKNOWN.value,
        "gif.png": KEPT,
        "script.svg": KEPT,  # it is only ever shown as a picture, which runs nothing
        "empty.png": NotKept.UNKNOWN.value,
    }
    assert sorted(name[-4:] for name in keeping.names(a_learner().pk)) == [".gif", ".svg"]


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


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[]", b'"media"', b"[" * 100_000, b'{"0": 7, "a": "hat.png"}', b'{"0":', b"\x0a\xff"],
)
@pytest.mark.parametrize("new", [False, True])
def test_a_list_of_files_that_is_none(tmp_path: Path, content: bytes, new: bool) -> None:
    members = {"media": packed(content) if new else content, "0": a_png()}

    assert fates(a_package(tmp_path, ["hat.png"], members, new=new)) == {"hat.png": Stays.NOT_THERE}


def test_no_list_at_all(tmp_path: Path) -> None:
    assert fates(a_package(tmp_path, ["hat.png"], {"0": a_png()})) == {"hat.png": Stays.NOT_THERE}


def test_names_with_paths_and_names_that_are_none(tmp_path: Path, data: Path) -> None:
    names = ["../../evil.png", "a\\b.png", "/etc/passwd", "x" * 300, ""]
    files = {str(place): a_png(more=name.encode()) for place, name in enumerate(names)}
    file = a_package(tmp_path, names[:4], {"media": numbered(*names)} | files)

    told = imported(a_learner(), file)

    assert told["media_taken"] == {"images": 0, "sounds": 0}
    assert not any(path.is_file() for path in data.rglob("*"))


def test_two_files_of_one_name_are_the_first(tmp_path: Path) -> None:
    first, second = a_png(more=b"first"), a_png(more=b"second")
    file = a_package(
        tmp_path, ["hat.png"], {"media": numbered("hat.png", "hat.png"), "0": first, "1": second}
    )

    assert fates(file) == {"hat.png": KEPT}
    assert list(keeping.names(a_learner().pk)) == [keeping.checked(first)]


def test_a_file_that_is_listed_and_not_packed(tmp_path: Path) -> None:
    assert fates(a_package(tmp_path, ["hat.png"], {"media": numbered("hat.png")})) == {
        "hat.png": Stays.NOT_THERE
    }


def test_names_that_are_no_unicode_hinder_no_other(tmp_path: Path) -> None:
    content = packed(a_png())
    entries = [(name, len(a_png()), b"") for name in (b"h\xe4t.png", b"\xff", b"hat.png")]
    members = {"media": listed(*entries), "0": content, "1": content, "2": content}

    assert fates(a_package(tmp_path, ["hat.png", "hut.png"], members, new=True)) == {
        "hat.png": KEPT,
        "hut.png": Stays.NOT_THERE,
    }


def test_files_that_are_not_what_the_newer_list_says(tmp_path: Path) -> None:
    whole = a_png(more=b"whole" * 1_000)
    digest = sha1(whole, usedforsecurity=False).digest()
    names = ["good.png", "cut.png", "other.png", "no-zstd.png"]
    file = a_package(
        tmp_path,
        names,
        {
            "media": listed(*((name.encode(), len(whole), digest) for name in names)),
            "0": packed(whole),
            "1": packed(whole)[:-40],
            "2": packed(whole[:-1] + b"!"),
            "3": whole,
        },
        new=True,
    )

    assert fates(file) == {"good.png": KEPT} | dict.fromkeys(names[1:], str(Stays.DAMAGED))


def test_a_file_damaged_inside_the_zip(tmp_path: Path) -> None:
    picture = a_png(more=b"here" * 100)
    file = a_package(tmp_path, ["hat.png", "bell.png"], {"media": numbered("hat.png", "bell.png")})
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as out:
        out.writestr("0", picture)
        out.writestr("1", a_png())
    file.write_bytes(file.read_bytes().replace(b"herehere", b"thisthat"))

    assert fates(file) == {"hat.png": Stays.DAMAGED, "bell.png": KEPT}


def test_a_truncated_package_with_media_changes_nothing(tmp_path: Path) -> None:
    file = a_package(tmp_path, ["hat.png"], {"media": numbered("hat.png"), "0": a_png(more=bytes(9_999))})
    file.write_bytes(file.read_bytes()[:-30])

    with pytest.raises(Unreadable, match="damaged"):
        imported(a_learner(), file)
    assert not MediaFile.objects.exists()


def test_only_what_a_card_speaks_of_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}.png" for number in range(10_000)]
    members = {str(place): b"" for place in range(10_000)} | {"7": a_png()}
    file = a_package(tmp_path, ["7.png"], {"media": numbered(*names)} | members)
    asked: list[str] = []
    real = zipfile.ZipFile.open

    def opened(package: zipfile.ZipFile, name: Any, *arguments: Any, **more: Any) -> Any:
        asked.append(str(name))
        return real(package, name, *arguments, **more)

    monkeypatch.setattr(zipfile.ZipFile, "open", opened)
    imported(a_learner(), file)

    assert sorted(set(asked)) == ["7", "collection.anki21", "media", "meta"]
    assert asked.count("7") == 1


def test_a_package_whose_cards_speak_of_none_is_opened_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = a_collection(tmp_path / "anki")
    a_note(collection, Front="Question", Back="Answer")
    file = exported(collection, "new.apkg")
    monkeypatch.setattr(media, "whole", None)

    imported(a_learner(), file)

    assert list(by_prompt(a_learner())) == ["Question"]


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
