"""The learner's own seconds count, the more there are of them."""

import pytest

from cards.selection.deck import Timing, Timings
from cards.selection.pace import pace


def test_a_stranger_takes_the_seconds_of_many() -> None:
    assert pace(Timings(), 0.4) == pytest.approx((44.6, 30.2, 12.7, 36.9))


def test_many_answers_leave_little_of_what_was_expected() -> None:
    quick = pace(Timings(Timing(10, 2000), Timing(5, 2000), Timing(9, 2000)), 0.4)
    assert quick.of_new(0.4) == pytest.approx(10, rel=0.03)  # type: ignore[arg-type]  # a number for a column
    assert quick.passed_s == pytest.approx(5, rel=0.02)
    assert quick.failed_s == pytest.approx(9, rel=0.04)


def test_twenty_answers_count_half() -> None:
    assert pace(Timings(passed=Timing(5, 20)), 0.4).passed_s == pytest.approx((5 + 12.7) / 2)
