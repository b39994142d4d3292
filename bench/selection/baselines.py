"""Which card next: Anki's defaults, and simple orders that cover new cards first."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bench.selection.exam import Exam, Real, Whole, Yes
from bench.selection.notes import Notes

ANKI_NEW, ANKI_REVIEWS = 20, 200
FIRST_DAY = 1  # study days are counted from here: 0 means never


@dataclass(frozen=True)
class Morning:
    """What a policy may know as a learner sits down."""

    exam: Exam
    notes: Notes
    row: int  # of the notes
    learner: int
    day: int
    left_days: int  # to the exam
    seconds: float

    def seen(self) -> Yes:
        seen: Yes = self.notes.shown[self.row] > 0
        return seen

    def due(self) -> Whole:
        """Seen cards that have faded to 0.9, the longest due first."""
        due_day = self.notes.due_day[self.row]
        due = np.flatnonzero(self.seen() & (due_day <= self.day))
        return due[np.lexsort((self.dice(self.day)[due], due_day[due]))]

    def dice(self, day: int = 0) -> Real:
        """A number for each card, by learner and day."""
        return np.random.default_rng((self.learner, day)).random(self.exam.cards)


Queue = Callable[[Morning], Whole]


@dataclass(frozen=True)
class Policy:
    """The order of a day, and how often a card must pass on one."""

    name: str
    queue: Queue
    showings_of_new: int = 1
    passes: int = 1  # after a fail; 0 = the card does not return on that day
    weights: Callable[[Real], Real] | None = None  # of the scheduler, from the learner's true ones


def anki(at: Morning) -> Whole:
    """Due cards first, 200 at most; then 20 new ones in the deck's order."""
    unseen = ~at.seen()[at.exam.deck_order]
    return np.concatenate([at.due()[:ANKI_REVIEWS], at.exam.deck_order[unseen][:ANKI_NEW]])


def new_first(at: Morning) -> Whole:
    """New cards in random order without a cap, then due ones; then what is nearest to fading."""
    return _covering(at, at.dice())


def proportional(at: Morning) -> Whole:
    """The same, but with new cards taken from each domain as the exam weighs it."""
    draw, domain = at.dice(), at.exam.domain
    place = np.empty(at.exam.cards)
    for one, weight in enumerate(at.exam.weights):
        mine = np.flatnonzero(domain == one)
        place[mine] = (np.argsort(np.argsort(draw[mine])) + 0.5) / weight
    return _covering(at, place)


def due_first(at: Morning) -> Whole:
    """Due cards first, then new ones in random order without a cap; then what is nearest to fading."""
    queue = _covering(at, at.dice())
    seen = at.seen()[queue]
    return np.concatenate([at.due(), queue[~seen], queue[seen & (at.notes.due_day[at.row, queue] > at.day)]])


def _covering(at: Morning, place: Real) -> Whole:
    seen = at.seen()
    unseen = np.flatnonzero(~seen)
    rest = np.flatnonzero(seen & (at.notes.due_day[at.row] > at.day) & (at.notes.last_day[at.row] < at.day))
    r = at.notes.fsrs.of(np.array([at.row])).recall(
        at.notes.s[at.row, rest], at.day - at.notes.last_day[at.row, rest]
    )
    return np.concatenate([unseen[np.argsort(place[unseen])], at.due(), rest[np.argsort(r)]])
