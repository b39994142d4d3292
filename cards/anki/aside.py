"""Work that mostly waits for the database, done while this thread goes on."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections

T = TypeVar("T")


@contextmanager
def aside(work: Callable[[], T]) -> Iterator[Future[T]]:
    """Starts `work`, which only reads, in a thread of its own; leaving waits for it.

    It uses this thread's connection, and so sees the same moment of the database: both databases' drivers
    let one connection be read by two threads, each statement in its turn.
    """
    connection = connections[DEFAULT_DB_ALIAS]

    def there() -> T:
        connections[DEFAULT_DB_ALIAS] = connection
        return work()

    connection.inc_thread_sharing()
    try:
        with ThreadPoolExecutor(max_workers=1) as other:
            yield other.submit(there)
    finally:
        connection.dec_thread_sharing()
