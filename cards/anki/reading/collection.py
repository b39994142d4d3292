"""A collection's cards, each with its note and its reviews, one after the other: never all in memory."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from cards.anki.reading.database import NO_COLLECTION, TOO_MUCH_WORK, opened
from cards.anki.reading.note_types import NoteType, decks, note_types
from cards.anki.reading.package import collection_of
from cards.intake.incoming import MOST_REVIEWS, IncomingReview
from cards.intake.unreadable import Unreadable
from cards.scheduling.events import YEAR_2200_MS

MOST_CARDS = 250_000
MOST_ROWS = 3_000_000  # of the review log: a review every minute for eight hours a day, for 17 years
MOST_TEXT = 2**30  # characters; a note counts with each of its cards
LONGEST_TAGS, MOST_TAGS, MOST_FIELDS = 10_000, 100, 1_000  # of a note
TOO_MANY = "The collection holds more than {:,} {}. Export it from Anki deck by deck."

# What Anki's FSRS counts: graded rows but for cramming, and where a card was told to be forgotten.
_GRADED = "ease BETWEEN 1 AND 4 AND type BETWEEN 0 AND 3 AND NOT (type = 3 AND factor = 0)"
_FORGOTTEN = "ease = 0 AND type = 4 AND factor = 0"
_WHOLE = " AND ".join(f"typeof({column}) = 'integer'" for column in ("cid", "id", "ease"))
REVIEWS = f"""
    SELECT cid, id, ease, CASE typeof(time) WHEN 'integer' THEN max(0, min(time, 86400000)) ELSE 0 END
    FROM revlog WHERE {_WHOLE} AND id BETWEEN 1 AND {YEAR_2200_MS} AND ({_GRADED} OR {_FORGOTTEN})
    ORDER BY cid, id
"""  # noqa: S608  constants of this file
CARDS = """
    SELECT c.id, c.did, c.odid, c.ord, c.mod, c.queue, c.flags, n.guid, n.mid, n.mod, n.tags, n.flds
    FROM cards c JOIN notes n ON n.id = c.nid ORDER BY c.id
"""


class AnkiCard(NamedTuple):
    """A card with its note and its reviews."""

    deck: str
    ordinal: int
    changed_s: int
    suspended: bool
    flag: int
    guid: str
    note_type: NoteType | None
    note_changed_s: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    reviews: tuple[IncomingReview, ...]


@dataclass(frozen=True)
class AnkiCollection:
    """An opened collection."""

    connection: sqlite3.Connection
    note_types: dict[int, NoteType]
    decks: dict[int, str]
    tz: int  # minutes east of UTC where it was made

    def notes(self) -> int:
        return self._count("notes")

    def size(self) -> int:
        """How many cards. Raises Unreadable when that, or the number of reviews, is beyond the limit."""
        if self.rows() > MOST_ROWS:
            raise Unreadable(TOO_MANY.format(MOST_ROWS, "reviews"))
        cards = self._count("cards")
        if cards > MOST_CARDS:
            raise Unreadable(TOO_MANY.format(MOST_CARDS, "cards"))
        return cards

    def rows(self) -> int:
        """Of the review log, with those that are no reviews."""
        return self._count("revlog")

    def cards(self) -> Iterator[AnkiCard]:
        """In the order of their ids."""
        reviews = _Beside(self.connection.execute(REVIEWS))
        text = 0
        for row in islice(self.connection.execute(CARDS), MOST_CARDS):
            text += sum(len(value) for value in row if isinstance(value, str | bytes))
            if text > MOST_TEXT:
                raise Unreadable(TOO_MUCH_WORK)
            yield self._card(row, reviews.of(row[0]))

    def _card(self, row: tuple[Any, ...], reviews: tuple[IncomingReview, ...]) -> AnkiCard:
        _, deck, home, ordinal, changed, queue, flags, guid, note_type, note_changed, tags, fields = row
        return AnkiCard(
            deck=self.decks.get(home or deck, ""),  # the home deck, for a card lent to a filtered one
            ordinal=_whole(ordinal),
            changed_s=_seconds(changed),
            suspended=queue == -1,
            flag=_whole(flags) & 7,
            guid=str(guid),
            note_type=self.note_types.get(note_type),
            note_changed_s=_seconds(note_changed),
            tags=tuple(str(tags)[:LONGEST_TAGS].split()[:MOST_TAGS]),
            fields=tuple(str(fields).split("\x1f", MOST_FIELDS)),
            reviews=reviews,
        )

    def _count(self, table: str) -> int:
        return int(self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  ours


@contextmanager
def read(file: Path) -> Iterator[AnkiCollection]:
    """The collection of an .apkg or .colpkg, old or new. Raises Unreadable, also inside the block."""
    with collection_of(file) as database, opened(database) as connection:
        try:
            collection = _described(connection)
        except (ValueError, TypeError, LookupError, RecursionError):
            raise Unreadable(NO_COLLECTION) from None
        yield collection


def _described(connection: sqlite3.Connection) -> AnkiCollection:
    """Raises ValueError, TypeError or LookupError where something is not as Anki writes it."""
    created, conf, models, deck_texts = connection.execute(
        "SELECT crt, conf, models, decks FROM col"
    ).fetchone()
    return AnkiCollection(
        connection,
        note_types(connection, models),
        decks(connection, deck_texts),
        _minutes_east(_creation_offset(connection, conf), _whole(created)),
    )


class _Beside:
    """Reviews in the order of their cards, handed out card by card; those of no card are passed over."""

    def __init__(self, rows: Iterator[tuple[int, int, int, int]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, card: int) -> tuple[IncomingReview, ...]:
        if not isinstance(card, int):
            return ()
        found: list[IncomingReview] = []
        while self._next is not None and self._next[0] <= card:
            if self._next[0] == card and len(found) <= MOST_REVIEWS:  # one more tells that it is too many
                found.append(IncomingReview(*self._next[1:]))
            self._next = next(self._rows, None)
        return tuple(found)


def _whole(value: Any) -> int:
    """SQLite keeps any kind of value in any column."""
    return value if isinstance(value, int) and abs(value) < 2**53 else 0


def _seconds(value: Any) -> int:
    return min(max(_whole(value), 0), YEAR_2200_MS // 1000)


def _creation_offset(connection: sqlite3.Connection, conf: str) -> int | None:
    """Minutes west of UTC, which Anki notes since 2019."""
    if conf:
        held = json.loads(conf)
        value = held.get("creationOffset") if isinstance(held, dict) else None
    else:
        row = connection.execute("SELECT val FROM config WHERE KEY = 'creationOffset'").fetchone()
        value = json.loads(row[0]) if row else None
    return value if type(value) is int else None


def _minutes_east(west: int | None, created_s: int) -> int:
    """Before Anki noted the zone, a collection began at 04:00 of the day it was made, where it was made."""
    if west is not None:
        return max(-720, min(-west, 840))
    return (240 - created_s // 60 + 720) % 1440 - 720
