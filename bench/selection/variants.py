"""Changes to Cardinal's formula, tried one at a time against the formula as shipped."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import ModuleType

import numpy as np

from bench.selection.baselines import Morning, Policy
from bench.selection.exam import Exam, Whole
from bench.selection.shipped import Shipped
from cards.selection import session, value, weakness
from cards.selection.session import FLOOR

Constants = dict[tuple[ModuleType, str], float]


class Changed(Shipped):
    """Cardinal's choice with other constants."""

    def __init__(self, exam: Exam, constants: Constants, floor: float = FLOOR) -> None:
        super().__init__(exam, floor)
        self._constants = constants

    def __call__(self, at: Morning) -> Whole:
        with _set(self._constants):
            return super().__call__(at)


@contextmanager
def _set(constants: Constants) -> Iterator[None]:
    before = {(module, name): getattr(module, name) for module, name in constants}
    for (module, name), number in constants.items():
        setattr(module, name, number)
    try:
        yield
    finally:
        for (module, name), number in before.items():
            setattr(module, name, number)


class Sorted(Shipped):
    """Cardinal's choice of a day, with the new cards of it in front or behind."""

    slack = 1.0  # else the end of the day would cut off one kind

    def __init__(self, exam: Exam, new_in_front: bool) -> None:
        super().__init__(exam)
        self._front = new_in_front

    def __call__(self, at: Morning) -> Whole:
        queue = super().__call__(at)
        behind = at.seen()[queue] if self._front else ~at.seen()[queue]
        return queue[np.argsort(behind, kind="stable")]


class Mixed(Shipped):
    """Cardinal's choice of a day as it is, with no more than should fit: what `Sorted` is compared with."""

    slack = 1.0


def counting_new(times: float) -> Constants:
    """The constants under which new cards count so many times."""
    return {(value, "LEARNED"): times * value.LEARNED, (value, "SECURED"): times * value.SECURED}


def without_tags(exam: Exam) -> Exam:
    """Every card of a domain counts alike: what importance tags are worth."""
    cards = np.bincount(exam.domain)
    return replace(exam, importance=exam.weights[exam.domain] / cards[exam.domain])


def variants(exam: Exam, group: str) -> list[Policy]:
    """The changes of a group, after the formula as shipped."""
    return [Policy(SHIPPED, Shipped(exam)), *GROUPS[group](exam)]


def _floors(exam: Exam) -> Iterator[Policy]:
    for floor in (0.0, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8):
        yield Policy(f"floor {floor}", Shipped(exam, floor=floor))


def _gates(exam: Exam) -> Iterator[Policy]:
    for gate in (0.7, 0.8, 0.85, 0.95):
        yield Policy(f"gate {gate}", Shipped(exam, retention=gate))
    for days in (3, 10, 25):
        yield Policy(f"horizon {days} days", Shipped(exam, horizon=days))


def _coverage(exam: Exam) -> Iterator[Policy]:
    """New cards count so many times as much as what they gain."""
    for coverage in (0.5, 0.75, 1.0, 1.4, 2.0, 4.0):
        for floor in (0.0, 0.2, 0.35):
            if (coverage, floor) != (1.0, FLOOR):
                policy = Changed(exam, counting_new(coverage), floor)
                yield Policy(f"coverage {coverage}, floor {floor}", policy)


def _knowledge(exam: Exam) -> Iterator[Policy]:
    """What it is worth to know the learner and the exam."""
    for name, pull in (("no weakness", 1e6), ("shrink by 1", 1.0), ("shrink by 16", 16.0)):
        yield Policy(name, Changed(exam, {(weakness, "PULL"): pull}))
    yield Policy("no importance tags", Shipped(without_tags(exam)))
    yield Policy("the learner's true weights (A)", Shipped(exam), weights=np.copy)


def _repeats(exam: Exam) -> Iterator[Policy]:
    yield Policy("new cards pass twice", Shipped(exam), showings_of_new=2)
    yield Policy("failed cards pass twice", Shipped(exam), passes=2)
    yield Policy("failed cards wait for tomorrow", Shipped(exam), passes=0)


def _waits(exam: Exam) -> Iterator[Policy]:
    """So that no card waits for ever; 0% is without it."""
    for part, days in ((0.0, 7), (0.1, 14), (0.2, 7), (0.2, 14)):
        policy = Changed(exam, {(session, "LONG_WAITS"): part, (session, "LONG_WAIT_DAYS"): days})
        yield Policy(f"{part:.0%} to cards due for {days} days", policy)


def _order(exam: Exam) -> Iterator[Policy]:
    """For learners who tire."""
    yield Policy("as shipped, cut to fit", Mixed(exam))
    yield Policy("new cards in front", Sorted(exam, new_in_front=True))
    yield Policy("new cards behind", Sorted(exam, new_in_front=False))


SHIPPED = "as shipped"
GROUPS = {
    "floor": _floors,
    "gate": _gates,
    "coverage": _coverage,
    "knowledge": _knowledge,
    "repeats": _repeats,
    "order": _order,
    "waits": _waits,
}
