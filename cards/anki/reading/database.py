"""An untrusted SQLite file, opened so that it can only be read, and only for so long."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from cards.intake.unreadable import Unreadable

STEPS_A_CALL = 100_000
MOST_CALLS = 20_000  # two thousand million steps of SQLite's machine; 70,000 reviews take three million
LONGEST_VALUE = 16 * 1024 * 1024
MOST_MEMORY = 512 * 1024 * 1024  # of SQLite in this process: its sorting, and a schema without end
NEEDED = {"col", "notes", "cards", "revlog"}
ALSO_READ = {"config", "decks", "fields", "notetypes", "templates"}

NO_COLLECTION = (
    "The collection inside the package cannot be read: it is damaged, or was not made by Anki. "
    "In Anki, run Tools, Check Database, and export it again."
)
NOT_ANKIS = (
    "The collection inside the package holds views, triggers or computed columns, which Anki does not make. "
    "Export your decks from Anki as .apkg."
)
TOO_MUCH_WORK = "The collection is too large to be read here. Export it from Anki deck by deck."

# By the text and not by the type alone, which in a file made by hand may say anything.
_NOT_PLAIN = """
    SELECT count(*) FROM sqlite_master WHERE NOT coalesce(
        type = 'table' AND sql GLOB 'CREATE TABLE *' OR type = 'index'
        AND (sql IS NULL OR sql GLOB 'CREATE INDEX *' OR sql GLOB 'CREATE UNIQUE INDEX *'), 0)
"""


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The collection, read-only. What SQLite finds wrong with it inside the block is raised as Unreadable."""
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    with closing(connection):
        try:
            _restrict(connection)
            _check_tables(connection)
            yield connection
        except sqlite3.OperationalError as error:
            raise Unreadable(TOO_MUCH_WORK if "interrupted" in str(error) else NO_COLLECTION) from None
        except MemoryError:
            raise Unreadable(TOO_MUCH_WORK) from None
        except (sqlite3.Error, UnicodeDecodeError):  # the latter when its own message is damaged
            raise Unreadable(NO_COLLECTION) from None


def _restrict(connection: sqlite3.Connection) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute(f"PRAGMA hard_heap_limit = {MOST_MEMORY}")  # for good, which hurts no worker
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.text_factory = lambda text: text.decode(errors="replace")
    connection.create_collation("unicase", _unicase)
    calls = iter(range(MOST_CALLS))
    connection.set_progress_handler(lambda: int(next(calls, None) is None), STEPS_A_CALL)


def _unicase(a: str, b: str) -> int:
    """Anki's own order of names."""
    a, b = a.casefold(), b.casefold()
    return (a > b) - (a < b)


def _check_tables(connection: sqlite3.Connection) -> None:
    """Plain tables alone: a view, a virtual table or a computed column could compute for ever."""
    if connection.execute(_NOT_PLAIN).fetchone()[0]:
        raise Unreadable(NOT_ANKIS)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := NEEDED - tables:
        raise Unreadable(
            f"The collection inside the package has no table '{min(missing)}': it is damaged, or was not "
            "made by Anki. In Anki, run Tools, Check Database, and export it again."
        )
    for table in NEEDED | ALSO_READ:
        if any(column[-1] > 1 for column in connection.execute(f"PRAGMA main.table_xinfo({table})")):
            raise Unreadable(NOT_ANKIS)
