"""Histories replayed in columns come to what folding them one by one comes to."""

import random
from itertools import pairwise

import numpy as np
import pytest

from cards.scheduling.fold_card import fold_card
from cards.scheduling.memory import Fsrs
from cards.scheduling.memory_columns import FsrsColumns
from cards.scheduling.replay import replay
from cards.scheduling.study_day import study_day
from tests.scheduling.making import DAY_MS, NOON_MS, Made, a_review
from tests.vectors.make import weight_sets


def a_history(rng: random.Random, card: int) -> list[Made]:
    """Reviews in order, some on one day, some in a zone that turns the study day back."""
    moments = sorted(rng.randrange(90 * DAY_MS) for _ in range(rng.randrange(1, 12)))
    return [
        a_review(rng.randrange(1, 5), card=f"c{card}", at=NOON_MS + at, n=n, tz=rng.choice([-600, 0, 720]))
        for n, at in enumerate(moments, start=1)
    ]


@pytest.mark.parametrize("weights", weight_sets(random.Random(7)))
def test_every_memory_on_the_way_is_the_folds(weights: list[float]) -> None:
    rng = random.Random(11)
    histories = [a_history(rng, card) for card in range(60)]
    flat = [review for history in histories for review in history]
    begins = [True, *(before["card"] != after["card"] for before, after in pairwise(flat))]
    days = [study_day(review["at"], review["tz"]) for review in flat]
    ratings = [review["rating"] for review in flat]

    memory = replay(FsrsColumns(weights), np.array(begins), np.array(days), np.array(ratings))

    folded = [
        fold_card(history[: count + 1], Fsrs(weights))
        for history in histories
        for count in range(len(history))
    ]
    assert memory.s == pytest.approx([state["s"] for state in folded], rel=1e-9)
    assert memory.d == pytest.approx([state["d"] for state in folded], rel=1e-9)


def test_nothing_replayed_is_nothing() -> None:
    nothing = np.empty(0, dtype=np.int64)

    assert len(replay(FsrsColumns(), nothing.astype(bool), nothing, nothing).s) == 0
