"""The predicted score and its interval."""

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.selection.readiness import Readiness, readiness
from tests.selection.making import TODAY, a_card, a_deck, a_learner, random_cards, reviewed


def predicted(cards: list[dict[str, Any]], ahead_days: int = 0, **facts: Any) -> Readiness:
    return readiness(a_deck(cards), a_learner(**facts), ahead_days)


def fresh(number: int, **facts: Any) -> dict[str, Any]:
    return reviewed(number, s=1e4, ago=0, **facts)


def test_a_stranger_is_told_a_wide_range() -> None:
    told = predicted([a_card(n) for n in range(100)])
    p = 0.85 * 0.4
    assert told.mean == pytest.approx(p + (1 - p) * 0.25 + 0.011)
    assert told.high - told.low > 0.8


def test_one_who_knows_all_is_told_a_high_and_narrow_range() -> None:
    told = predicted([fresh(n) for n in range(100)])
    assert told.mean == pytest.approx(0.99, abs=0.001)
    assert told.low > 0.9


def test_the_score_falls_with_the_days_without_study() -> None:
    cards = [reviewed(n) for n in range(100)]
    now, later, much_later = (predicted(cards, ahead).mean for ahead in (0, 10, 100))
    assert now > later > much_later > 0.25


def test_a_learner_who_recalls_more_than_expected_is_told_more() -> None:
    cards = [reviewed(n) for n in range(100)]
    low, plain, high = (predicted(cards, surprise=off, spread=20.0).mean for off in (-9, 0, 9))
    assert low < plain < high


def test_past_recalls_move_it_by_two_logits_at_most() -> None:
    cards = [reviewed(n) for n in range(100)]
    assert predicted(cards, surprise=1e6, spread=1.0) == predicted(cards, surprise=1e9, spread=1.0)


def test_the_range_is_never_that_of_chance_alone() -> None:
    told = predicted([fresh(n, importance=1e-4) for n in range(10_000)])
    assert told.sd >= 0.03


def test_cards_outside_the_exam_do_not_count() -> None:
    inside = [reviewed(n) for n in range(50)]
    outside = [fresh(n, domain=-1, exam=-1, topic=-1) for n in range(50, 90)]
    assert predicted([*inside, *outside]) == predicted(inside)


def test_without_cards_nothing_is_known() -> None:
    assert predicted([]) == (0.25, 1.0, 0.0, 1.0)


@given(seed=st.integers(0, 10_000), ahead=st.integers(0, 400), count=st.integers(1, 60))
def test_every_prediction_is_a_score(seed: int, ahead: int, count: int) -> None:
    rng = random.Random(seed)
    facts = {"topics": 3, "domains": 2, "topic_domain": (0, 1, 0)}
    told = predicted(random_cards(rng, count, topics=3, domains=2), ahead, **facts)
    assert 0 <= told.low <= told.mean <= told.high <= 1
    assert np.isfinite(told.sd)


def test_a_hundred_thousand_reviews_are_no_different_from_one() -> None:
    told = predicted([reviewed(0, s=36_500.0, ago=1)], surprise=-3000.0, spread=9000.0, day=TODAY)
    assert 0.5 < told.mean < 1
