"""How large a picture is, by its header; pure."""

import io
import re
import struct

import imagesize

from cards.media.kinds import kind_of
from cards.media.references import MOST_PIXELS

_MEASURED = {"png", "jpg", "gif", "webp"}  # a drawing has no size of its own
_HEAD = 256 * 1024  # bytes: a header made to be long is not followed to its end
_ISPE = re.compile(rb"\0\0\0\x14ispe\0{4}(.{8})", re.DOTALL)
_IROT = re.compile(rb"\0\0\0\x09irot(.)", re.DOTALL)


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as it is shown, turned if the camera was; None when it does not say."""
    kind, head = kind_of(data), data[:_HEAD]
    width, height = _of_avif(head) if kind == "avif" else _of_others(head) if kind in _MEASURED else (0, 0)
    return (width, height) if 0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS else None


def _of_others(head: bytes) -> tuple[int, int]:
    try:
        return imagesize.get(io.BytesIO(head))
    except Exception:
        return 0, 0


def _of_avif(head: bytes) -> tuple[int, int]:
    """The largest item's, which is the picture; the others are its tiles and its preview.

    Not by imagesize, which a kilobyte of AVIF can keep busy for hours: places of no length are free to list.
    """
    sizes = (struct.unpack(">II", found[1]) for found in _ISPE.finditer(head))
    width, height = max(sizes, default=(0, 0), key=lambda size: size[0] * size[1])
    turn = _IROT.search(head)
    return (height, width) if turn and turn[1][0] & 1 else (width, height)
