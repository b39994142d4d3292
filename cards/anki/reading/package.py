"""Opens an .apkg or .colpkg and takes the collection out of it, within limits."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import zstandard

from cards.anki.reading import protobuf
from cards.intake.unreadable import Unreadable

MOST_UNPACKED = 512 * 1024 * 1024
MOST_DIRECTORY = 4 * 1024 * 1024  # the zip's list of files: about 80,000 of them
COMPRESSED = 3  # the newest version, in which zstd is inside the zip
COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")  # the best first
_CHUNK = 256 * 1024
_UNPACKED_IN_PIECES = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others come out all at once
_WINDOW = 64 * 1024 * 1024  # what unpacking zstd may hold in memory; Anki's own needs 8 MB at most

NO_PACKAGE = (
    "This is not an Anki package. In Anki, choose File, Export, and hand in the .apkg or .colpkg file."
)
DAMAGED = "The package is damaged or was not downloaded to its end. Export it from Anki again."
TOO_LARGE = (
    f"Unpacked, the collection in this file is larger than {MOST_UNPACKED // 2**20} MB. "
    "Export it from Anki deck by deck."
)


@contextmanager
def collection_of(file: Path) -> Iterator[Path]:
    """The package's SQLite file, unpacked, for as long as the block lasts. Raises Unreadable."""
    with TemporaryDirectory(prefix="cardinal-anki-") as folder:
        target = Path(folder) / "collection"
        with file.open("rb") as raw, damage_told(), whole(raw) as package:
            version_of(package)
            _copy(package, _best(package.namelist()), target)
        yield target


def whole(raw: IO[bytes]) -> zipfile.ZipFile:
    """The package, its list of files checked; to be used within `damage_told`. Raises Unreadable."""
    if raw.read(4) != b"PK\x03\x04":
        raise Unreadable(NO_PACKAGE)
    package = zipfile.ZipFile(_Sparing(raw))
    _check_names(package)
    return package


@contextmanager
def damage_told() -> Iterator[None]:
    """What zipfile and zstd find wrong inside the block is raised as Unreadable."""
    try:
        yield
    except (zipfile.BadZipFile, zstandard.ZstdError, EOFError, OSError, ValueError, NotImplementedError):
        raise Unreadable(DAMAGED) from None
    except RuntimeError:  # zipfile's word for a password
        raise Unreadable("The package asks for a password. Export it from Anki without one.") from None


class _Sparing(io.BufferedIOBase):
    """A file that never gives megabytes at once: zipfile reads the whole list of files with one call."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > MOST_DIRECTORY:
            raise Unreadable(
                "The package holds too many files. Export it from Anki deck by deck, or without media."
            )
        return self._raw.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def _check_names(package: zipfile.ZipFile) -> None:
    """Anki's packages are flat: whatever names another folder was not made by Anki."""
    names = package.namelist()
    if any("/" in name or "\\" in name or name.startswith("..") for name in names):
        raise Unreadable(
            "The package holds files in folders, which Anki never writes. "
            "Hand in the file as Anki exported it."
        )
    if any(one.compress_type not in _UNPACKED_IN_PIECES for one in package.infolist()):
        raise Unreadable(DAMAGED)
    if len(set(names)) < len(names):
        raise Unreadable("The package holds two files of one name. Hand in the file as Anki exported it.")


def version_of(package: zipfile.ZipFile) -> int:
    """1 or 2, or COMPRESSED. Packages of before 2020 say nothing. Raises Unreadable."""
    if "meta" not in package.namelist():
        return 1
    with package.open("meta") as meta:
        version = protobuf.number(meta.read(100), 1)
    if version > COMPRESSED:
        raise Unreadable(
            "The package was made by a newer Anki than Cardinal knows. In Anki's export window tick "
            "'Support older Anki versions' and try again."
        )
    return version


def _best(names: list[str]) -> str:
    """Beside a new collection stands an old one, for old programs, that only says it is not the real one."""
    found = next((name for name in COLLECTIONS if name in names), None)
    if found is None:
        raise Unreadable(NO_PACKAGE)
    return found


def _copy(package: zipfile.ZipFile, name: str, target: Path) -> None:
    with package.open(name) as packed, target.open("wb") as out:
        source: IO[bytes] = unpacked(packed) if name.endswith("b") else packed
        written = 0
        while piece := source.read(_CHUNK):
            written += len(piece)
            if written > MOST_UNPACKED:
                raise Unreadable(TOO_LARGE)
            out.write(piece)


def unpacked(packed: IO[bytes]) -> IO[bytes]:
    """What zstd packed, as a stream that never holds much in memory."""
    return zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(packed)
