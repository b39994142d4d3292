"""What a collection says of its note types and decks, in the form of 2012 and in today's."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cards.anki.reading import protobuf
from cards.anki.reading.database import TOO_MUCH_WORK
from cards.intake.unreadable import Unreadable

_KIND, _QUESTION, _ANSWER = 1, 1, 2  # numbers of fields in the configurations of newer collections
_CLOZE = 1
MOST_ROWS, MOST_TEXT = 50_000, 32 * 1024 * 1024  # of one table that describes a collection


@dataclass(frozen=True)
class Template:
    """One of a note type's cards."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True)
class NoteType:
    """How a note's fields become cards."""

    name: str
    cloze: bool
    fields: tuple[str, ...]
    templates: dict[int, Template]

    def template(self, ordinal: int) -> Template | None:
        """Of a card: in a cloze type all cards share one."""
        return self.templates.get(0 if self.cloze else ordinal)


def note_types(connection: sqlite3.Connection, models: str) -> dict[int, NoteType]:
    """By id; `models` is what the collection's row holds, empty in newer ones. Raises ValueError."""
    if not models:
        return _from_tables(connection)
    return {int(key): _from_json(model) for key, model in _object(json.loads(models)).items()}


def decks(connection: sqlite3.Connection, text: str) -> dict[int, str]:
    """Names by id, with :: between the levels."""
    if text:
        return {int(key): str(deck["name"]) for key, deck in _object(json.loads(text)).items()}
    rows = _few(connection, "SELECT id, name FROM decks")
    return {int(key): str(name).replace("\x1f", "::") for key, name in rows}


def _few(connection: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """Rows that are kept in memory. Raises Unreadable when they are more than anyone has."""
    text = 0
    for number, row in enumerate(connection.execute(query)):
        text += sum(len(value) for value in row if isinstance(value, str | bytes))
        if number >= MOST_ROWS or text > MOST_TEXT:
            raise Unreadable(TOO_MUCH_WORK)
        yield row


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        raise ValueError("not an object of objects")
    return value


def _from_json(model: dict[str, Any]) -> NoteType:
    try:
        return NoteType(
            name=str(model["name"]),
            cloze=model.get("type") == _CLOZE,
            fields=tuple(str(field["name"]) for field in model["flds"]),
            templates={
                place: Template(str(one.get("name", "")), str(one["qfmt"]), str(one["afmt"]))
                for place, one in enumerate(model["tmpls"])
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("a note type lacks a part") from error


def _from_tables(connection: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for note_type, name in _few(connection, "SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(note_type, []).append(str(name))
    templates: dict[int, dict[int, Template]] = {}
    for note_type, place, name, config in _few(connection, "SELECT ntid, ord, name, config FROM templates"):
        one = Template(str(name), protobuf.text(config, _QUESTION), protobuf.text(config, _ANSWER))
        templates.setdefault(note_type, {})[place] = one
    return {
        key: NoteType(
            str(name),
            protobuf.number(config, _KIND) == _CLOZE,
            tuple(fields.get(key, ())),
            templates.get(key, {}),
        )
        for key, name, config in _few(connection, "SELECT id, name, config FROM notetypes")
    }
