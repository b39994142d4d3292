"""Media that are not what they should be stay behind with a reason; the cards come in all the same."""

import zipfile
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest

from cards.anki.reading import media
from cards.intake.incoming import Stays
from cards.intake.unreadable import Unreadable
from cards.media import keeping
from cards.media.keeping import NotKept
from cards.models import MediaFile
from tests.anki.bad_media import KEPT, a_package, fates, listed, numbered, packed
from tests.anki.importing import by_prompt, imported
from tests.anki.studying import a_collection, a_note, exported
from tests.media.making import a_gif, a_png, an_svg
from tests.people import a_learner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return tmp_path / "data"


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
