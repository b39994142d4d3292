"""Reading one moment of the database without waiting for writers or holding them up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside belongs to one moment. Do not write inside."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _deferred(vars(connection)), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _deferred(connection: dict[str, Any]) -> Iterator[None]:
    """SQLite's BEGIN IMMEDIATE, right for writers, would make a reader queue behind them."""
    mode = connection["transaction_mode"]
    connection["transaction_mode"] = None
    try:
        yield
    finally:
        connection["transaction_mode"] = mode
