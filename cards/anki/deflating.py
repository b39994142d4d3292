"""A large file into a zip, deflated by two threads: each piece for itself, then one after the other."""

import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PIECE = 2**19
THREADS = 2
MOST = 32  # pieces that are begun before their turn
FASTEST = 1
THE_END = b"\x03\x00"  # of a deflated stream: a last block with nothing in it


class Deflating:
    """Deflates a file of less than 2 GB; it can begin while the file is still written. Close it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._pool = ThreadPoolExecutor(THREADS)
        self._begun: dict[int, Future[tuple[int, bytes]]] = {}  # by the piece's place

    def begin(self) -> None:
        """Takes up the pieces that are whole by now, but for the first: in a database that grows, few of
        them change once more, and those are done again."""
        for place in range(1, min(MOST, self._file.stat().st_size // PIECE)):
            self._take_up(place)

    def add_to(self, package: ZipFile, out: IO[bytes], name: str) -> None:
        """Adds the file, which does not change any more. `out` is what `package` writes to."""
        info = ZipInfo(name)
        size, crc = 0, 0
        with package.open(info, "w") as stored:
            for piece, deflated in self._pieces():
                size, crc = size + len(piece), zlib.crc32(piece, crc)
                stored.write(deflated)
            stored.write(THE_END)
        # For zipfile this was the file itself; what it is goes into the directory and the header before it.
        info.compress_type, info.file_size, info.CRC = ZIP_DEFLATED, size, crc
        end = out.tell()
        out.seek(info.header_offset)
        out.write(info.FileHeader(zip64=False))
        out.seek(end)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _take_up(self, place: int) -> None:
        if place not in self._begun:
            self._begun[place] = self._pool.submit(_read, self._file, place)

    def _pieces(self) -> Iterator[tuple[bytes, bytes]]:
        """Each piece as it is and deflated, in order."""
        count = -(-self._file.stat().st_size // PIECE)
        with self._file.open("rb") as file:
            for place in range(count):
                for soon in range(place, min(place + MOST, count)):
                    self._take_up(soon)
                piece = file.read(PIECE)
                crc, deflated = self._begun.pop(place).result()
                yield piece, deflated if crc == zlib.crc32(piece) else _deflated(piece)


def _read(file: Path, place: int) -> tuple[int, bytes]:
    """The checksum of a piece as it is now, and the piece deflated."""
    with file.open("rb") as source:
        source.seek(place * PIECE)
        piece = source.read(PIECE)
    return zlib.crc32(piece), _deflated(piece)


def _deflated(piece: bytes) -> bytes:
    """Ends on a whole byte and needs nothing of what comes before, so that it can stand after any other."""
    deflate = zlib.compressobj(FASTEST, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(piece) + deflate.flush(zlib.Z_FULL_FLUSH)
