"""What a learner sees next, in order: the most exam points per second, with a floor for reviews."""

from collections.abc import Sequence

from cards.selection.context import Context, context
from cards.selection.deck import Deck, Learner, Yes
from cards.selection.pools import Pool, filling_cards, new_cards, qualifying_cards
from cards.selection.weakness import Weakness
from cards.selection.why import Pick, Reason, why_new, why_seen

FLOOR = 0.35  # part of the time that goes to cards that qualify for review, as far as there are any
LIMIT = 200
LOOK_AHEAD = 20
APART = 4
POINTS_A_MINUTE = 60 * 100


def session(
    deck: Deck,
    learner: Learner,
    seconds: float,
    *,
    limit: int = LIMIT,
    only: Yes | None = None,
    weak: Weakness | None = None,
    floor: float = FLOOR,
) -> list[Pick]:
    """The cards that these seconds hold, at most `limit`, in the order to show them.

    `only`: by card, those that may be chosen. `weak`: when it is known already. Where no exam has a date,
    what is due comes first; otherwise reviews get at least the floor at every point of the session.
    """
    at = context(deck, learner, weak)
    eligible = deck.showable(learner.day)
    if only is not None:
        eligible &= only
    chosen = _Chosen(at, seconds, limit)
    due, fresh = qualifying_cards(at, eligible, limit), new_cards(at, eligible, limit)
    chosen.take_by_value(due, fresh, floor if learner.dated else 1.0)
    if chosen.open:
        chosen.fill(filling_cards(at, eligible, limit))
    return apart(deck, chosen.picks)


class _Chosen:
    """Cards taken one after another until the time is spent."""

    def __init__(self, at: Context, seconds: float, limit: int) -> None:
        self._at, self._left, self._limit = at, seconds, limit
        self.picks: list[Pick] = []

    @property
    def open(self) -> bool:
        return self._left > 0 and len(self.picks) < self._limit

    def take_by_value(self, due: Pool, fresh: Pool, floor: float) -> None:
        """The more valuable of the two heads, except that new cards get at most 1 - floor of the time."""
        i = j = 0
        seen_s = new_s = 0.0
        while self.open and (i < len(due.cards) or j < len(fresh.cards)):
            if i < len(due.cards) and (
                j == len(fresh.cards)
                or due.rank[i] >= fresh.rank[j]
                or seen_s < floor * (seen_s + new_s + fresh.seconds[j])
            ):
                seen_s += self._take(due, i, why_seen(self._at, int(due.cards[i])))
                i += 1
            else:
                new_s += self._take(fresh, j, why_new(self._at, int(fresh.cards[j])), new=True)
                j += 1

    def fill(self, pool: Pool) -> None:
        """What is left of the time, with cards that have not faded yet."""
        for i in range(len(pool.cards)):
            if self.open:
                self._take(pool, i, "fill")

    def _take(self, pool: Pool, i: int, reason: Reason, *, new: bool = False) -> float:
        card, seconds, chance = int(pool.cards[i]), float(pool.seconds[i]), float(pool.chance[i])
        value = float(pool.value[i]) * POINTS_A_MINUTE
        known = (chance, None, None) if new else (None, chance, float(pool.on_date[i]))
        self.picks.append(Pick(card, self._at.deck.ids[card], reason, value, seconds, *known))
        self._left -= seconds
        return seconds


def apart(deck: Deck, picks: Sequence[Pick]) -> list[Pick]:
    """Nearly the order given, but with cards of one concept kept apart and domains taking turns."""
    concept, domain = deck.concept.tolist(), deck.domain.tolist()
    waiting, order = list(picks), list[Pick]()
    while waiting:
        recent = {concept[pick.card] for pick in order[-APART:]}
        last = domain[order[-1].card] if order else None
        near = waiting[:LOOK_AHEAD]
        distinct = [pick for pick in near if concept[pick.card] not in recent]
        turned = (pick for pick in distinct if domain[pick.card] != last)
        best = next(turned, distinct[0] if distinct else near[0])
        waiting.remove(best)
        order.append(best)
    return order
