"""A file that is no good package is refused with a sentence for the learner, and leaves nothing behind."""

import json
import zipfile
from pathlib import Path

import pytest
import zstandard

from cards.anki.reading import package
from tests.anki.bad_files import a_database, a_package, packed, refused
from tests.anki.importing import by_prompt, imported
from tests.people import a_learner

pytestmark = pytest.mark.django_db


def test_a_file_that_is_no_zip(tmp_path: Path) -> None:
    file = tmp_path / "letter.apkg"
    file.write_text("Dear Cardinal, here are my cards.")
    assert refused(file).startswith("This is not an Anki package.")
    file.write_bytes(b"")
    assert refused(file).startswith("This is not an Anki package.")


def test_a_zip_without_a_collection(tmp_path: Path) -> None:
    assert refused(packed(tmp_path, holiday__jpg=b"sun")).startswith("This is not an Anki package.")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_package(tmp_path: Path, part: float) -> None:
    whole = a_package(tmp_path).read_bytes()
    file = tmp_path / "half.apkg"
    file.write_bytes(whole[: int(len(whole) * part)])
    assert "damaged or was not downloaded to its end" in refused(file)


def test_a_zip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 5_000_000)
    file = packed(tmp_path, collection__anki2=bytes(50_000_000))
    assert file.stat().st_size < 100_000
    assert "Export it from Anki deck by deck" in refused(file)


def test_a_zstd_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 5_000_000)
    bomb = zstandard.ZstdCompressor().compress(bytes(50_000_000))
    file = packed(tmp_path, meta=b"\x08\x03", collection__anki21b=bomb)
    assert "Export it from Anki deck by deck" in refused(file)


def test_a_zstd_that_wants_all_memory(tmp_path: Path) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=31, enable_ldm=False)
    out = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    content = out.compress(b"SQLite") + out.flush()
    assert "damaged" in refused(packed(tmp_path, meta=b"\x08\x03", collection__anki21b=content))


@pytest.mark.parametrize("name", ["../../etc/cron", "a/b", "C:\\cards", "/etc/passwd"])
def test_a_package_with_paths(tmp_path: Path, name: str) -> None:
    good = a_database(tmp_path).read_bytes()
    assert "files in folders" in refused(packed(tmp_path, **{"collection.anki21": good, name: b"x"}))


def test_a_package_with_two_files_of_one_name(tmp_path: Path) -> None:
    file = packed(tmp_path, collection__anki21=b"one")
    with zipfile.ZipFile(file, "a") as out, pytest.warns(UserWarning, match="Duplicate name"):
        out.writestr("collection.anki21", b"two")
    assert "two files of one name" in refused(file)


def test_a_list_of_files_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_DIRECTORY", 100_000)
    file = packed(tmp_path, **{str(number): b"" for number in range(5_000)})
    assert "too many files" in refused(file)


def test_ten_thousand_media_files_are_no_hindrance_and_stay_behind(tmp_path: Path) -> None:
    good = a_database(tmp_path).read_bytes()
    media = {str(number): b"" for number in range(10_000)}
    names = json.dumps({number: f"{number}.png" for number in media}).encode()
    alice = a_learner()
    imported(alice, packed(tmp_path, **{"collection.anki21": good, "media": names}, **media))
    assert list(by_prompt(alice)) == ["Question"]


def test_a_package_with_a_password(tmp_path: Path) -> None:
    file = packed(tmp_path, collection__anki21=b"secret" * 100)
    content = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    file.write_bytes(content)
    assert "password" in refused(file)


def test_a_package_of_a_newer_anki(tmp_path: Path) -> None:
    assert "newer Anki" in refused(packed(tmp_path, meta=b"\x08\x09", collection__anki21b=b""))


def test_a_collection_that_is_no_database(tmp_path: Path) -> None:
    assert "cannot be read" in refused(
        packed(tmp_path, collection__anki21=b"SQLite format 3\0" + bytes(5000))
    )
    assert "cannot be read" in refused(packed(tmp_path, collection__anki21=b"Hello" * 1000))
