"""Rows are a function of the set of events alone."""

import json
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cards.scheduling.fold import fold
from cards.scheduling.fold_card import counting
from cards.scheduling.memory import Fsrs
from cards.scheduling.order import place
from tests.scheduling.making import (
    DAY_MS,
    DEVICE,
    NOON_MS,
    OTHER_DEVICE,
    a_mark,
    a_reset,
    a_review,
    a_setting,
    an_undo,
    made,
)
from tests.vectors.make import HERE, fold_lines, folded, random_events

FSRS = Fsrs()
CARD = "card:s3.one"


def row(*events: dict[str, Any]) -> dict[str, Any]:
    return fold(CARD, events, FSRS)


def test_the_committed_vectors_are_what_the_core_computes() -> None:
    old = [json.loads(line) for line in (HERE / "fold.jsonl").read_text().splitlines()]
    remade = [json.loads(line) for line in fold_lines()]
    assert len(old) == len(remade) == 400
    for was, now in zip(old, remade, strict=True):
        assert was["events"] == now["events"]
        assert was["rows"].keys() == now["rows"].keys()
        for key, state in was["rows"].items():
            assert rounded(state) == rounded(now["rows"][key])


def rounded(state: dict[str, Any]) -> dict[str, Any]:
    """S and D may differ in their last digits between platforms."""
    return {name: float(f"{v:.9g}") if name in ("s", "d") and v else v for name, v in state.items()}


