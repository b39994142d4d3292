"""A compute card shows the same sixteen instances everywhere, and its arithmetic can do nothing but count."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.content.arithmetic import evaluate
from cards.content.compute import Recipe, filled, instances, rounded, span


def a_recipe(**changes: object) -> Recipe:
    values: dict[str, object] = {
        "id": "recall.number",
        "choices": {"tp": span(20, 90, 5), "missed": [5, 10, 15]},
        "where": "tp > missed",
        "lets": {"n": "tp + missed"},
        "answer": "100 * tp / n",
        "decimals": 1,
        "prompt": "{tp} and {missed}?",
        "work": "{tp} / {n} = {answer}",
    }
    return Recipe(**{**values, **changes})  # type: ignore[arg-type]  # the changes are the test's own


def test_the_instances_are_those_of_every_machine_and_python() -> None:
    """A learner's stored seed names an instance for ever: these values must never change."""
    first, second, *_ = instances(a_recipe())
    assert (first.prompt, first.answer) == ("45 and 10?", 81.8)
    assert (second.prompt, second.answer) == ("55 and 15?", 78.6)


def test_there_are_sixteen_and_they_differ() -> None:
    drawn = instances(a_recipe())
    assert len(drawn) == 16
    assert len({one.prompt for one in drawn}) == 16


def test_few_numbers_repeat_in_turn() -> None:
    drawn = instances(a_recipe(choices={"tp": [20, 30, 40, 50], "missed": [5]}))
    assert [one.prompt for one in drawn[:4]] == [one.prompt for one in drawn[4:8]]
    assert len(drawn) == 16


def test_the_condition_holds_in_each() -> None:
    drawn = instances(a_recipe(choices={"tp": span(1, 50, 1), "missed": span(1, 50, 1)}))
    for one in drawn:
        tp, _, missed = one.prompt.strip("?").split()
        assert int(tp) > int(missed)


def test_the_work_shows_the_answer_as_it_is_expected() -> None:
    one = instances(a_recipe())[0]
    assert one.work == "45 / 55 = 81.8"


def test_steps_of_a_tenth_do_not_drift() -> None:
    assert span(0.1, 0.9, 0.1) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]


@pytest.mark.parametrize(
    ("value", "shown"), [(2.675, "2.68"), (0.125, "0.13"), (-0.001, "0.00"), (2 / 3, "0.67")]
)
def test_answers_are_rounded_as_people_round(value: float, shown: str) -> None:
    assert str(rounded(value, 2)) == shown


def test_texts_take_numbers_formats_and_literal_braces() -> None:
    assert filled("{a} {b:.2f} {c} {{x}}", {"a": 3.0, "b": 1, "c": 1 / 3}) == "3 1.00 0.3333 {x}"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2 + 3 * 4", 14),
        ("7 // 2 + 7 % 4", 6),
        ("-2 ** 2", -4),
        ("1 < 2 < 3 and not 2 > 3 or 0", True),
        ("min(3, 1, 2) + max(1, 2) + abs(-1)", 4),
        ("sqrt(16) + log(exp(1)) + log2(8)", 8),
        ("round(2.345, 1) + floor(1.9) + ceil(1.1)", 5.3),
    ],
)
def test_arithmetic_knows_what_the_form_names(expression: str, value: float) -> None:
    assert evaluate(expression, {}) == pytest.approx(value)


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os').system('true')", "x.__class__", "(lambda: 1)()", "[1, 2]", "'a' * 9", "open('f')",
        "x[0]", "9 ** 9 ** 9", "2 ** 65", "1 << 3", "x if 1 else 2", "f'{x}'", "min(*[1])", "round(number=1)",
        "1; 2", "", "10 ** 16", "True", "1j", "(x := 1)", "sqrt(-1)", "0 ** -1", "(" * 99 + ")" * 99,
        "1+" * 200 + "1", "round(7, -999999999)",
    ],
)  # fmt: skip
def test_arithmetic_refuses_everything_else(expression: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        evaluate(expression, {"x": 1})


@given(st.text(max_size=40))
def test_whatever_is_written_ends_in_a_number_or_a_value_error(expression: str) -> None:
    with suppress(ValueError):
        assert isinstance(evaluate(expression, {"x": 2}), int | float)
