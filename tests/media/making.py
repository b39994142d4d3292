"""Small files of each kind that is kept, told apart by a number."""

import struct
import zlib


def a_png(width: int = 640, height: int = 480, *, more: bytes = b"") -> bytes:
    """A grey picture; `more` makes it another one of the same size."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + bytes((width + 7) // 8)) * height)
    chunks = ((b"IHDR", head), (b"tEXt", b"Comment\0" + more), (b"IDAT", lines), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def a_jpeg(width: int = 640, height: int = 480, *, orientation: int = 1) -> bytes:
    """As much of one as says how large it is, and how the camera was held."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8" + _segment(0xE1, exif) + _segment(0xC0, frame) + b"\xff\xd9"


def a_gif(width: int = 640, height: int = 480) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def a_webp(width: int = 640, height: int = 480) -> bytes:
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + sizes
    return b"RIFF" + struct.pack("<I", len(body)) + body


def an_svg(inside: str = "") -> bytes:
    return (
        '<?xml version="1.0"?>\n<!-- drawn -->\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'
    ).encode()


def an_mp3(number: int = 0) -> bytes:
    return b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\x00" + number.to_bytes(413, "big")


def of_brands(*brands: bytes) -> bytes:
    """The first box of a file of ISO base media."""
    major, *others = brands
    return _box(b"ftyp", major + bytes(4) + b"".join(others))


def an_avif(width: int = 640, height: int = 480, *, turned: bool = False, places: bytes = b"") -> bytes:
    """As much of one as says how large its only item is; `places` is what its list of places holds."""
    shown = _box(b"ispe", bytes(4) + struct.pack(">II", width, height))
    associated = _box(b"ipma", bytes(4) + struct.pack(">IHBB", 1, 1, 1, 1))
    turn = _box(b"irot", b"\1") if turned else b""
    properties = _box(b"iprp", _box(b"ipco", shown + turn) + associated)
    main = _box(b"pitm", bytes(4) + struct.pack(">H", 1))
    entry = _box(b"infe", b"\x02" + bytes(3) + struct.pack(">HH", 1, 0) + b"av01\0")
    items = _box(b"iinf", bytes(4) + struct.pack(">H", 1) + entry)
    return of_brands(b"avif", b"mif1") + _box(
        b"meta", bytes(4) + main + items + (_box(b"iloc", places) if places else b"") + properties
    )


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    kind, body = chunk
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body
