"""The reason of a choice, from the numbers that made it."""

from typing import Literal, NamedTuple

import numpy as np

from cards.selection.context import Context

Reason = Literal["relearn", "called", "new-weak", "new", "due", "last-pass", "important", "fading", "fill"]
WEAK_TRIES = 3  # observations that make a finding
WEAK_BY = 0.05  # a topic is weak when its chance lies so far below the chance over all
LAST_PASS_DAYS = 3
IMPORTANT_BY = 1.5  # times the mean importance


class Choice(NamedTuple):
    """One card and the numbers that chose it."""

    card: int  # its place in the deck
    id: str
    reason: Reason
    value: float  # exam points (percent of the score) per minute
    seconds: float  # expected
    p: float | None = None  # of a new card: chance that it is known already
    r: float | None = None  # of a seen card: chance of recall now
    on_date: float | None = None  # and on the exam's date, if it is not seen before


def why_new(at: Context, card: int) -> Reason:
    """Of a card never reviewed."""
    if at.called[card]:
        return "called"
    topic = at.deck.topic[card]
    tried = topic >= 0 and at.weak.n_topic[topic] >= WEAK_TRIES
    return "new-weak" if tried and at.weak.p[card] <= at.weak.p_all - WEAK_BY else "new"


def why_seen(at: Context, card: int) -> Reason:
    """Of a card that qualifies for review."""
    if at.failed[card]:
        return "relearn"
    if at.called[card]:
        return "called"
    if not at.learner.dated:
        return "due"
    if at.learner.rem_of(at.deck.exam[[card]])[0] <= LAST_PASS_DAYS:
        return "last-pass"
    # At single precision, as ranks are: a sum's last bit must not decide.
    usual, own = np.float32(IMPORTANT_BY * at.usual_importance), np.float32(at.deck.importance[card])
    return "important" if own >= usual else "fading"
