"""The cards that may be shown now, each kind with the most valuable first."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cards.selection.context import Context
from cards.selection.deck import Real, Whole, Yes
from cards.selection.dice import draws
from cards.selection.value import new_value, seen_value


class Pool(NamedTuple):
    """Cards of one kind, best first; columns of one length."""

    cards: Whole
    rank: npt.NDArray[np.float32]  # the value at single precision: what differs by rounding alone is a tie
    value: Real  # parts of the score per second
    seconds: Real
    chance: Real  # p of new cards, R of seen ones
    on_date: Real  # nan for new cards

    def at(self, places: Whole) -> "Pool":
        """These entries, in this order."""
        return Pool(
            self.cards[places],
            self.rank[places],
            self.value[places],
            self.seconds[places],
            self.chance[places],
            self.on_date[places],
        )


def new_cards(at: Context, eligible: Yes, limit: int) -> Pool:
    """Never reviewed; called ones first."""
    cards = np.flatnonzero(eligible & ~at.seen)
    p = at.weak.p[cards]
    value, seconds = new_value(at.deck, cards, p, at.pace)
    allowed = limit if at.learner.new_left is None else min(limit, max(at.learner.new_left, 0))
    pool = Pool(cards, value.astype(np.float32), value, seconds, p, np.full(len(cards), np.nan))
    return _best(at, pool, allowed)


def qualifying_cards(at: Context, eligible: Yes, limit: int) -> Pool:
    """Faded to the learner's retention, called by an exam, or failed today; not yet passed today."""
    return _seen(at, np.flatnonzero(eligible & _qualifies(at)), limit)


def filling_cards(at: Context, eligible: Yes, limit: int) -> Pool:
    """Not faded yet and not seen today, where a review still buys something."""
    cards = np.flatnonzero(eligible & at.seen & (at.deck.last_day < at.learner.day) & ~_qualifies(at))
    pool = _seen(at, cards, limit)
    return pool.at(np.flatnonzero(pool.value > 0))


def _qualifies(at: Context) -> Yes:
    deck, day = at.deck, at.learner.day
    s = np.where(at.seen, deck.s, 1.0)  # nan is no whole number of days
    faded = deck.last_day + at.fsrs.interval(s, at.learner.retention) <= day
    due: Yes = at.seen & ((faded & (deck.last_day < day)) | at.failed | at.called)
    return due


def _seen(at: Context, cards: Whole, limit: int) -> Pool:
    value, seconds, r, on_date = seen_value(at.deck, cards, at.learner, at.fsrs, at.pace)
    return _best(at, Pool(cards, value.astype(np.float32), value, seconds, r, on_date), limit)


def _best(at: Context, pool: Pool, limit: int) -> Pool:
    """The best `limit`: what an exam called or was failed today, then by value, then by dice, then by id."""
    first = (at.called | at.failed)[pool.cards]
    kept = _about(pool.rank, first, limit)
    draw = draws(at.deck.dice[pool.cards[kept]], at.learner.seed)
    order = np.lexsort((draw, -pool.rank[kept], ~first[kept]))[:limit]
    return pool.at(kept[order])


def _about(rank: npt.NDArray[np.float32], first: Yes, limit: int) -> Whole:
    """Places that hold all of the best `limit`, without sorting the rest."""
    surplus = len(rank) - limit
    if surplus <= 0 or limit == 0:
        return np.arange(len(rank))
    return np.flatnonzero(first | (rank >= np.partition(rank, surplus)[surplus]))
