"""What kind of file some bytes are, by how they begin and never by what they are called; pure."""

import re
from hashlib import sha256

MOST_SVG_HEAD = 64 * 1024  # bytes before the root element; drawing programs write long comments
_FIXED = (
    ("png", 0, b"\x89PNG\r\n\x1a\n"),
    ("jpg", 0, b"\xff\xd8\xff"),
    ("gif", 0, b"GIF87a"),
    ("gif", 0, b"GIF89a"),
    ("mp3", 0, b"ID3"),
    ("ogg", 0, b"OggS"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "wav"}
_BRANDS = {b"avif": "avif", b"avis": "avif", b"M4A ": "m4a", b"M4B ": "m4a"}
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml\b[^<>]*+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
    rb"(?:<!DOCTYPE\s+svg\b[^<>\[]*+(?:\[[^\[\]]*+\])?+\s*+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<svg[\s>]"
)


def kind_of(data: bytes) -> str | None:
    """The extension that goes with the bytes, one of `references.TYPES`; None when it is none of these."""
    for kind, at, magic in _FIXED:
        if data.startswith(magic, at):
            return kind
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12])
    if data[4:8] == b"ftyp":
        return _of_brands(data)
    if _is_bare_mp3(data):
        return "mp3"
    return "svg" if _SVG.match(data[:MOST_SVG_HEAD]) else None


def named(data: bytes, kind: str) -> str:
    """The name of a file of these bytes."""
    return f"{sha256(data).hexdigest()}.{kind}"


def _of_brands(data: bytes) -> str | None:
    """ISO base media: the brand it is, then those it is compatible with."""
    size = min(int.from_bytes(data[:4], "big"), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, size, 4))]
    return next((_BRANDS[brand] for brand in brands if brand in _BRANDS), None)


def _is_bare_mp3(data: bytes) -> bool:
    """The header of a frame of MPEG audio, layer III, with a bit rate and a sampling rate that exist."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0:
        return False
    version, layer = data[1] >> 3 & 3, data[1] >> 1 & 3
    return version != 1 and layer == 1 and 0 < data[2] >> 4 < 15 and data[2] >> 2 & 3 != 3
