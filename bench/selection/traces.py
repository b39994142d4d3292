"""World B: every showing leaves a trace that fades by a power law, the faster the fresher memory was."""

import numpy as np

from bench.selection.chance import normal
from bench.selection.exam import Exam, Real, Whole, Yes
from bench.selection.people import People
from bench.selection.world import MOMENT, SLIP


class Traces:
    """After Pavlik and Anderson (2005): recall is a threshold on the log of the summed traces, with noise."""

    SCALE = 2160.0  # units of time in a day: seconds between days count less than seconds of practice
    FADE, FRESHNESS, SPREAD = 0.177, 0.217, 0.255
    THRESHOLD = -1.45
    KEPT = 20
    BEFORE = (-30, -60, -200)  # days of the traces of what was known before

    def __init__(self, exam: Exam, people: People) -> None:
        learners, cards = people.number[:, None], np.arange(exam.cards)
        spread = 0.15 * normal(people.seed + 21, learners) + 0.15 * normal(people.seed + 22, learners, cards)
        self._threshold = self.THRESHOLD + spread
        shape = (len(people), exam.cards, self.KEPT)
        self._day = np.zeros(shape, dtype=np.float32)
        self._fade = np.zeros(shape, dtype=np.float32)
        self._count = np.where(people.knows, len(self.BEFORE), 0)
        for i, day in enumerate(self.BEFORE):
            self._day[..., i], self._fade[..., i] = day, self.FADE

    def recall(self, rows: Whole, cards: Whole, day: int) -> Real:
        return self._chance(self._strength(rows, cards, day), self._threshold[rows, cards])

    def meet(self, rows: Whole, cards: Whole, day: int, right: Yes, noise: Real) -> None:
        slot = self._count[rows, cards] % self.KEPT
        fade = self.FADE + self.FRESHNESS * self._strength(rows, cards, day)
        self._fade[rows, cards, slot] = fade * np.exp(0.1 * noise)
        self._day[rows, cards, slot] = day
        self._count[rows, cards] += 1

    def known(self, day: int) -> Real:
        rows, cards = np.nonzero(self._count)
        known = np.zeros(self._count.shape)
        known[rows, cards] = self.recall(rows, cards, day)
        return known

    def _strength(self, rows: Whole, cards: Whole, day: int) -> Real:
        """Sum of the traces, each its age to the power of minus its fade."""
        count = np.minimum(self._count[rows, cards], self.KEPT)
        kept = int(count.max(initial=0))
        age = self.SCALE * np.maximum(day - self._day[rows, cards, :kept], MOMENT)
        trace = age ** -self._fade[rows, cards, :kept]
        strength: Real = np.where(np.arange(kept) < count[:, None], trace, 0).sum(axis=1, dtype=np.float64)
        return strength

    def _chance(self, strength: Real, threshold: Real) -> Real:
        activation = np.log(np.maximum(strength, 1e-9))
        chance: Real = (1 - SLIP) / (1 + np.exp((threshold - activation) / self.SPREAD))
        return chance
