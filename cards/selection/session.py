"""What a learner sees next, in order: the most exam points per second, with a floor for reviews."""

from collections.abc import Sequence

from cards.selection.context import Context, context
from cards.selection.deck import Deck, Learner, Yes
from cards.selection.pools import Pool, filling_cards, late_cards, new_cards, qualifying_cards
from cards.selection.weakness import Weakness
from cards.selection.why import Choice, Reason, why_new, why_seen

FLOOR = 0.35  # part of the time that goes to cards that qualify for review, as far as there are any
LONG_WAITS = 0.10  # part of the time, and of the cards, that goes first to those that wait for long
LONG_WAIT_DAYS = 7  # due for more days than these is long
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
) -> list[Choice]:
    """The cards that these seconds hold, at most `limit`, in the order to show them.

    `only`: by card, those that may be chosen. `weak`: when it is known already. Where no exam has a date,
    what is due comes first; otherwise what has been due for long has a part of the time, and reviews in all
    get at least the floor at every point of the session.
    """
    at = context(deck, learner, weak)
    eligible = deck.showable(learner.day)
    if only is not None:
        eligible &= only
    taken = _Taken(at, seconds, limit)
    if learner.dated:
        taken.late(late_cards(at, eligible, LONG_WAIT_DAYS, int(LONG_WAITS * limit)), LONG_WAITS * seconds)
        eligible[[choice.card for choice in taken.choices]] = False
    due, fresh = qualifying_cards(at, eligible, limit), new_cards(at, eligible, limit)
    taken.by_value(due, fresh, floor if learner.dated else 1.0)
    if taken.open:
        taken.fill(filling_cards(at, eligible, limit))
    return apart(deck, taken.choices)


class _Taken:
    """Cards taken one after another until the time is spent."""

    def __init__(self, at: Context, seconds: float, limit: int) -> None:
        self._at, self._seconds, self._limit = at, seconds, limit
        self._seen_s = self._new_s = 0.0
        self.choices: list[Choice] = []

    @property
    def open(self) -> bool:
        return self._seen_s + self._new_s < self._seconds and len(self.choices) < self._limit

    def late(self, pool: Pool, seconds: float) -> None:
        """Those that fit into these seconds, before all others."""
        for i in range(len(pool.cards)):
            if not self.open or self._seen_s + pool.seconds[i] > seconds:
                break
            self._see(pool, i, why_seen(self._at, int(pool.cards[i])))

    def by_value(self, due: Pool, fresh: Pool, floor: float) -> None:
        """The more valuable of the two heads, except that new cards get at most 1 - floor of the time."""
        i = j = 0
        while self.open and (i < len(due.cards) or j < len(fresh.cards)):
            if i < len(due.cards) and (
                j == len(fresh.cards)
                or due.rank[i] >= fresh.rank[j]
                or self._seen_s < floor * (self._seen_s + self._new_s + fresh.seconds[j])
            ):
                self._see(due, i, why_seen(self._at, int(due.cards[i])))
                i += 1
            else:
                self._meet(fresh, j)
                j += 1

    def fill(self, pool: Pool) -> None:
        """What is left of the time, with cards that have not faded yet."""
        for i in range(len(pool.cards)):
            if self.open:
                self._see(pool, i, "fill")

    def _see(self, pool: Pool, i: int, reason: Reason) -> None:
        choice = self._choice(pool, i, reason)
        self.choices.append(choice._replace(r=float(pool.chance[i]), on_date=float(pool.on_date[i])))
        self._seen_s += choice.seconds

    def _meet(self, pool: Pool, i: int) -> None:
        choice = self._choice(pool, i, why_new(self._at, int(pool.cards[i])))
        self.choices.append(choice._replace(p=float(pool.chance[i])))
        self._new_s += choice.seconds

    def _choice(self, pool: Pool, i: int, reason: Reason) -> Choice:
        card, value = int(pool.cards[i]), float(pool.value[i]) * POINTS_A_MINUTE
        return Choice(card, self._at.deck.ids[card], reason, value, float(pool.seconds[i]))


def apart(deck: Deck, choices: Sequence[Choice]) -> list[Choice]:
    """Nearly the order given, but with cards of one concept kept apart and domains taking turns."""
    concept, domain = deck.concept.tolist(), deck.domain.tolist()
    waiting, order = list(choices), list[Choice]()
    while waiting:
        recent = {concept[choice.card] for choice in order[-APART:]}
        last = domain[order[-1].card] if order else None
        near = waiting[:LOOK_AHEAD]
        distinct = [choice for choice in near if concept[choice.card] not in recent]
        turned = (choice for choice in distinct if domain[choice.card] != last)
        best = next(turned, distinct[0] if distinct else near[0])
        waiting.remove(best)
        order.append(best)
    return order
