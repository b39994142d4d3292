"""Compares the policies cell by cell: JSON lines on standard output, tables and the verdict beside it."""

import argparse
import json
import sys
import time

from bench.selection import report
from bench.selection.compare import Line, broken, lines
from bench.selection.exam import Exam, the_exam
from bench.selection.policies import policies
from bench.selection.run import Cell, simulate

DAYS, MINUTES = (14, 30, 60, 90), (15, 30, 60)


def main(arguments: list[str]) -> int:
    asked = _asked(arguments)
    exam = the_exam()
    found = [
        line
        for world in asked.worlds
        for days in asked.days
        for minutes in asked.minutes
        for line in _measured(exam, Cell(world, days, minutes, asked.seed, asked.learners, asked.fatigue))
    ]
    for world in asked.worlds:
        there = [line for line in found if line.world == world]
        tables = (report.scores(there), report.waiting(there), report.coverage(there))
        sys.stderr.write(f"\nWorld {world}\n\n" + "\n\n".join(tables) + "\n")
    failures = broken(found)
    sys.stderr.write("\n" + ("\n".join(failures) or "Every cell keeps the promise.") + "\n")
    return 1 if failures else 0


def _measured(exam: Exam, cell: Cell) -> list[Line]:
    began = time.monotonic()
    found = list(lines(exam, cell, simulate(exam, cell, policies(exam))))
    for line in found:
        print(json.dumps(line.as_json()), flush=True)
    what = f"world {cell.world}, {cell.days} days of {cell.minutes} minutes"
    sys.stderr.write(f"simulated {what} in {time.monotonic() - began:.0f} s\n")
    return found


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.selection", description=__doc__)
    parser.add_argument("--learners", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worlds", default="AB", help="A, B or C, one letter each (C is for tuning)")
    parser.add_argument("--days", type=int, nargs="+", default=DAYS)
    parser.add_argument("--minutes", type=int, nargs="+", default=MINUTES)
    parser.add_argument("--fatigue", type=float, default=0.0, help="per hour; see docs/selection.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
