"""The score to expect of an exam, and how far it may be off."""

from typing import NamedTuple

import numpy as np

from cards.scheduling.memory_columns import FsrsColumns
from cards.selection.deck import Deck, Learner, Real
from cards.selection.weakness import Weakness, weakness

GUESS = 0.25  # a question not known is still right with one chance in four
MET_BY_CHANCE = 0.85  # of the chance that a new card is known, what an unseen card comes to on the exam
BIAS, BIAS_UNSEEN = -0.010, 0.021
SD_ALWAYS, SD_UNSEEN, TRIES_TO_TELL = 0.03, 0.28, 40.0
QUESTION_NOISE, QUESTION_WEIGHT = 2.0, 0.75
WIDTH = 1.28 * 1.3  # standard deviations either way that hold 80%, widened to what was measured
CALM = 8.0  # spread of past reviews that pulls the calibration to none
FURTHEST = 2.0  # logits
NEARLY = 1e-9


class Readiness(NamedTuple):
    """Parts of the score, 0..1: what to expect, and the 80% interval."""

    mean: float
    sd: float
    low: float
    high: float


def readiness(deck: Deck, learner: Learner, ahead_days: int = 0, weak: Weakness | None = None) -> Readiness:
    """The score were the exam in `ahead_days` from now, without a review before.

    `deck` holds the cards of one exam; those outside it do not count. For the score after planned minutes,
    give the deck that the plan leads to. Nothing is known without cards: then the interval is all there is.
    """
    mapped = np.flatnonzero(deck.domain >= 0)
    total = float(deck.importance[mapped].sum())
    if total <= 0:
        return Readiness(GUESS, 1.0, 0.0, 1.0)
    weak = weak or weakness(deck, learner)
    i = deck.importance[mapped] / total
    p = known(deck, learner, ahead_days, weak)[mapped]
    unseen = float(i[np.isnan(deck.s[mapped])].sum())
    mean = float((i * (p + (1 - p) * GUESS)).sum()) + BIAS + BIAS_UNSEEN * unseen
    variance = SD_ALWAYS**2 + (SD_UNSEEN * unseen) ** 2 / (1 + weak.n / TRIES_TO_TELL)
    variance += QUESTION_NOISE * float(((QUESTION_WEIGHT * i) ** 2 * p * (1 - p)).sum())
    return _interval(mean, float(np.sqrt(variance)))


def known(deck: Deck, learner: Learner, ahead_days: int, weak: Weakness) -> Real:
    """By card the chance to know it then: R as past recalls correct it; of unseen cards a prior."""
    seen = ~np.isnan(deck.s)
    elapsed = np.maximum(learner.day - deck.last_day, 0) + ahead_days
    r = FsrsColumns(learner.weights).retrievability(np.where(seen, deck.s, 1.0), elapsed)
    return np.where(seen, corrected(r, learner), MET_BY_CHANCE * weak.p)


def corrected(r: Real, learner: Learner) -> Real:
    """Retrievability moved by as many logits as past recalls were off."""
    off = min(max(learner.surprise / (learner.spread + CALM), -FURTHEST), FURTHEST)
    r = np.clip(r, NEARLY, 1 - NEARLY)
    moved: Real = 1 / (1 + (1 - r) / r * np.exp(-off))
    return moved


def _interval(mean: float, sd: float) -> Readiness:
    low, high = (min(max(mean + side * WIDTH * sd, 0.0), 1.0) for side in (-1, 1))
    return Readiness(min(max(mean, 0.0), 1.0), sd, low, high)
