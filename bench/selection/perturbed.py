"""World A: FSRS-6 with each learner's own weights, each card's own stability and noise on each review."""

import numpy as np

from bench.selection.chance import normal
from bench.selection.exam import Exam, Real, Whole, Yes
from bench.selection.memory import Fsrs
from bench.selection.people import People
from bench.selection.world import SLIP, elapsed
from cards.scheduling.memory import DEFAULT_WEIGHTS

LOWEST = np.array(
    (0.05, 0.1, 0.2, 0.5, 1, 0.1, 0.1, 0, 0.5, 0, 0.1, 0.3, 0.001, 0.05, 0.3, 0.1, 1, 0, 0, 0, 0.1)
)
HIGHEST = np.array((5, 8, 20, 60, 10, 3, 4, 0.1, 3, 0.5, 2, 4, 0.25, 0.6, 3, 1, 4, 1.5, 1, 0.4, 0.4))


class Perturbed:
    """By learner (rows) and card (columns)."""

    def __init__(self, exam: Exam, people: People) -> None:
        learners, cards = people.number[:, None], np.arange(exam.cards)
        weight_noise = normal(people.seed + 11, learners, np.arange(21))
        self.weights = np.clip(np.array(DEFAULT_WEIGHTS) * np.exp(0.18 * weight_noise), LOWEST, HIGHEST)
        self.weights[:, :4].sort(axis=1)
        self._fsrs = Fsrs(self.weights)
        self._ease = np.exp(0.35 * normal(people.seed + 12, learners, cards))
        self._harder = 1.2 * normal(people.seed + 13, learners, cards)
        before = 90 * np.exp(0.8 * normal(people.seed + 14, learners, cards))
        self._s = np.where(people.knows, before, np.nan)  # nan: never met
        self._d = np.where(people.knows, np.clip(5 + self._harder, 1, 10), np.nan)
        self._last = np.full((len(people), exam.cards), -14.0)

    def recall(self, rows: Whole, cards: Whole, day: int) -> Real:
        s, days = self._s[rows, cards], elapsed(day, self._last[rows, cards])
        return np.where(np.isnan(s), 0.0, (1 - SLIP) * self._fsrs.of(rows).recall(s, days))

    def meet(self, rows: Whole, cards: Whole, day: int, right: Yes, noise: Real) -> None:
        fsrs, rating = self._fsrs.of(rows), np.where(right, 3, 1)
        s, d = self._s[rows, cards], self._d[rows, cards]
        ease = self._ease[rows, cards] * np.exp(0.15 * noise)
        first_s, first_d = fsrs.first(rating)
        next_s, next_d = fsrs.next(s, d, day - self._last[rows, cards], rating)
        met = ~np.isnan(s)
        grown = np.where(right & met, s + (next_s - s) * ease, next_s)
        self._s[rows, cards] = np.maximum(np.where(met, grown, first_s * ease), 0.02)
        self._d[rows, cards] = np.where(met, next_d, np.clip(first_d + self._harder[rows, cards], 1, 10))
        self._last[rows, cards] = day

    def known(self, day: int) -> Real:
        every = Fsrs(self.weights.T[:, :, None])
        known: Real = (1 - SLIP) * every.recall(self._s, elapsed(day, self._last))
        return np.nan_to_num(known)
