"""Writes an .apkg: a zip of an SQLite collection in Anki's schema 11 and of its media.

Without the indexes of Anki's own: it reads a package's tables from end to end, and makes its indexes itself.
"""

import hashlib
import json
import re
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cards.anki.deflating import add_deflated

SEPARATOR = "\x1f"
TOGETHER = 50  # rows in one statement, which takes half as long as one by one
NOTE = "notes VALUES ({}, {}, {}, {}, -1, {}, {}, {}, {}, 0, '')"
CARD = "cards VALUES ({0}, {0}, {1}, 0, MOD, -1, {2}, {3}, {4}, {5}, {6}, {7}, {8}, 0, 0, 0, {9}, {10})"
REVIEW = "revlog VALUES ({}, {}, -1, {}, {}, {}, {}, {}, {})"
LEGACY_2 = b"\x08\x02"  # the version of the package's form, as protobuf
SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
  due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
  lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
"""
_TAG = re.compile(r"<[^>]*>")


# id, also of its card; guid; note type; mod in seconds: Anki takes over the text that is newer; tags with a
# space before and after; fields joined by SEPARATOR; and what `sorted_by` makes of them
NoteRow = tuple[int, str, int, int, str, str, str, int]
# id; deck; type: 0 new, 2 in review; queue: the same, or -1 suspended; due: a new card's place in line, else
# the day since the collection's first; interval in days; ease factor; reviews; lapses; flag; data as JSON
CardRow = tuple[int, int, int, int, int, int, int, int, int, int, str]
Media = tuple[str, IO[bytes]]  # its name in Anki


class Collection(NamedTuple):
    """What there is only one of."""

    first_day_s: int  # 04:00 of the first study day, seconds since the epoch
    minutes_west: int
    note_types: Mapping[int, Any]
    decks: Mapping[int, Any]
    presets: Mapping[int, Any]


class Package:
    """A package being written: rows first, in any portions, then `finish`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._collection = file.with_name(f"{file.name}.sqlite")
        self._collection.unlink(missing_ok=True)
        self._database = sqlite3.connect(self._collection, isolation_level=None)
        self._database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        self._database.execute("BEGIN")

    def notes(self, rows: Iterable[NoteRow]) -> None:
        self._insert(NOTE, 8, rows)

    def cards(self, rows: Iterable[CardRow]) -> None:
        self._insert(CARD.replace("MOD", str(int(time.time()))), 11, rows)

    def reviews(self, rows: npt.NDArray[np.int64]) -> None:
        """Columns: id, cid, ease, ivl, lastIvl, factor, time, type; in order of id."""
        whole = len(rows) // TOGETHER * TOGETHER
        many = (some.ravel().tolist() for some in rows[:whole].reshape(-1, TOGETHER, 8))
        self._database.executemany(_insertion(REVIEW, 8, TOGETHER), many)
        self._database.executemany(_insertion(REVIEW, 8, 1), rows[whole:].tolist())

    def _insert(self, what: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
        left = iter(rows)
        many, one = _insertion(what, width, TOGETHER), _insertion(what, width, 1)
        while some := list(islice(left, TOGETHER)):
            if len(some) == TOGETHER:
                self._database.execute(many, list(chain.from_iterable(some)))
            else:
                self._database.executemany(one, some)

    def finish(self, collection: Collection, media: Iterable[Media]) -> int:
        """Write the zip; nothing else stays behind. Gives how many media went in; each is closed."""
        self._database.execute(
            "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, -1, 0, ?, ?, ?, ?, '{}')", _col(collection)
        )
        self._database.execute("COMMIT")
        self._database.close()
        with self._file.open("wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
            package.writestr("meta", LEGACY_2)
            add_deflated(package, out, self._collection, "collection.anki21")
            names = [_add(package, str(place), *one) for place, one in enumerate(media)]
            package.writestr("media", json.dumps({str(place): name for place, name in enumerate(names)}))
        self.drop()
        return len(names)

    def drop(self) -> None:
        """Leave no half-written collection behind."""
        self._database.close()
        self._collection.unlink(missing_ok=True)


@lru_cache(maxsize=8)
def _insertion(what: str, width: int, rows: int) -> str:
    """A statement for so many rows of so many values."""
    table, values, row = what.partition(" VALUES ")
    filled = (row.format(*(f"?{place * width + n}" for n in range(1, width + 1))) for place in range(rows))
    return f"INSERT INTO {table}{values}{', '.join(filled)}"


def _add(package: zipfile.ZipFile, place: str, name: str, file: IO[bytes]) -> str:
    info = zipfile.ZipInfo(place)
    if name.endswith(".svg"):  # all others are small for what they are already
        info.compress_type = zipfile.ZIP_DEFLATED
    with file, package.open(info, "w") as into:
        shutil.copyfileobj(file, into)
    return name


def sorted_by(joined: str) -> tuple[str, int]:
    """The text that Anki sorts a note by, its first field's, and its checksum."""
    first = plain(joined.partition(SEPARATOR)[0])
    return first, int.from_bytes(hashlib.sha1(first.encode(), usedforsecurity=False).digest()[:4])


def plain(html: str) -> str:
    """Its text, as Anki sorts by it."""
    return unescape(_TAG.sub("", html)) if "<" in html or "&" in html else html


def _col(one: Collection) -> tuple[Any, ...]:
    conf = {"schedVer": 2, "sched2021": True, "creationOffset": one.minutes_west, "rollover": 4, "curDeck": 1}
    now_ms = time.time_ns() // 1_000_000
    texts = [
        json.dumps({str(key): value for key, value in part.items()})
        for part in (one.note_types, one.decks, one.presets)
    ]
    return one.first_day_s, now_ms, now_ms, json.dumps(conf | {"nextPos": 1}), *texts
