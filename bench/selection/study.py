"""Days of study of many learners at once: each sits down, answers card after card until the time is spent."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.selection.exam import Exam, Real, Whole, Yes
from bench.selection.notes import Notes
from bench.selection.people import People
from bench.selection.world import World

BACK_AFTER_S = 600.0  # a failed card returns after ten minutes, or at the end
DRAWN = 24  # showings of a card with draws of their own
AGAIN_TAKES = 0.7  # a second showing on one day is quicker
SPREAD_OF_SECONDS = 0.35
NEW_UNKNOWN, NEW_KNOWN, PASSED, FAILED = range(4)


class Draws:
    """Chance by learner, card and showing: the same under every policy."""

    def __init__(self, learners: int, cards: int, seed: int) -> None:
        rng, shape = np.random.default_rng((seed, 5)), (learners, cards, DRAWN)
        self.luck = rng.random(shape, dtype=np.float32)
        self.grade = rng.random(shape, dtype=np.float32)
        self.pace = rng.standard_normal(shape, dtype=np.float32)
        self.noise = rng.standard_normal(shape, dtype=np.float32)


@dataclass(frozen=True)
class Class:
    """Everything of a simulation that stays as the days go by; a row is a learner under one policy."""

    exam: Exam
    people: People
    world: World
    notes: Notes
    draws: Draws
    showings_of_new: Whole  # by row: passes that a new card needs on its first day
    passes: Whole  # by row: those that a failed card needs on the same day; 0 = it does not return
    fatigue: float = 0.0  # per hour: part by which answers slow down, and of showings without a trace


class Sitting:
    """One day: queues are worked off, what failed returns."""

    def __init__(self, of: Class, day: int, queues: list[Whole], seconds: Real) -> None:
        self._of, self._day, self._seconds = of, day, seconds
        self.clock = np.zeros(len(queues))
        self._length = np.array([len(queue) for queue in queues])
        self._queue = np.zeros((len(queues), int(self._length.max(initial=0)) + 1), dtype=np.int64)
        for row, queue in enumerate(queues):
            self._queue[row, : len(queue)] = queue
        self._at = np.zeros(len(queues), dtype=np.int64)
        self._waiting: list[list[tuple[float, int, int]]] = [[] for _ in queues]
        self._back_at = np.full(len(queues), np.inf)  # when the first of those waiting returns

    def run(self) -> None:
        while len(rows := self._rows()):
            self._step(rows)

    def _rows(self) -> Whole:
        """Those with time and cards left."""
        work = (self._at < self._length) | np.isfinite(self._back_at)
        return np.flatnonzero((self.clock < self._seconds) & work)

    def _step(self, rows: Whole) -> None:
        """One card each."""
        returns = (self._back_at[rows] <= self.clock[rows]) | (self._at[rows] >= self._length[rows])
        cards, needs = self._next(rows, returns)
        right = self._answer(rows, cards, returns)
        needs = np.where(right, needs - 1, self._of.passes[rows])
        for i in np.flatnonzero(needs > 0):
            self._waiting[rows[i]].append((self.clock[rows[i]] + BACK_AFTER_S, int(cards[i]), int(needs[i])))
        for i in np.flatnonzero((needs > 0) | returns):
            waiting = self._waiting[rows[i]]
            self._back_at[rows[i]] = waiting[0][0] if waiting else np.inf

    def _next(self, rows: Whole, returns: Yes) -> tuple[Whole, Whole]:
        """The card of each row, and how many passes it still needs today."""
        cards = self._queue[rows, self._at[rows]]
        new = self._of.notes.shown[rows, cards] == 0
        needs = np.where(new, self._of.showings_of_new[rows], 1)
        for i in np.flatnonzero(returns):
            _, cards[i], needs[i] = self._waiting[rows[i]].pop(0)
        self._at[rows[~returns]] += 1
        return cards, needs

    def _answer(self, rows: Whole, cards: Whole, returns: Yes) -> Yes:
        of, draw = self._of, self._draw(rows, cards)
        new = of.notes.shown[rows, cards] == 0
        right: Yes = of.draws.luck[draw] < of.world.recall(rows, cards, self._day)
        seconds = self._took(rows, new, right, of.draws.pace[draw]) * np.where(returns, AGAIN_TAKES, 1.0)
        rating = _rating(new, right, of.draws.grade[draw])
        tired = of.fatigue * self.clock[rows] / 3600
        kept = of.draws.noise[draw] > _threshold(tired)
        noise = of.draws.noise[draw].astype(np.float64)
        of.world.meet(rows[kept], cards[kept], self._day, right[kept], noise[kept])
        of.notes.take(rows, cards, self._day, rating, seconds)
        self.clock[rows] += seconds
        return right

    def _draw(self, rows: Whole, cards: Whole) -> tuple[Whole, Whole, Whole]:
        return self._of.people.number[rows], cards, self._of.notes.shown[rows, cards] % DRAWN

    def _took(self, rows: Whole, new: Yes, right: Yes, pace: npt.NDArray[np.float32]) -> Real:
        kind = np.where(new, np.where(right, NEW_KNOWN, NEW_UNKNOWN), np.where(right, PASSED, FAILED))
        tired = 1 + self._of.fatigue * self.clock[rows] / 3600
        took: Real = self._of.people.seconds[rows, kind] * np.exp(SPREAD_OF_SECONDS * pace) * tired
        return took


def _rating(new: Yes, right: Yes, grade: npt.NDArray[np.float32]) -> Whole:
    """Again when wrong; else mostly Good, now and then Hard or Easy."""
    easy = np.where(new, 0.7, 0.9)
    return np.where(right, np.where(grade < 0.1, 2, np.where(grade > easy, 4, 3)), 1)


def _threshold(tired: Real) -> Real:
    """The normal draw below which a showing leaves no trace, with this chance (logistic approximation)."""
    chance = np.clip(tired, 1e-12, 0.9)
    below: Real = np.log(chance / (1 - chance)) / 1.702
    return np.where(tired > 0, below, -np.inf)
