"""What is worked out once, and then looked at by every step of a choice."""

from dataclasses import dataclass

import numpy as np

from cards.scheduling.memory_columns import FsrsColumns
from cards.selection.deck import Deck, Learner, Whole, Yes
from cards.selection.pace import Pace, pace
from cards.selection.weakness import Weakness, weakness


@dataclass(frozen=True)
class Context:
    """A learner's cards on one study day."""

    deck: Deck
    learner: Learner
    weak: Weakness
    pace: Pace
    fsrs: FsrsColumns
    seen: Yes
    due_day: Whole  # study day on which a seen card fades to the learner's retention; 0 of unseen ones
    called: Yes
    failed: Yes  # today, and not passed since
    usual_importance: float  # mean over the cards of the learner's exams; 0 when there is none


def context(deck: Deck, learner: Learner, weak: Weakness | None = None) -> Context:
    """`weak`: when it is known already."""
    weak = weak or weakness(deck, learner)
    mapped = deck.importance[deck.domain >= 0]
    fsrs, seen = FsrsColumns(learner.weights), ~np.isnan(deck.s)
    s = np.where(seen, deck.s, 1.0)  # nan is no whole number of days
    return Context(
        deck=deck,
        learner=learner,
        weak=weak,
        pace=pace(learner.timings, weak.p_all),
        fsrs=fsrs,
        seen=seen,
        due_day=np.where(seen, deck.last_day + fsrs.interval(s, learner.retention), 0),
        called=deck.called(learner.day),
        failed=(deck.last_day >= learner.day) & (deck.last_rating == 1),
        usual_importance=float(mapped.mean()) if len(mapped) else 0.0,
    )
