"""A quick look at what selection buys, for `make bench`: one scarce cell in two worlds."""

from collections.abc import Iterator

from bench.figure import Figure
from bench.selection.compare import lines
from bench.selection.exam import the_exam
from bench.selection.policies import CARDINAL, policies
from bench.selection.run import Cell, simulate

DAYS, MINUTES, LEARNERS, SEED = 30, 15, 12, 1


def measure() -> Iterator[Figure]:
    exam = the_exam()
    for world in "AB":
        cell = Cell(world, DAYS, MINUTES, SEED, LEARNERS)
        found = lines(exam, cell, simulate(exam, cell, policies(exam)))
        ours = next(line for line in found if line.policy == CARDINAL)
        name = f"selection.{world}.{DAYS}_days_of_{MINUTES}_minutes"
        yield Figure(f"{name}.over_anki", round(ours.over_anki.mean, 1), "points")
        yield Figure(f"{name}.over_new_first", round(ours.over_new_first.mean, 1), "points")
