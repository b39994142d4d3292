"""What a scheduler knows: the log of each learner, folded into FSRS states as the product folds it."""

import numpy as np

from bench.selection.exam import Exam, Real, Whole, Yes
from bench.selection.memory import Fsrs

KINDS = 3  # first tries, passes, fails: each card's first showing of a day
KEPT = 400  # last times of each kind


class Notes:
    """By learner (rows) and card (columns)."""

    def __init__(self, exam: Exam, rows: int, fsrs: Fsrs) -> None:
        shape = (rows, exam.cards)
        self.fsrs = fsrs
        self.s, self.d = np.full(shape, np.nan), np.full(shape, np.nan)
        self.last_day, self.last_rating, self.first_rating, self.shown, self.due_day = (
            np.zeros(shape, dtype=np.int64) for _ in range(5)
        )
        self.surprise, self.spread = np.zeros(rows), np.zeros(rows)
        self.times = np.zeros((rows, KINDS, KEPT))
        self.timed = np.zeros((rows, KINDS), dtype=np.int64)

    def weights_of(self, row: int) -> tuple[float, ...]:
        """Those that the scheduler of this learner uses."""
        return self.fsrs.weights_of(row)

    def take(self, rows: Whole, cards: Whole, day: int, rating: Whole, seconds: Real) -> None:
        """One review each."""
        fsrs = self.fsrs.of(rows)
        s, d, last = self.s[rows, cards], self.d[rows, cards], self.last_day[rows, cards]
        new, elapsed = np.isnan(s), day - last
        self._compare(fsrs, rows, rating, np.where(new | (elapsed < 1), np.nan, s), elapsed)
        self._time(rows, np.where(new, 0, np.where(rating > 1, 1, 2)), seconds, new | (elapsed >= 1))
        first, later = fsrs.first(rating), fsrs.next(s, d, elapsed, rating)
        self.s[rows, cards] = np.where(new, first[0], later[0])
        self.d[rows, cards] = np.where(new, first[1], later[1])
        self.last_day[rows, cards], self.last_rating[rows, cards] = day, rating
        self.first_rating[rows[new], cards[new]] = rating[new]
        self.shown[rows, cards] += 1
        self.due_day[rows, cards] = day + self._interval(fsrs, self.s[rows, cards])

    def _compare(self, fsrs: Fsrs, rows: Whole, rating: Whole, s: Real, elapsed: Whole) -> None:
        """What was expected of reviews after a day or more, against what happened."""
        r = fsrs.recall(s, elapsed)
        self.surprise[rows] += np.where(np.isnan(r), 0.0, (rating > 1) - r)
        self.spread[rows] += np.where(np.isnan(r), 0.0, r * (1 - r))

    def _time(self, rows: Whole, kind: Whole, seconds: Real, counts: Yes) -> None:
        rows, kind, seconds = rows[counts], kind[counts], seconds[counts]
        self.times[rows, kind, self.timed[rows, kind] % KEPT] = seconds
        self.timed[rows, kind] += 1

    def _interval(self, fsrs: Fsrs, s: Real) -> Whole:
        """Days until retrievability falls to 0.9, which is what stability means."""
        return np.maximum(np.rint(s), 1).astype(np.int64)
