"""A file deflated piece by piece is one file for whoever opens the zip, however it grew."""

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cards.anki.deflating import MOST, PIECE, Deflating


def some(size: int, seed: int = 1) -> bytes:
    return bytes(random.Random(seed).choices(range(8), k=size))


def zipped(file: Path, zip_file: Path, meanwhile: Callable[[], object] = lambda: None) -> ZipFile:
    """`meanwhile` happens after the deflating has begun."""
    with closing(Deflating(file)) as deflating, zip_file.open("wb") as out, ZipFile(out, "w") as package:
        deflating.begin()
        meanwhile()
        package.writestr("before", "1")
        deflating.add_to(package, out, "it")
        package.writestr("after", "2")
    return ZipFile(zip_file)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 12_345])
def test_it_comes_out_as_it_went_in_with_others_around_it(tmp_path: Path, size: int) -> None:
    file, content = tmp_path / "a.sqlite", some(size)
    file.write_bytes(content)

    package = zipped(file, tmp_path / "it.zip")

    assert package.testzip() is None
    assert package.namelist() == ["before", "it", "after"]
    assert (package.read("before"), package.read("it"), package.read("after")) == (b"1", content, b"2")
    assert package.getinfo("it").compress_type == ZIP_DEFLATED
    if size > PIECE:
        assert package.getinfo("it").compress_size < size / 2


@pytest.mark.parametrize("pieces", [3, MOST + 3])
def test_what_changes_after_it_was_begun_comes_out_changed(tmp_path: Path, pieces: int) -> None:
    file, grown = tmp_path / "a.sqlite", bytearray(b"\7" * (pieces * PIECE))
    file.write_bytes(grown)
    grown += some(PIECE + 1)
    for place in (0, PIECE, 2 * PIECE - 1):
        grown[place] = 8

    package = zipped(file, tmp_path / "it.zip", lambda: file.write_bytes(grown))

    assert package.testzip() is None
    assert package.read("it") == grown
