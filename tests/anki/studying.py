"""Collections that Anki itself made and studied, as files."""

import random
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId
from anki.notes import Note

DAY_S = 86_400
FORMATS = ("new.apkg", "old.apkg", "new.colpkg", "old.colpkg")


def a_collection(folder: Path) -> Collection:
    """A new one, with FSRS switched on."""
    folder.mkdir(parents=True, exist_ok=True)
    collection = Collection(str(folder / "collection.anki2"))
    collection.set_config("fsrs", True)
    return collection


def a_note(collection: Collection, type_name: str = "Basic", deck: str = "Default", **fields: str) -> Note:
    """A note of one of Anki's own types; `tags` are words."""
    kind = collection.models.by_name(type_name)
    assert kind is not None
    note = collection.new_note(kind)
    note.tags = fields.pop("tags", "").split()
    for name, text in fields.items():
        note[name.replace("_", " ")] = text
    deck_id = collection.decks.id(deck)
    assert deck_id is not None
    collection.add_note(note, DeckId(deck_id))
    return note


def exported(collection: Collection, name: str, *, media: bool = False) -> Path:
    """The whole collection as one of FORMATS, beside it."""
    file = Path(collection.path).parent / name
    legacy = name.startswith("old")
    if name.endswith(".colpkg"):
        path = collection.path
        collection.export_collection_package(str(file), media, legacy)
        collection.reopen()
        assert collection.path == path
        return file
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=media, legacy=legacy
    )
    collection.export_anki_package(out_path=str(file), options=options, limit=None)
    return file


def studied(collection: Collection, days: int, seed: int = 1) -> int:
    """Months of study, day by day, as rows of the review log; Anki works its memory states out from them.

    Answered at the days that FSRS would more or less choose, with lapses, same-day repetitions, and breaks.
    """
    rng = random.Random(seed)
    start_s = _noon_s() - days * DAY_S  # Anki gives the first second of a day to the day before
    rows = [row for card in collection.find_cards("") for row in _history(rng, int(card), start_s, days)]
    assert collection.db is not None
    collection.db.executemany("INSERT OR IGNORE INTO revlog VALUES (?, ?, -1, ?, ?, ?, 2500, ?, ?)", rows)
    collection.db.execute(
        "UPDATE cards SET type = 2, queue = 2, ivl = 5, due = 5, reps = 3 "
        "WHERE id IN (SELECT cid FROM revlog)"
    )
    return len(rows)


def _noon_s() -> int:
    """Today's, here, where no study day turns over."""
    return int(datetime.now(UTC).astimezone().replace(hour=12, minute=0, second=0).timestamp())


def _history(rng: random.Random, card: int, start_s: int, days: int) -> list[tuple[int, ...]]:
    rows: list[tuple[int, ...]] = []
    day, gap, kind = rng.randrange(days // 2), 1, 0
    while day < days - 1:
        ease = rng.choice([1, 2, 3, 3, 3, 3, 4])
        moment = (start_s + day * DAY_S) * 1000 + rng.randrange(3_600_000)
        rows.append((moment, card, ease, gap, gap, rng.randrange(1_000, 60_000), kind))
        if ease == 1 and rng.random() < 0.5:
            rows.append((moment + 600_000, card, 3, 1, -600, 5_000, 2))
        kind = 1
        gap = max(1, round(gap * rng.choice([0.5, 1.8, 2.5])))
        day += gap
    return rows


def remembered_by_anki(collection: Collection) -> dict[tuple[str, int], tuple[float, float]]:
    """(guid, ordinal) -> stability and difficulty, as Anki's own FSRS works them out from its review log."""
    assert collection.db is not None
    found: dict[tuple[str, int], tuple[float, float]] = {}
    for card, guid, ordinal in collection.db.execute(
        "SELECT c.id, n.guid, c.ord FROM cards c JOIN notes n ON n.id = c.nid"
    ):
        state = collection.compute_memory_state(card)
        if state.stability and state.difficulty:
            found[guid, ordinal] = state.stability, state.difficulty
    return found


def queried(file: Path, statements: Sequence[str]) -> Any:
    """Changes a SQLite file by hand."""
    with sqlite3.connect(file) as connection:
        for statement in statements:
            connection.execute(statement)
