"""FSRS-6 on the study-day clock; the only file that imports fsrs."""

from collections.abc import Sequence
from typing import NamedTuple

from fsrs import Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS

DEFAULT_WEIGHTS: tuple[float, ...] = DEFAULT_PARAMETERS
STABILITY_MAX = 36_500.0
INTERVAL_MAX_DAYS = 36_500

_RATINGS = {int(rating): rating for rating in Rating}


class Memory(NamedTuple):
    """What FSRS knows of one card after a review."""

    s: float  # stability: days until retrievability has fallen to 0.9
    d: float  # difficulty: 1 to 10


class Fsrs:
    """FSRS-6 under one set of 21 weights, without learning steps and without fuzz.

    Equal to `fsrs.Scheduler.review_card` fed study days as midnights UTC, except that stability is
    capped. It calls the library's formulae directly: they take and give plain numbers, where
    `review_card` copies a card and makes a log entry at each step.

    Raises ValueError when a weight is out of the library's bounds.
    """

    def __init__(self, weights: Sequence[float] = DEFAULT_WEIGHTS) -> None:
        self._fsrs = Scheduler(
            parameters=weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        self._decay = -weights[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    def first(self, rating: int) -> Memory:
        """Memory after the first review, rated 1 to 4."""
        grade = _RATINGS[rating]
        s = self._fsrs._initial_stability(rating=grade)
        return Memory(min(s, STABILITY_MAX), self._fsrs._initial_difficulty(rating=grade, clamp=True))

    def next(self, memory: Memory, elapsed_days: int, rating: int) -> Memory:
        """Memory after a further review, `elapsed_days` (0 or more) after the one before."""
        grade = _RATINGS[rating]
        s, d = memory
        if elapsed_days < 1:
            s_next = self._fsrs._short_term_stability(stability=s, rating=grade)
        else:
            s_next = self._fsrs._next_stability(
                difficulty=d, stability=s, retrievability=self.retrievability(s, elapsed_days), rating=grade
            )
        return Memory(min(s_next, STABILITY_MAX), self._fsrs._next_difficulty(difficulty=d, rating=grade))

    def retrievability(self, s: float, elapsed_days: int) -> float:
        """Chance of recall `elapsed_days` after a review that left stability `s`."""
        return float((1 + self._factor * max(0, elapsed_days) / s) ** self._decay)

    def interval(self, s: float, desired_retention: float) -> int:
        """Days until retrievability falls to `desired_retention`, rounded half to even, at least 1."""
        days: int = round(s / self._factor * (desired_retention ** (1 / self._decay) - 1))
        return min(max(days, 1), INTERVAL_MAX_DAYS)
