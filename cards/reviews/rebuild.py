"""Holds the derived rows against a replay of the log, and makes them anew: the same fold over more cards."""

import time
from collections.abc import Callable
from uuid import UUID

from cards.reviews import log, rows
from cards.reviews.models import LogHead
from cards.reviews.snapshot import snapshot


def rebuild(learner_id: UUID, progress: Callable[[int, int], None] = lambda done, of: None) -> list[str]:
    """Make every derived row anew; gives the keys whose content changed.

    In short transactions, so that a device pushing meanwhile never waits long.
    """
    with snapshot():
        keys = rows.keys_of(LogHead(learner_id=learner_id))
    changed: list[str] = []
    for start in range(0, len(keys), rows.BATCH):
        with log.growing(learner_id) as head:
            changed += rows.refold(head, keys[start : start + rows.BATCH])
        progress(min(start + rows.BATCH, len(keys)), len(keys))
    return changed


def verify(learner_id: UUID) -> list[str]:
    """The keys whose stored row differs from a replay, read from one snapshot; notes that it looked."""
    with snapshot():
        head = LogHead.objects.filter(learner_id=learner_id).first()
        wrong = rows.differing(head, rows.keys_of(head)) if head else []
    LogHead.objects.filter(learner_id=learner_id).update(verified_at=now_ms())
    return wrong


def now_ms() -> int:
    """The server's clock, in ms since the epoch."""
    return time.time_ns() // 1_000_000
