"""A file deflated piece by piece is one file for whoever opens the zip."""

import random
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cards.anki.deflating import PIECE, add_deflated


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 12_345])
def test_it_comes_out_as_it_went_in_with_others_around_it(tmp_path: Path, size: int) -> None:
    content = bytes(random.Random(size).choices(range(8), k=size))
    file, zipped = tmp_path / "a.sqlite", tmp_path / "it.zip"
    file.write_bytes(content)
    with zipped.open("wb") as out, ZipFile(out, "w") as package:
        package.writestr("before", "1")
        add_deflated(package, out, file, "it")
        package.writestr("after", "2")

    package = ZipFile(zipped)
    assert package.testzip() is None
    assert package.namelist() == ["before", "it", "after"]
    assert (package.read("before"), package.read("it"), package.read("after")) == (b"1", content, b"2")
    assert package.getinfo("it").compress_type == ZIP_DEFLATED
    if size > PIECE:
        assert zipped.stat().st_size < size / 2
