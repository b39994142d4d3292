"""The study day: the learner's local day, turning over at 04:00, as a whole number (1970-01-01 = 0)."""

MINUTES_A_DAY = 1440
TURNOVER_MIN = 240


def study_day(at: int, tz: int) -> int:
    """Study day of an instant: `at` in ms since the epoch, `tz` in minutes east of UTC."""
    return (at // 60_000 + tz - TURNOVER_MIN) // MINUTES_A_DAY
