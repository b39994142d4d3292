"""The least that writing an import can cost: its very rows into tables of the same form, by plain sqlite3."""

import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import django

from bench._timing import seconds

RUNS = 3
TABLES = ("cards_event", "cards_derivedrow")
Rows = Sequence[tuple[Any, ...]]


def main(folder: Path) -> None:
    """Nothing is checked, folded or looked up; pieces, indexes and durability are those of the import."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    with closing(sqlite3.connect(folder / "cardinal.sqlite3")) as log:
        forms = [form for table in TABLES for form in forms_of(log, table)]
        tables = {table: rows_of(log, table) for table in TABLES}
    files = [folder / f"floor{run}.sqlite3" for run in range(RUNS)]
    print(json.dumps({"floor": median(seconds(partial(write, file, forms, tables)) for file in files)}))


def forms_of(log: sqlite3.Connection, table: str) -> list[str]:
    """The statements that made a table and its indexes, the table first."""
    found = log.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC", [table]
    )
    return [form for (form,) in found]


def rows_of(log: sqlite3.Connection, table: str) -> Rows:
    """Of one learner, in the order in which they were written."""
    found = log.execute(
        f"SELECT * FROM {table} WHERE learner_id = (SELECT max(learner_id) FROM {table}) ORDER BY seq"  # noqa: S608  ours
    )
    return found.fetchall()


def write(file: Path, forms: Sequence[str], tables: dict[str, Rows]) -> None:
    from backend.settings import DATABASES
    from cards.intake.taking_in import PIECE

    pieces = -(-len(tables[TABLES[0]]) // PIECE)
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        made.executescript(DATABASES["default"]["OPTIONS"]["init_command"])
        made.execute("PRAGMA foreign_keys = OFF")  # the learner is not here
        for form in forms:
            made.execute(form)
        for piece in range(pieces):
            made.execute("BEGIN IMMEDIATE")
            for table, rows in tables.items():
                places = ", ".join("?" * len(rows[0]))
                share = rows[len(rows) * piece // pieces : len(rows) * (piece + 1) // pieces]
                made.executemany(f"INSERT INTO {table} VALUES ({places})", share)  # noqa: S608  ours
            made.execute("COMMIT")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
