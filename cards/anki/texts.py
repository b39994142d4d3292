"""Rows that the database hands over as one JSON text for each column: no object is made for a row."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models


class Column(NamedTuple):
    """What stands in a column, as each database says it."""

    sqlite: str
    postgresql: str


def texts(column: str) -> Column:
    """A column of plain texts."""
    return Column(f"JSON_GROUP_ARRAY({column})", f"JSON_AGG({column})::text")


def values(sqlite: str, postgresql: str = "") -> Column:
    """An expression that is JSON for each row, as numbers are."""
    return Column(
        f"'[' || GROUP_CONCAT({sqlite}) || ']'",
        f"'[' || STRING_AGG(({postgresql or sqlite})::text, ',') || ']'",
    )


def last(column: str) -> Column:
    """The greatest of a column of texts, in a list of its own."""
    return Column(f"JSON_ARRAY(MAX({column}))", f"JSON_BUILD_ARRAY(MAX({column}))::text")


def columns(
    model: type[models.Model], learner_id: UUID, wanted: Sequence[Column], where: str = "TRUE", *given: Any
) -> list[str]:
    """A JSON list for each wanted column of the learner's rows, all in one order.

    `where` may end with ORDER BY and LIMIT.
    """
    sqlite = connection.vendor == "sqlite"
    what = ", ".join(one.sqlite if sqlite else one.postgresql for one in wanted)
    rows = f"SELECT * FROM {model._meta.db_table} WHERE learner_id = %s AND {where}"  # noqa: S608  words of our own
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {what} FROM ({rows}) AS found",  # noqa: S608  the same
            [learner_id.hex if sqlite else learner_id, *given],
        )
        return [text or "[]" for text in cursor.fetchone()]
