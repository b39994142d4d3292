"""As much of protocol buffers as Anki's newer tables need: the fields of one flat message."""

from collections.abc import Iterator

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """(number, value) of each field in order. Raises ValueError when it is no message."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield number, value
        else:
            size, at = _size(message, at, kind)
            if at + size > len(message):
                raise ValueError("the message ends in the middle of a field")
            yield number, message[at : at + size]
            at += size


def number(message: bytes, wanted: int) -> int:
    """The last value of a whole-number field; 0 when it is not there, as protocol buffers have it."""
    values = [value for key, value in fields(message) if key == wanted and isinstance(value, int)]
    return values[-1] if values else 0


def text(message: bytes, wanted: int) -> str:
    """The last value of a text field, "" when it is not there."""
    values = [value for key, value in fields(message) if key == wanted and isinstance(value, bytes)]
    return values[-1].decode(errors="replace") if values else ""


def _size(message: bytes, at: int, kind: int) -> tuple[int, int]:
    if kind == _BYTES:
        return _varint(message, at)
    if kind in (_FIXED64, _FIXED32):
        return (8 if kind == _FIXED64 else 4), at
    raise ValueError(f"{kind} is no wire type")


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(message) and shift < 64:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise ValueError("a number does not end")
