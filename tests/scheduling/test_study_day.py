"""The study day turns over at 04:00 where the learner was."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from cards.scheduling.events import YEAR_1900_MS, YEAR_2200_MS
from cards.scheduling.study_day import study_day


def at(text: str, tz_min: int) -> int:
    return round(
        datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(minutes=tz_min))).timestamp() * 1000
    )


def test_the_day_turns_over_at_four_in_the_morning() -> None:
    before, after = at("2026-11-21T03:59:59.999", 60), at("2026-11-21T04:00:00", 60)
    assert study_day(after, 60) == study_day(before, 60) + 1


def test_the_first_of_january_1970_is_day_zero() -> None:
    assert study_day(at("1970-01-01T12:00", 0), 0) == 0


def test_the_day_is_that_of_the_place() -> None:
    noon_in_tokyo = at("2026-11-21T12:00", 540)
    assert study_day(noon_in_tokyo, 540) == study_day(noon_in_tokyo, -480) + 1


@given(st.integers(YEAR_1900_MS, YEAR_2200_MS), st.integers(-720, 840))
def test_it_is_the_calendar_date_four_hours_ago(at_ms: int, tz: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)
    local = moment + timedelta(minutes=tz) - timedelta(hours=4)
    assert study_day(at_ms, tz) == (local.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
