"""Plain builders of events for the tests."""

import uuid
from typing import Any

DAY_MS = 86_400_000
NOON_MS = 20_000 * DAY_MS + 12 * 3_600_000  # noon UTC of study day 20,000
DEVICE = "0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001"
OTHER_DEVICE = "f00e7a52-3c64-4d8c-9f2b-6b1f6f0a0002"

Made = dict[str, Any]


def made(
    kind: str, *, at: int = NOON_MS, n: int = 1, device: str = DEVICE, tz: int = 0, **carries: Any
) -> Made:
    """An event of any kind."""
    uid = carries.pop("uid", None) or str(uuid.uuid4())
    return {"v": 1, "uid": uid, "device": device, "n": n, "at": at, "tz": tz, "kind": kind} | carries


def a_review(rating: int = 3, *, card: str = "s3.one", **rest: Any) -> Made:
    """A graded retrieval."""
    return made("review", card=card, rating=rating, took_ms=4_000, card_version=1, why="due", **rest)


def an_undo(target: Made, *, value: bool = True, **rest: Any) -> Made:
    """Taking an event back, or, with value False, putting it in force again."""
    return made("undo", target=target["uid"], value=value, **rest)


def a_mark(mark: str, *, card: str = "s3.one", **rest: Any) -> Made:
    """A mark on a card."""
    return made("mark", card=card, mark=mark, **rest)


def a_reset(*, card: str = "s3.one", **rest: Any) -> Made:
    """Starting a card afresh."""
    return made("reset", card=card, **rest)


def a_setting(name: str, value: Any, **rest: Any) -> Made:
    """A setting of the learner."""
    return made("setting", name=name, value=value, **rest)
