"""The pictures and sounds in an Anki package, read one at a time and only when a card asks for one."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple
from unicodedata import normalize

import zstandard

from cards.anki.reading import protobuf
from cards.anki.reading.package import COMPRESSED, damage_told, unpacked, version_of, whole

LIST = "media"
MOST_LISTED = 16 * 2**20  # bytes of the list of files, unpacked
MOST_FILES = 100_000  # of the list; a zip that `whole` takes holds no more
MOST_IN_ALL = 2 * 2**30  # bytes that one reader takes in and unpacks: a small package can hold endless zeros
LONGEST_NAME = 255
_LONGEST_ASKED = 4 * LONGEST_NAME  # decomposed; to compose hundreds of thousands of accents takes minutes
_LONGEST_ENTRY = 2_000  # bytes
_PIECE = 64 * 1024
_BROKEN = (
    zipfile.BadZipFile, zlib.error, zstandard.ZstdError, EOFError, OSError, ValueError, LookupError,
    NotImplementedError, RuntimeError,  # the last is zipfile's word for a password; RecursionError is one
)  # fmt: skip


class Missing(Enum):
    """Why there is nothing to read."""

    ABSENT = auto()
    LARGE = auto()
    DAMAGED = auto()
    ENDLESS = auto()


class _Entry(NamedTuple):
    """Where a file is in the zip, and what the list says of it."""

    member: str
    size: int | None = None
    sha1: bytes = b""


@contextmanager
def packed_media(file: Path) -> "Iterator[PackedMedia]":
    """The media of a package that has been found readable; not even looked for until one is asked for."""
    with ExitStack() as opened:
        yield PackedMedia(file, opened)


@dataclass
class PackedMedia:
    """What a package holds beside its collection."""

    _file: Path
    _opened: ExitStack
    _unpacked: int = 0
    _damaged: set[str] = field(default_factory=set)  # members; one has many names

    def read(self, name: str, most_bytes: int) -> bytes | Missing:
        """The file that cards call `name`, or why there is none.

        Unicode has two forms of ö, and what is HAT.PNG here may be hat.png there: disks that know no
        difference have let both stand in cards.
        """
        if len(name) > _LONGEST_ASKED:
            return Missing.ABSENT
        name = normalize("NFC", name)
        entry = self._list.get(name) or self._list.get(name.casefold())
        if entry is None:
            return Missing.ABSENT
        if entry.member in self._damaged:
            return Missing.DAMAGED
        if self._unpacked > MOST_IN_ALL:
            return Missing.ENDLESS
        try:
            content = self._content(entry.member, most_bytes)
        except KeyError:
            return Missing.ABSENT  # listed, and not packed
        except _BROKEN:
            self._damaged.add(entry.member)
            return Missing.DAMAGED
        if len(content) > most_bytes:
            return Missing.LARGE
        return content if _is_whole(content, entry) else Missing.DAMAGED

    @cached_property
    def _package(self) -> tuple[zipfile.ZipFile, bool]:
        raw = self._opened.enter_context(self._file.open("rb"))
        with damage_told():
            package = whole(raw)
            return self._opened.enter_context(package), version_of(package) == COMPRESSED

    @cached_property
    def _list(self) -> dict[str, _Entry]:
        """By name; empty when the package has none, or one that cannot be read: cards come in without."""
        try:
            content = self._content(LIST, MOST_LISTED)
            return _listed(content, compressed=self._package[1]) if len(content) <= MOST_LISTED else {}
        except _BROKEN:
            return {}

    def _content(self, member: str, most_bytes: int) -> bytes:
        """One byte more than allowed tells that there is more. Raises KeyError, or one of _BROKEN."""
        package, compressed = self._package
        content = bytearray()
        with package.open(member) as packed:
            self._unpacked += package.getinfo(member).compress_size  # read even if nothing comes of it
            source: IO[bytes] = unpacked(packed) if compressed else packed
            while piece := source.read(min(_PIECE, most_bytes + 1 - len(content))):
                content += piece
                self._unpacked += len(piece)
        return bytes(content)


def _listed(content: bytes, *, compressed: bool) -> dict[str, _Entry]:
    entries = _entries(content) if compressed else _numbered(content)
    found: dict[str, _Entry] = {}
    for name, entry in islice(entries, MOST_FILES):
        if name and len(name) <= LONGEST_NAME and not set("/\\\0") & set(name):
            found.setdefault(normalize("NFC", name), entry)
    return {name.casefold(): entry for name, entry in reversed(found.items())} | found


def _numbered(content: bytes) -> Iterator[tuple[str, _Entry]]:
    """The older list: {"0": "hat.png"}."""
    held = json.loads(content.decode(errors="replace"))
    for member, name in held.items() if isinstance(held, dict) else ():
        if isinstance(name, str) and member.isdecimal():
            yield name, _Entry(member)


def _entries(content: bytes) -> Iterator[tuple[str, _Entry]]:
    """The newer list, a protocol buffer; a file's place in it is what it is called in the zip."""
    messages = (value for number, value in protobuf.fields(content) if number == 1)
    for place, message in enumerate(messages):
        entry = message if isinstance(message, bytes) and len(message) <= _LONGEST_ENTRY else b""
        held = dict(protobuf.fields(entry))
        name, size, sha1 = held.get(1), held.get(2), held.get(3)
        if isinstance(name, bytes):
            yield (
                name.decode(errors="replace"),
                _Entry(
                    str(place),
                    size if isinstance(size, int) else 0,
                    sha1 if isinstance(sha1, bytes) else b"",
                ),
            )


def _is_whole(content: bytes, entry: _Entry) -> bool:
    """zstd does not tell when its input ends too soon; the newer list does."""
    if entry.size is not None and entry.size != len(content):
        return False
    return not entry.sha1 or hashlib.sha1(content, usedforsecurity=False).digest() == entry.sha1
