"""FSRS-6 for whole columns of cards at once: the numbers that `memory` gives for one, without its library."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cards.scheduling.memory import DEFAULT_WEIGHTS, INTERVAL_MAX_DAYS, STABILITY_MAX

Column = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]
STABILITY_MIN = 0.001


class MemoryColumns(NamedTuple):
    """Stability in days and difficulty 1 to 10, by card."""

    s: Column
    d: Column


class FsrsColumns:
    """FSRS-6 under one set of 21 weights. Columns are of one length; 0 elapsed days are the same day."""

    def __init__(self, weights: Sequence[float] = DEFAULT_WEIGHTS) -> None:
        self._w = tuple(weights)
        self._decay = -self._w[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    def retrievability(self, s: Column, elapsed_days: Days | int) -> Column:
        """Chance of recall `elapsed_days` after the review that left stability `s`."""
        recalled: Column = (1 + self._factor * np.maximum(0, elapsed_days) / s) ** self._decay
        return recalled

    def interval(self, s: Column, desired_retention: float) -> Days:
        """Days until retrievability falls to `desired_retention`, rounded half to even, at least 1."""
        days = np.rint(s / self._factor * (desired_retention ** (1 / self._decay) - 1))
        whole: Days = np.clip(days, 1, INTERVAL_MAX_DAYS).astype(np.int64)
        return whole

    def first(self, rating: int) -> tuple[float, float]:
        """Stability and difficulty after a first review."""
        w = self._w
        d = w[4] - np.exp(w[5] * (rating - 1)) + 1
        return min(max(w[rating - 1], STABILITY_MIN), STABILITY_MAX), float(np.clip(d, 1, 10))

    def next(self, memory: MemoryColumns, elapsed_days: Days, ratings: Days) -> MemoryColumns:
        """Memory after a further review of each card, rated as `ratings` says."""
        r = self.retrievability(memory.s, elapsed_days)
        s, d = np.empty_like(memory.s), np.empty_like(memory.d)
        for rating in np.unique(ratings).tolist():
            of = ratings == rating
            before = MemoryColumns(memory.s[of], memory.d[of])
            later = self._forgotten(before, r[of]) if rating == 1 else self._recalled(before, r[of], rating)
            s[of] = np.where(elapsed_days[of] < 1, self._same_day(before.s, rating), later)
            d[of] = self.difficulty(before.d, rating)
        return MemoryColumns(s, d)

    def good(self, memory: MemoryColumns, elapsed_days: Days, r: Column) -> Column:
        """Stability after Good, `r` being the retrievability just before."""
        return np.where(elapsed_days < 1, self._same_day(memory.s, 3), self._recalled(memory, r))

    def again(self, memory: MemoryColumns, elapsed_days: Days, r: Column) -> Column:
        """Stability after Again and then Good on the same day: what a lapse comes to once it passes."""
        failed = np.where(elapsed_days < 1, self._same_day(memory.s, 1), self._forgotten(memory, r))
        return self._same_day(failed, 3)

    def difficulty(self, d: Column, rating: int) -> Column:
        """Difficulty after a review."""
        w = self._w
        damped = d + (10 - d) * -(w[6] * (rating - 3)) / 9
        easiest = w[4] - np.exp(w[5] * 3) + 1
        harder: Column = np.clip(w[7] * easiest + (1 - w[7]) * damped, 1, 10)
        return harder

    def _recalled(self, memory: MemoryColumns, r: Column, rating: int = 3) -> Column:
        w = self._w
        s, d = memory
        growth = np.exp(w[8]) * (11 - d) * s ** -w[9] * (np.exp((1 - r) * w[10]) - 1)
        return _bounded(s * (1 + growth * {2: w[15], 3: 1.0, 4: w[16]}[rating]))

    def _forgotten(self, memory: MemoryColumns, r: Column) -> Column:
        w = self._w
        s, d = memory
        long = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * np.exp((1 - r) * w[14])
        return _bounded(np.minimum(long, s / np.exp(w[17] * w[18])))

    def _same_day(self, s: Column, rating: int) -> Column:
        w = self._w
        growth = np.exp(w[17] * (rating - 3 + w[18])) * s ** -w[19]
        return _bounded(s * (growth if rating == 1 else np.maximum(growth, 1)))


def _bounded(s: Column) -> Column:
    return np.clip(s, STABILITY_MIN, STABILITY_MAX)
