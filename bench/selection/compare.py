"""Policies side by side on the same learners: differences, intervals, and whether the promise holds."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np

from bench.selection.exam import Exam, Real
from bench.selection.policies import ANKI, BY_NEW_FIRST, CARDINAL
from bench.selection.run import Cell, Course

NEW_CARD_S = 33.0  # about what a first showing takes, known or not
SCARCE = 2.0  # times the minutes in which every card could be met once: less is scarce
MAY_FALL_SHORT = 1.5  # points of the simple policy, in any cell


@dataclass(frozen=True)
class Difference:
    """Mean over learners of one policy's score minus another's, in points of 100."""

    mean: float
    ci: float  # half of the 95% interval

    @classmethod
    def of(cls, one: Real, other: Real) -> "Difference":
        paired = one - other
        return cls(float(paired.mean()), float(1.96 * paired.std(ddof=1) / np.sqrt(len(paired))))


@dataclass(frozen=True)
class Line:
    """One policy in one cell."""

    world: str
    days: int
    minutes: int
    scarce: bool
    policy: str
    learners: int
    score: float
    over_anki: Difference
    over_new_first: Difference
    worse_than_anki: float  # share of learners
    minutes_spent: float
    minutes_saved: float | None  # to Anki's final score; median of learners; None when most never reach it
    waited_days: float  # longest that a seen card went unseen; mean over learners, as below
    overdue_days: float  # longest that a due card waited
    piled: float  # most due cards left at the end of a day
    unseen: float  # part of the exam never met
    coverage: dict[str, float]
    bias: dict[str, float]

    def as_json(self) -> dict[str, object]:
        return _rounded(asdict(self))


def is_scarce(exam: Exam, days: int, minutes: int) -> bool:
    return days * minutes < SCARCE * exam.cards * NEW_CARD_S / 60


def lines(exam: Exam, cell: Cell, courses: dict[str, Course]) -> Iterator[Line]:
    anki, simple = courses[ANKI], courses[BY_NEW_FIRST]
    for name, course in courses.items():
        yield Line(
            world=cell.world,
            days=cell.days,
            minutes=cell.minutes,
            scarce=is_scarce(exam, cell.days, cell.minutes),
            policy=name,
            learners=cell.learners,
            score=float(course.score.mean()),
            over_anki=Difference.of(course.score, anki.score),
            over_new_first=Difference.of(course.score, simple.score),
            worse_than_anki=float((course.score < anki.score).mean()),
            minutes_spent=float(course.minutes.mean()),
            minutes_saved=minutes_saved(course, anki),
            waited_days=float(course.waited.mean()),
            overdue_days=float(course.overdue.mean()),
            piled=float(course.piled.mean()),
            unseen=float(course.unseen.mean()),
            coverage=course.forecasts.coverage(),
            bias=course.forecasts.bias(),
        )


def minutes_saved(course: Course, baseline: Course) -> float | None:
    """How many fewer minutes lead to the baseline's final score, each point on the way taken as an exam."""
    saved = [
        _reached(course.way[:, i], course.way_minutes[:, i], goal)
        for i, goal in enumerate(baseline.score.tolist())
    ]
    median = float(np.median(baseline.minutes - np.array(saved)))
    return median if np.isfinite(median) else None


def _reached(way: Real, minutes: Real, goal: float) -> float:
    """Minutes spent when the goal was first reached, between two measurings in proportion; inf if never."""
    above = np.flatnonzero(way >= goal)
    if len(above) == 0:
        return float("inf")
    i = int(above[0])
    if i == 0:
        return float(minutes[0])
    part = (goal - way[i - 1]) / (way[i] - way[i - 1])
    return float(minutes[i - 1] + part * (minutes[i] - minutes[i - 1]))


def broken(found: list[Line]) -> list[str]:
    """What was promised and does not hold, in sentences."""
    ours = [line for line in found if line.policy == CARDINAL]
    short = [
        f"{_cell(line)}: {-line.over_new_first.mean:.1f} points below new cards first."
        for line in ours
        if line.over_new_first.mean < -MAY_FALL_SHORT
    ]
    return short + [
        f"{_cell(line)}: minutes are scarce, but Anki's defaults are not beaten."
        for line in ours
        if line.scarce and line.over_anki.mean - line.over_anki.ci <= 0
    ]


def _cell(line: Line) -> str:
    return f"World {line.world}, {line.days} days of {line.minutes} minutes"


def _rounded(value: dict[str, object]) -> dict[str, object]:
    return {
        key: _rounded(one) if isinstance(one, dict) else round(one, 3) if isinstance(one, float) else one
        for key, one in value.items()
    }
