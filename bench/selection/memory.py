"""FSRS-6 over columns, with all four ratings and, where wanted, other weights for each entry."""

import numpy as np
import numpy.typing as npt

from bench.selection.exam import Real, Whole
from cards.scheduling.memory import DEFAULT_WEIGHTS

S_MIN, S_MAX = 0.001, 36_500.0
Rating = npt.NDArray[np.int64]


class Fsrs:
    """`weights`: [21] for all entries, or [rows, 21] and then `rows` names the row of each entry."""

    def __init__(self, weights: npt.ArrayLike = DEFAULT_WEIGHTS) -> None:
        self._w = np.asarray(weights, dtype=np.float64)

    def of(self, rows: Whole) -> "Fsrs":
        """With the weights of these rows, an entry each."""
        return self if self._w.ndim == 1 else Fsrs(self._w[rows].T)

    def weights_of(self, row: int) -> tuple[float, ...]:
        return tuple((self._w if self._w.ndim == 1 else self._w[row]).tolist())

    def recall(self, s: Real, elapsed_days: Real | Whole | int) -> Real:
        decay = -self._w[20]
        recalled: Real = (1 + (0.9 ** (1 / decay) - 1) * np.maximum(0, elapsed_days) / s) ** decay
        return recalled

    def first(self, rating: Rating) -> tuple[Real, Real]:
        """Stability and difficulty after a first review."""
        w = self._w
        s = w[rating - 1] if w.ndim == 1 else w[rating - 1, np.arange(w.shape[1])]
        return np.clip(s, S_MIN, S_MAX), np.clip(self._first_difficulty(rating), 1, 10)

    def next(self, s: Real, d: Real, elapsed_days: Real | Whole, rating: Rating) -> tuple[Real, Real]:
        """Both after a further review; less than a day after the one before is the same day."""
        r = self.recall(s, elapsed_days)
        long = np.where(rating == 1, self._forgotten(s, d, r), self._recalled(s, d, r, rating))
        s_next = np.where(np.asarray(elapsed_days) < 1, self._same_day(s, rating), long)
        return np.clip(s_next, S_MIN, S_MAX), self._difficulty(d, rating)

    def _first_difficulty(self, rating: Rating | int) -> Real:
        w = self._w
        d: Real = w[4] - np.exp(w[5] * (rating - 1)) + 1
        return d

    def _difficulty(self, d: Real, rating: Rating) -> Real:
        w = self._w
        damped = d + (10 - d) * -(w[6] * (rating - 3)) / 9
        harder: Real = np.clip(w[7] * self._first_difficulty(4) + (1 - w[7]) * damped, 1, 10)
        return harder

    def _recalled(self, s: Real, d: Real, r: Real, rating: Rating) -> Real:
        w = self._w
        pressed = np.where(rating == 2, w[15], np.where(rating == 4, w[16], 1.0))
        recalled: Real = s * (
            1 + np.exp(w[8]) * (11 - d) * s ** -w[9] * (np.exp((1 - r) * w[10]) - 1) * pressed
        )
        return recalled

    def _forgotten(self, s: Real, d: Real, r: Real) -> Real:
        w = self._w
        long = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * np.exp((1 - r) * w[14])
        lost: Real = np.minimum(long, s / np.exp(w[17] * w[18]))
        return lost

    def _same_day(self, s: Real, rating: Rating) -> Real:
        w = self._w
        growth = np.exp(w[17] * (rating - 3 + w[18])) * s ** -w[19]
        kept: Real = s * np.where(rating >= 2, np.maximum(growth, 1), growth)
        return kept
