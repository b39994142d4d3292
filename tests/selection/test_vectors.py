"""The shared golden vectors are what the core says today; the phone's twin reads the same file."""

import json
from itertools import islice
from typing import Any

import pytest

from tests.vectors.selection import COUNT, answers, lines, read

WEIGHTS, CASES = read()
OUTPUTS = ("chosen", "readiness", "telling")


def flat(value: Any) -> list[Any]:
    return [one for inner in value for one in flat(inner)] if isinstance(value, list) else [value]


def test_there_are_many_learners_in_the_file() -> None:
    assert len(CASES) == COUNT > 500
    reasons = {choice[1] for case in CASES for choice in case["chosen"]}
    assert len(reasons) == 9
    assert any(case["telling"] is None for case in CASES)


def test_every_learner_gets_the_cards_and_numbers_of_the_file() -> None:
    for number, case in enumerate(CASES):
        told = answers(case, WEIGHTS)
        for name in OUTPUTS:
            found, expected = flat(told[name]), flat(case[name])
            words = [one if not isinstance(one, float) else 0.0 for one in found]
            assert words == [one if not isinstance(one, float) else 0.0 for one in expected], (number, name)
            numbers = [one for one in expected if isinstance(one, float)]
            assert [one for one in found if isinstance(one, float)] == pytest.approx(numbers, rel=1e-9), (
                number
            )


def test_the_file_holds_the_learners_that_its_maker_draws() -> None:
    for line, case in zip(islice(lines(), 1, 60), CASES, strict=False):
        assert {**json.loads(line), **dict.fromkeys(OUTPUTS)} == {**case, **dict.fromkeys(OUTPUTS)}
