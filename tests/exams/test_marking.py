"""A sitting is marked all or nothing, and what is odd about it is told apart, not counted wrong."""

from typing import Any

import pytest

from cards.exams.marking import mark
from tests.exams.questions import a_question, a_sitting, an_exam

EXAM = an_exam()
ONE = {"q": a_question("q")}
SEVERAL = {"q": a_question("q", options=[{"right": i < 2} for i in range(5)], choose=2)}


def marked(answers: dict[str, list[int]], known: Any = None, **row: Any) -> dict[str, Any]:
    return mark(a_sitting(answers, **row), known or ONE, EXAM)


def verdict(choices: list[int], questions: Any = None) -> str:
    return str(marked({"q": choices}, questions)["questions"][0]["verdict"])


@pytest.mark.parametrize(
    ("choices", "told"), [([0], "right"), ([1], "wrong"), ([], "unanswered"), ([0, 1], "wrong")]
)
def test_one_right_option(choices: list[int], told: str) -> None:
    assert verdict(choices) == told


@pytest.mark.parametrize(
    ("choices", "told"),
    [([0, 1], "right"), ([1, 0], "right"), ([1], "wrong"), ([0, 1, 2], "wrong"), ([0, 3], "wrong")],
)
def test_several_right_options_are_all_or_nothing(choices: list[int], told: str) -> None:
    assert verdict(choices, SEVERAL) == told


def test_options_that_the_question_does_not_have_are_ignored() -> None:
    assert verdict([0, 7]) == "right"
    assert verdict([0, 0]) == "right"
    assert verdict([7]) == "unanswered"


def test_an_answer_after_time_is_told_and_not_counted() -> None:
    sitting = a_sitting({"q": [0]}, ["q"])
    sitting["answers"]["q"]["late"] = True
    found = mark(sitting, ONE, EXAM)
    assert (found["questions"][0]["verdict"], found["right"], found["count"]) == ("late", 0, 1)


def test_what_was_not_answered_counts_as_not_right() -> None:
    questions = {"q": a_question("q"), "r": a_question("r")}
    found = marked({"q": [0]}, questions, questions=["r", "q"])
    assert [one["verdict"] for one in found["questions"]] == ["unanswered", "right"]
    assert found["raw"] == 0.5


def test_a_question_retired_meanwhile_is_still_marked() -> None:
    found = marked({"q": [0]}, {"q": a_question("q", retired=True)}, questions=["q"])
    assert (found["right"], found["questions"][0]["retired"]) == (1, True)


def test_a_question_this_library_does_not_know_is_left_out_and_named() -> None:
    found = marked({"q": [0], "gone": [1]}, questions=["q", "gone"])
    assert (found["unknown"], found["count"], found["raw"]) == (["gone"], 1, 1.0)


def test_nothing_that_is_known_gives_no_score() -> None:
    found = marked({}, questions=["gone"])
    assert (found["count"], found["raw"], found["scaled"], found["predicted"]) == (0, None, None, None)


def test_a_question_that_stands_twice_counts_once() -> None:
    assert marked({"q": [0]}, questions=["q", "q"])["count"] == 1


def test_counts_by_domain_constraint_and_difficulty() -> None:
    questions = {
        "a": a_question("a", "c0"),
        "b": a_question("b", "c2", constraint="latency", difficulty=3),
        "c": a_question("c", "c2", constraint="cost"),
        "d": a_question("d", "elsewhere"),
    }
    found = marked({"a": [0], "b": [1], "c": [0], "d": [0]}, questions)
    assert found["by_domain"] == {"data": {"count": 1, "right": 1}, "model": {"count": 2, "right": 1}}
    assert found["by_constraint"] == {"cost": {"count": 3, "right": 3}, "latency": {"count": 1, "right": 0}}
    assert found["by_difficulty"] == {"2": {"count": 3, "right": 3}, "3": {"count": 1, "right": 0}}


def test_confident_errors_and_guesses_are_named() -> None:
    questions = {one: a_question(one) for one in "abc"}
    sitting = a_sitting({"a": [1], "b": [1], "c": [0]}, flags=["c"])
    for name, sure in {"a": True, "b": False, "c": True}.items():
        sitting["answers"][name] |= {"sure": sure, "took_ms": 1_000}
    found = mark(sitting, questions, EXAM)
    assert (found["confident_errors"], found["unsure"], found["flagged"]) == (["a"], ["b"], ["c"])
    assert found["took_ms"] == 3_000


@pytest.mark.parametrize(
    ("right", "score", "passes"), [(0, 100, False), (47, 751, True), (46, 737, False), (65, 1000, True)]
)
def test_the_scaled_score_says_what_it_assumes(right: int, score: int, passes: bool) -> None:
    questions = {f"q{i}": a_question(f"q{i}") for i in range(65)}
    found = marked({f"q{i}": [0] for i in range(right)}, questions, questions=[*questions])
    assert found["scaled"] == {"score": score, "passes": passes, "assumes": "linear"}


def test_the_result_is_compared_with_what_was_predicted() -> None:
    predicted = {"mean": 0.75, "low": 0.6, "high": 0.9}
    found = marked({"q": [0]}, predicted=predicted)
    assert found["predicted"] == predicted | {"difference": 0.25, "inside": False}
    assert marked({"q": [0]})["predicted"] is None
