"""Cardinal's readiness held against the truth: how often its 80% interval holds the score."""

from dataclasses import dataclass, field

import numpy as np

from bench.selection.baselines import Morning
from bench.selection.exam import Real
from bench.selection.shipped import Shipped
from cards.selection.readiness import GUESS, WIDTH, Readiness, readiness

POINTS = (0.25, 0.5, 0.75, 1.0)  # of the way to the exam
QUESTIONS = 50  # scored ones of a sitting
APPLIED, APPLIED_SD = 0.85, 0.06  # what one might expect of every learner's transfer
WHAT = ("recall now", "recall on date", "applied", "one sitting", "applied, expected so")


@dataclass
class Forecasts:
    """Of one policy's learners. `on date`: if nothing is studied before, in prediction and truth."""

    length: int  # of the way, days
    shipped: Shipped  # which knows how to ask
    off: list[tuple[float, ...]] = field(default_factory=list)  # prediction minus truth, as in WHAT
    held: list[tuple[bool, ...]] = field(default_factory=list)

    @property
    def days(self) -> set[int]:
        return {max(1, round(point * self.length)) for point in POINTS}

    def add(self, at: Morning, now: Real, then: Real) -> None:
        """`now`, `then`: the score of what is recalled, and of what is right when applied; in parts."""
        deck, learner = self.shipped.deck(at.notes, at.row), self.shipped.learner(at)
        today, ahead = (readiness(deck, learner, days) for days in (0, at.left_days))
        rng = np.random.default_rng((at.learner, at.day, 7))
        sat = rng.binomial(QUESTIONS, min(float(now[1]), 1.0)) / QUESTIONS
        pairs = (
            (today, now[0]),
            (ahead, then[0]),
            (today, now[1]),
            (today, sat),
            (_applied(today), now[1]),
        )
        self.off.append(tuple(float(said.mean - true) for said, true in pairs))
        self.held.append(tuple(bool(said.low <= true <= said.high) for said, true in pairs))

    def coverage(self) -> dict[str, float]:
        return dict(zip(WHAT, np.mean(self.held, axis=0).tolist(), strict=True))

    def bias(self) -> dict[str, float]:
        """In points of 100; positive: too hopeful."""
        return dict(zip(WHAT, (100 * np.mean(self.off, axis=0)).tolist(), strict=True))


def _applied(said: Readiness) -> Readiness:
    """What readiness could say of questions that apply what was learned: an idea, not what is shipped."""
    above = said.mean - GUESS
    sd = float(np.hypot(APPLIED * said.sd, APPLIED_SD * above))
    mean = GUESS + APPLIED * above
    return Readiness(mean, sd, mean - WIDTH * sd, mean + WIDTH * sd)
