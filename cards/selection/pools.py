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


def late_cards(at: Context, eligible: Yes, days: int, limit: int) -> Pool:
    """Due for more than so many days, and not seen today: the longest due first, then by dice, then by id."""
    late = at.seen & (at.deck.last_day < at.learner.day) & (at.learner.day - at.due_day > days)
    cards = np.flatnonzero(eligible & late)
    cards = cards[_about(-at.due_day[cards], np.zeros(len(cards), dtype=np.bool_), limit)]
    order = np.lexsort((draws(at.deck.dice[cards], at.learner.seed), at.due_day[cards]))[:limit]
    return _worth(at, cards[order])


def _qualifies(at: Context) -> Yes:
    deck, day = at.deck, at.learner.day
    faded = (at.due_day <= day) & (deck.last_day < day)
    due: Yes = at.seen & (faded | at.failed | at.called)
    return due


def _seen(at: Context, cards: Whole, limit: int) -> Pool:
    return _best(at, _worth(at, cards), limit)


def _worth(at: Context, cards: Whole) -> Pool:
    """Of seen cards, in the order given."""
    value, seconds, r, on_date = seen_value(at.deck, cards, at.learner, at.fsrs, at.pace)
    return Pool(cards, value.astype(np.float32), value, seconds, r, on_date)


def _best(at: Context, pool: Pool, limit: int) -> Pool:
    """The best `limit`: what an exam called or was failed today, then by value, then by dice, then by id."""
    first = (at.called | at.failed)[pool.cards]
    kept = _about(pool.rank, first, limit)
    draw = draws(at.deck.dice[pool.cards[kept]], at.learner.seed)
    order = np.lexsort((draw, -pool.rank[kept], ~first[kept]))[:limit]
    return pool.at(kept[order])


def _about(rank: npt.NDArray[np.float32] | Whole, first: Yes, limit: int) -> Whole:
    """Places that hold all of the best `limit`, without sorting the rest."""
    surplus = len(rank) - limit
    if surplus <= 0 or limit == 0:
        return np.arange(len(rank))
    return np.flatnonzero(first | (rank >= np.partition(rank, surplus)[surplus]))
