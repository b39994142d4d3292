"""How large a picture is, by its header; pure."""

import io

import imagesize

from cards.media.kinds import kind_of
from cards.media.references import MOST_PIXELS

_MEASURED = {"png", "jpg", "gif", "webp", "avif"}  # a drawing has no size of its own


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as it is shown, turned if the camera was; None when it does not say."""
    if kind_of(data) not in _MEASURED:
        return None
    try:
        width, height = imagesize.get(io.BytesIO(data))
    except Exception:
        return None
    return (width, height) if 0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS else None