@settings(max_examples=200)
@given(st.integers(), st.randoms(use_true_random=False))
def test_order_of_arrival_and_repetition_never_matter(seed: int, shuffling: random.Random) -> None:
    events = random_events(random.Random(seed))
    again = events + shuffling.choices(events, k=len(events) // 2)
    shuffling.shuffle(again)
    assert folded(again) == folded(events)


@settings(max_examples=200)
@given(st.integers())
def test_the_day_used_never_runs_backwards_and_reps_are_the_counting_reviews(seed: int) -> None:
    events = random_events(random.Random(seed))
    for key, state in folded(events).items():
        if key.startswith("card:") and state["reps"]:
            own = [e for e in events if e["kind"] == "undo" or e.get("card") == key[5:]]
            assert state["reps"] == len(counting(sorted(own, key=place)))
            assert state["first_day"] <= state["last_day"]
            assert state["lapses"] < state["reps"]


@settings(max_examples=200)
@given(st.integers(), st.data())
def test_undoing_a_review_is_as_if_it_had_never_been_and_redo_brings_it_back(
    seed: int, data: st.DataObject
) -> None:
    events = random_events(random.Random(seed))
    reviews = [e for e in events if e["kind"] == "review"]
    if not reviews:
        return
    target = data.draw(st.sampled_from(reviews))
    untouched = [e for e in events if e.get("target") != target["uid"]]
    end = max(e["at"] for e in events) + 1
    undone = folded([*untouched, an_undo(target, at=end)])
    without = folded([e for e in untouched if e is not target])
    assert {k: undone[k] for k in without} == without
    assert folded([*untouched, an_undo(target, at=end), an_undo(target, at=end + 1, value=False)]) == folded(
        untouched
    )


def test_a_card_nobody_saw_has_an_empty_row() -> None:
    review = a_review()
    empty = row(review, an_undo(review, at=NOON_MS + 1))
    assert (empty["reps"], empty["lapses"], empty["s"], empty["last"]) == (0, 0, None, None)
    assert (empty["suspended"], empty["flag"], empty["starred"], empty["buried_until"]) == (
        False,
        0,
        False,
        0,
    )


def test_a_review_on_a_clock_set_back_falls_on_the_day_before_it() -> None:
    """Order is by instant; the day of the place may run back, the day used may not."""
    first = a_review(tz=840, at=NOON_MS)
    second = a_review(tz=-720, at=NOON_MS + 1)
    state = row(first, second)
    assert state["last_day"] == state["first_day"] == 20_000


def test_events_of_one_millisecond_stand_by_device_then_counter() -> None:
    low, high = a_review(4, device=DEVICE, n=9), a_review(1, device=OTHER_DEVICE, n=1)
    assert row(high, low)["first_rating"] == 4
    first, second = a_review(4, n=1), a_review(1, n=2)
    assert row(second, first)["last_rating"] == 1


def test_a_reset_starts_afresh_and_leaves_marks_alone() -> None:
    events = [a_review(), a_mark("flag", value=3, at=NOON_MS + 1), a_reset(at=NOON_MS + 2)]
    assert (row(*events)["reps"], row(*events)["flag"]) == (0, 3)
    later = a_review(1, at=NOON_MS + DAY_MS)
    assert row(*events, later)["reps"] == 1
    assert row(*events, later)["lapses"] == 0


def test_an_undone_reset_gives_the_history_back() -> None:
    reset = a_reset(at=NOON_MS + 1)
    assert row(a_review(), reset, an_undo(reset, at=NOON_MS + 2))["reps"] == 1


def test_an_undo_of_an_undo_changes_nothing() -> None:
    review = a_review()
    undo = an_undo(review, at=NOON_MS + 1)
    assert row(review, undo, an_undo(undo, at=NOON_MS + 2))["reps"] == 0


def test_a_mark_cannot_be_undone_only_set_again() -> None:
    mark = a_mark("suspended", value=True)
    assert row(mark, an_undo(mark, at=NOON_MS + 1))["suspended"] is True
    assert row(mark, a_mark("suspended", value=False, at=NOON_MS + 2))["suspended"] is False


def test_a_lapse_is_a_failure_on_a_later_day() -> None:
    first_try = a_review(1)
    same_day = a_review(1, at=NOON_MS + 60_000)
    next_day = a_review(1, at=NOON_MS + DAY_MS)
    assert row(first_try, same_day)["lapses"] == 0
    assert row(first_try, same_day, next_day)["lapses"] == 1


def test_a_buried_card_is_back_after_its_days_and_zero_days_digs_it_up() -> None:
    bury = a_mark("bury", days=2)
    assert row(bury)["buried_until"] == 20_002
    assert row(bury, a_mark("bury", days=0, at=NOON_MS + 1))["buried_until"] == 0


def test_the_last_setting_wins_whoever_comes_last() -> None:
    early, late = a_setting("theme", "dark"), a_setting("theme", "light", at=NOON_MS + 1)
    assert fold("setting:theme", [late, early], FSRS)["value"] == "light"


def edit(field: str, value: Any, **rest: Any) -> dict[str, Any]:
    return made("edit", card="own.1", field=field, value=value, **rest)


def test_the_last_edit_of_each_field_wins_and_the_others_stay() -> None:
    prompt, note = edit("prompt", "Why?"), edit("note", "mine", at=NOON_MS + 1)
    later = edit("prompt", "How?", at=NOON_MS + 2)
    state = fold("edit:own.1", [later, note, prompt], FSRS)
    assert state["fields"] == {"prompt": "How?", "note": "mine"}


def test_a_deletion_is_an_event_and_an_edit_after_it_brings_the_card_back() -> None:
    created, deleted = edit("created", True), edit("deleted", True, at=NOON_MS + 1)
    assert fold("edit:own.1", [created], FSRS)["alive"] is True
    assert fold("edit:own.1", [deleted, created], FSRS)["alive"] is False
    back = edit("prompt", "Why?", at=NOON_MS + 2)
    assert fold("edit:own.1", [deleted, created, back], FSRS)["alive"] is True
    assert fold("edit:own.1", [back], FSRS)["alive"] is False, "it was never created"


def test_reviews_of_a_deleted_card_count_and_show_when_it_is_back() -> None:
    deleted = edit("deleted", True)
    review = a_review(card="own.1", at=NOON_MS + 1)
    assert folded([deleted, review])["card:own.1"]["reps"] == 1
