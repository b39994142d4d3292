"""FSRS-6 as the library computes it, and the vectors the phone is held against."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from cards.scheduling.memory import DEFAULT_WEIGHTS, STABILITY_MAX, Fsrs
from tests.vectors.make import HERE, memory_lines

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def committed() -> list[Any]:
    return [json.loads(line) for line in (HERE / "memory.jsonl").read_text().splitlines()]


def test_the_committed_vectors_are_what_the_core_computes() -> None:
    remade = [json.loads(line) for line in memory_lines()]
    old = committed()
    assert len(remade) == len(old) == 2_001
    for was, now in zip(old[1:], remade[1:], strict=True):
        assert was["reviews"] == now["reviews"]
        for (day, s, d, due), (day_now, s_now, d_now, due_now) in zip(
            was["after"], now["after"], strict=True
        ):
            assert (day, due) == (day_now, due_now)
            assert (s, d) == pytest.approx((s_now, d_now), rel=1e-9)


def test_the_vectors_agree_with_the_library_fed_midnights() -> None:
    """Held against `review_card` itself, not against the adapter that made them."""
    header, *histories = committed()
    for history in histories[::4]:
        scheduler = Scheduler(
            header["weights"][history["w"]],
            desired_retention=history["retention"],
            learning_steps=(),
            relearning_steps=(),
            enable_fuzzing=False,
        )
        card = Card(card_id=1)
        for (_, _, rating), (day, s, d, due) in zip(history["reviews"], history["after"], strict=True):
            card, _ = scheduler.review_card(card, Rating(rating), EPOCH + timedelta(days=day))
            assert card.stability is not None
            if card.stability > STABILITY_MAX:
                break  # the cap is ours
            assert (card.stability, card.difficulty) == pytest.approx((s, d), rel=1e-9)
            assert (card.due - EPOCH).days == due


def test_the_vectors_meet_every_kind_of_history() -> None:
    _, *histories = committed()
    gaps = [b[0] - a[0] for h in histories for a, b in zip(h["after"], h["after"][1:], strict=False)]
    assert min(gaps) == 0
    assert gaps.count(0) > 2_000
    assert max(gaps) > 1_000
    zones = [{tz for _, tz, _ in h["reviews"]} for h in histories]
    assert sum(len(z) > 1 for z in zones) > 500
    assert {h["w"] for h in histories} == set(range(8))
    assert any(s == STABILITY_MAX for h in histories for _, s, _, _ in h["after"])


@given(st.lists(st.tuples(st.integers(0, 4_000), st.integers(1, 4)), max_size=30))
def test_memory_stays_within_its_bounds(later: list[tuple[int, int]]) -> None:
    fsrs = Fsrs()
    memory = fsrs.first(3)
    for elapsed, rating in later:
        memory = fsrs.next(memory, elapsed, rating)
        assert 0.001 <= memory.s <= STABILITY_MAX
        assert 1 <= memory.d <= 10
        assert 1 <= fsrs.interval(memory.s, 0.9) <= 36_500


def test_stability_is_the_days_until_recall_falls_to_nine_tenths() -> None:
    fsrs = Fsrs()
    assert fsrs.retrievability(12.0, 12) == pytest.approx(0.9)
    assert fsrs.interval(12.0, 0.9) == 12
    assert fsrs.interval(12.0, 0.8) > fsrs.interval(12.0, 0.95)


def test_weights_out_of_bounds_are_refused() -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        Fsrs([*DEFAULT_WEIGHTS[:20], 5.0])
