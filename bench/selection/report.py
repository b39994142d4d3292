"""The comparison as tables in Markdown."""

from collections.abc import Sequence

from bench.selection.compare import Difference, Line
from bench.selection.policies import ANKI, CARDINAL, POLICIES

HEAD = (
    "days x minutes",
    *(f"{name}, points" for name in POLICIES),
    "over Anki",
    "over new first",
    "worse than Anki",
    "minutes saved",
)
WAITING = (
    "days x minutes",
    "policy",
    "minutes",
    "never met",
    "longest unseen",
    "longest overdue",
    "due left",
)


def scores(found: Sequence[Line]) -> str:
    """A row per cell: every policy's score, and Cardinal's beside the baselines."""
    rows = []
    for ours in (line for line in found if line.policy == CARDINAL):
        score = {line.policy: line.score for line in found if _cell(line) == _cell(ours)}
        rows.append(
            (
                _cell(ours) + (" *" if ours.scarce else ""),
                *(f"{score[name]:.1f}" for name in POLICIES),
                _points(ours.over_anki),
                _points(ours.over_new_first),
                f"{ours.worse_than_anki:.0%}",
                "-" if ours.minutes_saved is None else f"{ours.minutes_saved:.0f}",
            )
        )
    return table(HEAD, rows)


def waiting(found: Sequence[Line]) -> str:
    """How long cards wait and how many pile up, with Anki and with Cardinal."""
    return table(
        WAITING,
        [
            (
                _cell(line),
                line.policy,
                f"{line.minutes_spent:.0f}",
                f"{line.unseen:.0%}",
                f"{line.waited_days:.0f} days",
                f"{line.overdue_days:.0f} days",
                f"{line.piled:.0f}",
            )
            for line in found
            if line.policy in (ANKI, CARDINAL)
        ],
    )


def coverage(found: Sequence[Line]) -> str:
    """How often Cardinal's 80% interval holds the truth, over all learners that follow Cardinal."""
    ours = [line for line in found if line.policy == CARDINAL]
    what = list(ours[0].coverage)
    return table(
        ("days x minutes", *what),
        [
            (_cell(line), *(f"{line.coverage[one]:.0%} ({line.bias[one]:+.1f})" for one in what))
            for line in ours
        ],
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def _cell(line: Line) -> str:
    return f"{line.days} x {line.minutes}"


def _points(difference: Difference) -> str:
    return f"{difference.mean:+.1f} ± {difference.ci:.1f}"
