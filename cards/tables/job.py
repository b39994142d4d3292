"""Brings a table into a learner's log: shows what it would do, or does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from cards.content.models import Card, Topic
from cards.intake.deciding import Chosen
from cards.intake.taking_in import Intake, Walk
from cards.intake.unreadable import Unreadable
from cards.reviews.rebuild import now_ms
from cards.tables.cards import incoming
from cards.tables.columns import guessed
from cards.tables.reading import MOST_BYTES, Table, read_table
from cards.transfers.running import Failure, Outcome, Run

SHOWN_ROWS, SHOWN_CHARACTERS = 10, 200


@dataclass(frozen=True)
class Layout:
    """How the table is to be read; what is not said is guessed."""

    delimiter: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)
    header: bool | None = None


def preview(run: Run) -> Outcome:
    """The transfer that says what an import of the given table would do, and how it was read."""
    return _run(run, Intake.preview)


def write(run: Run) -> Outcome:
    """The transfer that imports the given table."""
    return _run(run, Intake.write)


def take_in(
    learner_id: UUID, content: bytes, layout: Layout, chosen: Chosen, run: Run, walk: Walk
) -> dict[str, Any]:
    """What was done, or with `Intake.preview` would be. Raises Unreadable."""
    table = read_table(content, layout.delimiter)
    columns, header = _read_as(table, layout)
    cards = incoming(
        table,
        columns,
        header=header,
        at=chosen.at,
        library=set(Card.objects.values_list("id", flat=True)),
        topics=set(Topic.objects.values_list("id", flat=True)),
    )
    total = len(table.rows) - header
    summary = walk(Intake(learner_id, chosen), cards, lambda done: run.progress(done, total))
    return _of_the_file(table, columns, header) | summary.told()


def _read_as(table: Table, layout: Layout) -> tuple[Mapping[str, int], bool]:
    columns, header = guessed(table)
    if layout.columns:
        columns = {part: place for part, place in layout.columns.items() if place < table.columns}
    if "prompt" not in columns:
        raise Unreadable("No column was chosen for the question. Choose one and try again.")
    return columns, header if layout.header is None else layout.header


def _of_the_file(table: Table, columns: Mapping[str, int], header: bool) -> dict[str, Any]:
    first = [[cell[:SHOWN_CHARACTERS] for cell in row] for row in table.rows[:SHOWN_ROWS]]
    return {
        "format": "table",
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "header": header,
        "columns": dict(columns),
        "rows": len(table.rows) - header,
        "first_rows": first,
    }


def _run(run: Run, walk: Walk) -> Outcome:
    given = run.parameters
    layout = Layout(given.get("delimiter", ""), given.get("columns", {}), given.get("header"))
    chosen = Chosen(given.get("at", now_ms()), given.get("decks", {}), given.get("tags", {}))
    try:
        told = take_in(run.learner_id, _content(run.given), layout, chosen, run, walk)
    except Unreadable as unreadable:
        raise Failure(str(unreadable)) from None
    return Outcome(result=told | {"file": given.get("file", "")})


def _content(file: Path) -> bytes:
    with file.open("rb") as out:
        return out.read(MOST_BYTES + 1)
