"""Names made from what a file says, the same each time: what comes in twice is found again."""

from hashlib import sha1
from uuid import UUID

SPACE = UUID("6f2d1f0e-3f0c-5a53-9a5e-0f6a3d9c7b21").bytes
OWN = "own."
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def named(*parts: object) -> str:
    """A UUID of version 5, as text; `uuid.uuid5` gives the same at three times the cost."""
    return _uuid5("\n".join(map(str, parts)))


def _uuid5(name: str) -> str:
    digits = sha1(SPACE + name.encode(), usedforsecurity=False).hexdigest()
    variant = _VARIANT[digits[16]]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


DEVICE = named("device")  # of all events that come in: it has never been a phone


def own_card(*parts: object) -> str:
    """The id of the own card that something in a file becomes."""
    return OWN + named("card", *parts)


def review(card: str, moment: int) -> str:
    """The uid of a grade given elsewhere."""
    return _uuid5(f"review\n{card}\n{moment}")
