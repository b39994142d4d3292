"""What a simulated memory must tell: whether each learner recalls each card, and when."""

from typing import Protocol

import numpy as np

from bench.selection.exam import Real, Whole, Yes

MOMENT = 0.02  # days: about half an hour, between two showings of one day
SLIP = 0.03  # even what is known is missed so often


class World(Protocol):
    """The memory of every learner (rows) for every card (columns)."""

    def recall(self, rows: Whole, cards: Whole, day: int) -> Real:
        """Chance of recall of each pair now."""

    def meet(self, rows: Whole, cards: Whole, day: int, right: Yes, noise: Real) -> None:
        """Each pair was shown, and its answer seen; `noise`: a standard normal draw each."""

    def known(self, day: int) -> Real:
        """Chance of recall on a morning, [rows, cards]."""


def elapsed(day: int, last: Real) -> Real:
    """Days since, and on the same day a moment."""
    return np.maximum(day - last, MOMENT)
