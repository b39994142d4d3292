"""A practice exam is what its events say, on however many devices and in whatever order they came."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cards.scheduling.fold import fold
from cards.scheduling.memory import Fsrs
from tests.scheduling.making import NOON_MS, OTHER_DEVICE, Made, an_undo, made
from tests.vectors.make import folded, sitting_events

FSRS = Fsrs()
MINUTE = 60_000


def act(action: str, minute: float = 0, **rest: Any) -> Made:
    return made("sitting", sitting="s1", action=action, at=NOON_MS + int(minute * MINUTE), **rest)


def start(minute: float = 0, **rest: Any) -> Made:
    return act("start", minute, exam="mls-c01", seed=1, **rest)


def pause(minute: float, value: bool = True, **rest: Any) -> Made:
    return act("pause", minute, value=value, **rest)


def answer(choice: int, minute: float = 0, **rest: Any) -> Made:
    at = NOON_MS + int(minute * MINUTE)
    return made("answer", sitting="s1", question="q1", choices=[choice], at=at, **rest)


def state(*events: Made) -> dict[str, Any]:
    return fold("sitting:s1", events, FSRS)


def the_answer(*events: Made) -> tuple[int, bool]:
    counted = state(*events)["answers"]["q1"]
    return counted["choices"][0], counted["late"]


def test_the_last_answer_in_order_counts_whichever_device_gave_it() -> None:
    first, last = answer(1), answer(3, 1, device=OTHER_DEVICE)
    assert the_answer(last, first) == (3, False)
    assert the_answer(last, first, an_undo(last, at=NOON_MS + 2 * MINUTE)) == (1, False)


def test_a_sitting_starts_and_finishes_once() -> None:
    marks = [act("flag", 1, question="q1", value=True), act("flag", 2, question="q2", value=True)]
    taken_back = act("flag", 3, question="q1", value=False)
    second = act("start", 7, exam="aif-c01", seed=2, minutes=5)
    counted = state(start(), act("finish", 5), second, *marks, taken_back, act("finish", 9))
    assert (counted["exam"], counted["seed"], counted["minutes"]) == ("mls-c01", 1, None)
    assert counted["finished_at"] == NOON_MS + 5 * MINUTE
    assert counted["flags"] == ["q2"]


def test_a_paper_travels_with_its_start() -> None:
    facts: dict[str, Any] = {
        "paper": "full",
        "mode": "exam",
        "minutes": 180,
        "questions": ["q1", "q2"],
        "predicted": {"mean": 0.7, "low": 0.6, "high": 0.8},
    }
    counted = state(start(**facts))
    assert {name: counted[name] for name in facts} == facts


def test_an_answer_after_time_is_kept_and_not_counted() -> None:
    assert the_answer(start(minutes=10), answer(2, 10)) == (2, False)
    assert the_answer(start(minutes=10), answer(2, 10.01)) == (2, True)
    assert the_answer(start(minutes=10), answer(2, 9), answer(3, 11)) == (2, False)
    assert the_answer(start(minutes=10), answer(2, 11), answer(3, 12)) == (3, True)


def test_an_answer_after_the_finish_is_late_whoever_gave_it() -> None:
    finish = act("finish", 5, n=2)
    assert the_answer(start(), finish, answer(2, 6)) == (2, True)
    assert the_answer(start(), finish, answer(1, 4), answer(2, 6, device=OTHER_DEVICE)) == (1, False)
    assert the_answer(start(), finish, answer(2, 5, n=1)) == (2, False)
    assert the_answer(start(), finish, answer(2, 5, n=3)) == (2, True)


def test_pauses_make_the_time_longer() -> None:
    paused = [start(minutes=10, mode="training"), pause(4), pause(20, value=False)]
    assert state(*paused)["paused_ms"] == 16 * MINUTE
    assert the_answer(*paused, answer(1, 26)) == (1, False)
    assert the_answer(*paused, answer(1, 27)) == (1, True)


def test_while_a_pause_is_open_time_stands_still() -> None:
    counted = state(start(minutes=10), pause(4), answer(1, 500))
    assert (counted["paused"], counted["paused_at"], counted["paused_ms"]) == (True, NOON_MS + 4 * MINUTE, 0)
    assert not counted["answers"]["q1"]["late"]


def test_in_exam_mode_no_pause_counts() -> None:
    counted = state(start(minutes=10, mode="exam"), pause(4), pause(20, value=False), answer(1, 12))
    assert (counted["paused"], counted["paused_at"], counted["paused_ms"]) == (False, None, 0)
    assert counted["answers"]["q1"]["late"]


def test_a_pause_after_time_was_up_brings_no_time_back() -> None:
    counted = state(start(minutes=10), pause(11), pause(60, value=False), answer(1, 12))
    assert counted["paused_ms"] == 0
    assert counted["answers"]["q1"]["late"]


def test_two_devices_that_pause_at_once_pause_once() -> None:
    both = [pause(4), pause(5, device=OTHER_DEVICE), pause(7, value=False), pause(9, value=False)]
    assert state(start(minutes=10), *both)["paused_ms"] == 3 * MINUTE


def test_finishing_ends_an_open_pause() -> None:
    counted = state(start(minutes=10), pause(4), act("finish", 6))
    assert (counted["paused"], counted["paused_at"], counted["paused_ms"]) == (False, None, 2 * MINUTE)


def test_a_start_that_is_not_here_yet_makes_nothing_late() -> None:
    assert the_answer(answer(1, 500)) == (1, False)
    assert the_answer(start(minutes=10), answer(1, 500)) == (1, True)


@settings(max_examples=200)
@given(st.integers(), st.randoms(use_true_random=False))
def test_order_of_arrival_and_repetition_never_matter(seed: int, shuffling: random.Random) -> None:
    events = sitting_events(random.Random(seed))
    again = events + shuffling.choices(events, k=len(events) // 2)
    shuffling.shuffle(again)
    assert folded(again) == folded(events)
