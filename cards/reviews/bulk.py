"""Writing many rows of the log's tables at once: a model object for each would cost more than the row."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from cards.reviews.models import DerivedRow, Event


class NewEvent(NamedTuple):
    """A row of the event table, its fields named as the columns."""

    learner_id: UUID
    uid: UUID
    seq: int
    kind: str
    row_key: str
    target: UUID | None
    body: str


class NewRow(NamedTuple):
    """A row of the table of derived rows, its fields named as the columns."""

    learner_id: UUID
    key: str
    seq: int
    tag: int
    state: str


def insert_events(events: Sequence[NewEvent]) -> None:
    """Add to the log."""
    _execute(_insert(Event._meta.db_table, NewEvent._fields), events)


def upsert_rows(rows: Sequence[NewRow]) -> None:
    """Add derived rows, or put new content in place of the old."""
    replaced = ", ".join(f"{column} = excluded.{column}" for column in ("seq", "tag", "state"))
    insert = _insert(DerivedRow._meta.db_table, NewRow._fields)
    _execute(f"{insert} ON CONFLICT (learner_id, key) DO UPDATE SET {replaced}", rows)


def _insert(table: str, columns: Sequence[str]) -> str:
    values = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608  names of our own


def _execute(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    if connection.vendor == "sqlite":  # has no type for a UUID; Django keeps its hexadecimal digits
        rows = [[one.hex if isinstance(one, UUID) else one for one in row] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))
