"""Tries changes to the formula, in the world kept for that: gain over the formula as shipped, by cell."""

import argparse
import json
import sys

import numpy as np

from bench.selection.compare import Difference
from bench.selection.exam import Exam, Real, the_exam
from bench.selection.run import Cell, Course, simulate
from bench.selection.variants import GROUPS, SHIPPED, variants

CELLS = ("14x30", "30x15", "30x60", "60x15", "60x30")


def main(arguments: list[str]) -> int:
    asked = _asked(arguments)
    exam, gains = the_exam(), dict[str, list[Real]]()
    for size in asked.cells:
        days, minutes = (int(number) for number in size.split("x"))
        cell = Cell(asked.world, days, minutes, asked.seed, asked.learners, asked.fatigue)
        courses = _tried(exam, cell, asked.group, asked.only)
        for name, course in courses.items():
            gains.setdefault(name, []).append(course.score - courses[SHIPPED].score)
            print(json.dumps(_line(cell, name, course, courses[SHIPPED])), flush=True)
    for name, by_cell in gains.items():
        over = Difference.of(np.mean(by_cell, axis=0), np.zeros(asked.learners))
        sys.stderr.write(f"{name:32} {over.mean:+.2f} ± {over.ci:.2f}\n")
    return 0


def _tried(exam: Exam, cell: Cell, group: str, only: list[str]) -> dict[str, Course]:
    wanted = [one for one in variants(exam, group) if not only or one.name in (SHIPPED, *only)]
    return simulate(exam, cell, wanted)


def _line(cell: Cell, name: str, course: Course, shipped: Course) -> dict[str, object]:
    over = Difference.of(course.score, shipped.score)
    return {
        "world": cell.world,
        "cell": f"{cell.days}x{cell.minutes}",
        "variant": name,
        "over_shipped": round(over.mean, 2),
        "ci": round(over.ci, 2),
        "unseen": round(float(course.unseen.mean()), 2),
        "overdue_days": round(float(course.overdue.mean()), 1),
        "piled": round(float(course.piled.mean())),
    }


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.selection.tune", description=__doc__)
    parser.add_argument("group", choices=GROUPS)
    parser.add_argument("--only", nargs="*", default=[], help="names of variants")
    parser.add_argument("--world", default="C", choices="ABC")
    parser.add_argument("--seed", type=int, default=101)
    parser.add_argument("--learners", type=int, default=16)
    parser.add_argument("--cells", nargs="+", default=CELLS)
    parser.add_argument("--fatigue", type=float, default=0.0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
