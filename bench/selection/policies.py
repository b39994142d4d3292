"""The policies that are compared."""

from bench.selection.baselines import Policy, anki, due_first, new_first, proportional
from bench.selection.exam import Exam
from bench.selection.shipped import Shipped

ANKI, BY_NEW_FIRST, BY_DOMAIN, DUE_FIRST, CARDINAL = POLICIES = (
    "Anki",
    "new first",
    "by domain",
    "due first",
    "Cardinal",
)


def policies(exam: Exam) -> list[Policy]:
    """Those that are compared."""
    return [
        Policy(ANKI, anki, showings_of_new=2),
        Policy(BY_NEW_FIRST, new_first),
        Policy(BY_DOMAIN, proportional),
        Policy(DUE_FIRST, due_first),
        Policy(CARDINAL, Shipped(exam)),
    ]
