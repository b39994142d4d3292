"""The memory after every review of many histories at once: what folding them one by one comes to."""

import numpy as np
import numpy.typing as npt

from cards.scheduling.memory_columns import Column, Days, FsrsColumns, MemoryColumns

Flags = npt.NDArray[np.bool_]
APART = 1_000_000  # days between two lives, so that one maximum runs over all of them


def replay(fsrs: FsrsColumns, begins: Flags, days: Days, ratings: Days) -> MemoryColumns:
    """Memory after each review; reviews of one card stand together and in order.

    `begins` marks the first review of each card, and the first after a reset. The first reviews of all cards
    are taken at once, then all second ones, and so on. A rating of 0 is no review and leaves 1 and 1.
    """
    s, d = _begun(fsrs, ratings)
    if not len(ratings):
        return MemoryColumns(s, d)
    elapsed = _elapsed(begins, days)
    place = np.arange(len(ratings))
    turn = place - np.maximum.accumulate(np.where(begins, place, 0))
    by_turn = np.argsort(turn, kind="stable")
    for now in np.split(by_turn, np.flatnonzero(np.diff(turn[by_turn])) + 1)[1:]:
        before = MemoryColumns(s[now - 1], d[now - 1])
        s[now], d[now] = fsrs.next(before, elapsed[now], ratings[now])
    return MemoryColumns(s, d)


def _begun(fsrs: FsrsColumns, ratings: Days) -> tuple[Column, Column]:
    s, d = np.ones(len(ratings)), np.ones(len(ratings))
    for rating in (1, 2, 3, 4):
        s[ratings == rating], d[ratings == rating] = fsrs.first(rating)
    return s, d


def _elapsed(begins: Flags, days: Days) -> Days:
    """Days since the review before. A study day never runs backwards within a card."""
    apart = np.cumsum(begins) * APART
    used = np.maximum.accumulate(days + apart) - apart
    elapsed: Days = np.diff(used, prepend=used[:1])
    return elapsed
