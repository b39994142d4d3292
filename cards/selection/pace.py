"""How many seconds a card takes: what was measured of many, moved towards the learner's own medians."""

from typing import NamedTuple

from cards.selection.deck import Real, Timing, Timings

NEW_S = 44.6  # a new card that is not known
KNOWN_SAVES_S = 30.2  # less, when it is
PASSED_S = 12.7
FAILED_S = 36.9
PRIOR_WEIGHT = 20


class Pace(NamedTuple):
    """One learner's seconds."""

    new_s: float
    known_saves_s: float
    passed_s: float
    failed_s: float

    def of_new(self, p: Real) -> Real:
        """Expected seconds of new cards, known with chance `p`."""
        return self.new_s - self.known_saves_s * p

    def of_seen(self, r: Real) -> Real:
        """Expected seconds of seen cards, recalled with chance `r`."""
        return self.passed_s * r + self.failed_s * (1 - r)


def pace(timings: Timings, p_all: float) -> Pace:
    """`p_all`: the part of first tries that go well, by which their median is told apart into two kinds."""
    expected = NEW_S - KNOWN_SAVES_S * p_all
    scale = _shrunk(timings.new, expected) / expected
    return Pace(
        NEW_S * scale,
        KNOWN_SAVES_S * scale,
        _shrunk(timings.passed, PASSED_S),
        _shrunk(timings.failed, FAILED_S),
    )


def _shrunk(own: Timing, prior: float) -> float:
    return (own.n * own.median_s + PRIOR_WEIGHT * prior) / (own.n + PRIOR_WEIGHT)
