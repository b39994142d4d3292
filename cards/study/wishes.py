"""What the learner has set, as it is used: a value that makes no sense counts as not set."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

EPOCH = datetime.date(1970, 1, 1)
USUAL_MINUTES, MOST_MINUTES = 15.0, 24 * 60.0
USUAL_RETENTION, LEAST_RETENTION, MOST_RETENTION = 0.9, 0.7, 0.97


def chosen_exams(settings: Mapping[str, Any], live: Sequence[str]) -> list[str]:
    """The exams chosen, or every one there is while none is."""
    wanted = settings.get("exams")
    chosen = [exam for exam in live if isinstance(wanted, list) and exam in wanted]
    return chosen or list(live)


def rem_days(settings: Mapping[str, Any], exam: str, day: int) -> int | None:
    """Days from a study day until the exam's date; None while it has none."""
    date = settings.get(f"exam.{exam}.date")
    if not isinstance(date, str) or len(date) != 10:
        return None
    try:
        return (datetime.date.fromisoformat(date) - EPOCH).days - day
    except ValueError:
        return None


def rating(settings: Mapping[str, Any], exam: str, domain: str) -> int | None:
    """How the learner rates a domain: 1 (weak) to 5 (strong)."""
    told = settings.get(f"exam.{exam}.rating.{domain}")
    return told if type(told) is int and 1 <= told <= 5 else None


def retention(settings: Mapping[str, Any]) -> float:
    """Outside 0.7 to 0.97 intervals stop making sense."""
    wanted = _number(settings.get("desired_retention"), USUAL_RETENTION)
    return min(max(wanted, LEAST_RETENTION), MOST_RETENTION)


def minutes_a_day(settings: Mapping[str, Any]) -> float:
    """Up to a whole day."""
    return min(max(_number(settings.get("minutes_a_day"), USUAL_MINUTES), 0.0), MOST_MINUTES)


def new_left(settings: Mapping[str, Any], met_today: int) -> int | None:
    """New cards that the learner's cap still allows today; None when there is no cap."""
    cap = _number(settings.get("new_cap"), 0.0)
    return max(int(cap) - met_today, 0) if cap >= 1 else None


def _number(value: Any, otherwise: float) -> float:
    return float(value) if type(value) in {int, float} else otherwise
