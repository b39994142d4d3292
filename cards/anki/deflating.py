"""A large file into a zip, deflated by two threads: each piece for itself, then one after the other."""

import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PIECE = 2**20
THREADS = 2
FASTEST = 1
THE_END = b"\x03\x00"  # of a deflated stream: a last block with nothing in it


def add_deflated(package: ZipFile, out: IO[bytes], file: Path, name: str) -> None:
    """Adds a file of less than 2 GB. `out` is what `package` writes to."""
    info = ZipInfo(name)
    with file.open("rb") as source, package.open(info, "w") as stored:
        size, crc = 0, 0
        for piece, deflated in _pieces(source):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            stored.write(deflated)
        stored.write(THE_END)
    # For zipfile this was the file itself: what it is goes into the directory, and into the header before it.
    info.compress_type, info.file_size, info.CRC = ZIP_DEFLATED, size, crc
    end = out.tell()
    out.seek(info.header_offset)
    out.write(info.FileHeader(zip64=False))
    out.seek(end)


def _pieces(source: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each piece as it is and deflated, in order; few are in memory at once."""
    under_way: deque[tuple[bytes, Future[bytes]]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        while piece := source.read(PIECE):
            under_way.append((piece, pool.submit(_deflated, piece)))
            if len(under_way) > THREADS:
                yield _done(under_way.popleft())
        yield from map(_done, under_way)


def _done(one: tuple[bytes, Future[bytes]]) -> tuple[bytes, bytes]:
    return one[0], one[1].result()


def _deflated(piece: bytes) -> bytes:
    """It ends on a whole byte and needs nothing of what came before, so that it can stand after any other."""
    deflate = zlib.compressobj(FASTEST, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(piece) + deflate.flush(zlib.Z_FULL_FLUSH)
