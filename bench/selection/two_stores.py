"""World C, for tuning only: a fast and a slow store fade exponentially; what is confusable disturbs."""

import numpy as np

from bench.selection.chance import normal
from bench.selection.exam import Exam, Real, Whole, Yes
from bench.selection.people import People
from bench.selection.world import MOMENT, SLIP, elapsed


class TwoStores:
    """A showing fills the fast store; the slow one gains the more, the less the fast one still held.

    What is met for the first time weakens the slow store of the concepts that it is confused with.
    """

    FAST_DAYS, SLOW_DAYS = 2.5, 110.0
    GAIN_RIGHT, GAIN_WRONG, LOSS_WRONG = 0.55, 0.4, 0.1
    DISTURBED = 0.05

    def __init__(self, exam: Exam, people: People) -> None:
        learners, cards = people.number[:, None], np.arange(exam.cards)
        self._exam = exam
        own = 0.25 * normal(people.seed + 31, learners)
        self._fast_days = self.FAST_DAYS * np.exp(own + 0.25 * normal(people.seed + 32, learners, cards))
        self._slow_days = self.SLOW_DAYS * np.exp(own + 0.4 * normal(people.seed + 33, learners, cards))
        self._fast = np.zeros((len(people), exam.cards))
        self._slow = np.where(people.knows, 0.92, 0.0)
        self._met = np.array(people.knows)
        self._last = np.zeros((len(people), exam.cards))

    def recall(self, rows: Whole, cards: Whole, day: int) -> Real:
        fast, slow = self._held(rows, cards, day)
        return (1 - SLIP) * (1 - (1 - fast) * (1 - slow))

    def meet(self, rows: Whole, cards: Whole, day: int, right: Yes, noise: Real) -> None:
        fast, slow = self._held(rows, cards, day)
        gain = np.where(right, self.GAIN_RIGHT, self.GAIN_WRONG) * (1 - 0.9 * fast) * np.exp(0.2 * noise)
        kept = np.where(right, slow, slow * (1 - self.LOSS_WRONG))
        self._slow[rows, cards] = kept + (1 - kept) * np.minimum(gain, 0.9)
        self._fast[rows, cards] = 1.0
        self._last[rows, cards] = day
        for row, card in zip(rows, cards, strict=True):
            if not self._met[row, card]:
                self._slow[row, self._exam.confusable[self._exam.concept[card]]] *= 1 - self.DISTURBED
        self._met[rows, cards] = True

    def known(self, day: int) -> Real:
        rows, cards = np.nonzero(self._met)
        known = np.zeros(self._met.shape)
        known[rows, cards] = self.recall(rows, cards, day)
        return known

    def _held(self, rows: Whole, cards: Whole, day: int) -> tuple[Real, Real]:
        """Of both stores, what has not faded."""
        days = np.where(self._met[rows, cards], elapsed(day, self._last[rows, cards]), MOMENT)
        fast = self._fast[rows, cards] * np.exp(-days / self._fast_days[rows, cards])
        return fast, self._slow[rows, cards] * np.exp(-days / self._slow_days[rows, cards])
