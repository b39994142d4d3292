"""What a card is worth now: parts of the exam's score gained per second of the learner's time."""

from typing import NamedTuple

import numpy as np

from cards.scheduling.memory_columns import FsrsColumns
from cards.selection.deck import Deck, Learner, Real, Whole
from cards.selection.pace import Pace

LEARNED = 0.85  # what a card not known comes to on exam day once it was met
SECURED = 0.10  # what a card known already gains by being met


class NewValue(NamedTuple):
    """By card."""

    value: Real  # parts of the score per second
    seconds: Real


class SeenValue(NamedTuple):
    """By card."""

    value: Real  # parts of the score per second
    seconds: Real
    r: Real  # chance of recall now
    on_date: Real  # chance of recall on the exam's date if it is not seen before


def new_value(deck: Deck, cards: Whole, p: Real, pace: Pace) -> NewValue:
    """Of these unseen cards, known already with chance `p`."""
    seconds = pace.of_new(p)
    gain = deck.importance[cards] * (LEARNED * (1 - p) + SECURED * p)
    return NewValue(gain / seconds, seconds)


def seen_value(deck: Deck, cards: Whole, learner: Learner, fsrs: FsrsColumns, pace: Pace) -> SeenValue:
    """Of these seen cards: what a review now adds to the chance of recall on the exam's date."""
    memory = deck.memory(cards)
    elapsed = np.maximum(learner.day - deck.last_day[cards], 0)
    rem = learner.rem_of(deck.exam[cards])
    r = fsrs.retrievability(memory.s, elapsed)
    passed = fsrs.retrievability(fsrs.good(memory, elapsed, r), rem)
    failed = fsrs.retrievability(fsrs.again(memory, elapsed, r), rem)
    on_date = fsrs.retrievability(memory.s, rem + elapsed)
    seconds = pace.of_seen(r)
    gain = deck.importance[cards] * (r * passed + (1 - r) * failed - on_date)
    return SeenValue(gain / seconds, seconds, r, on_date)
