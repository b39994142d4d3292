"""Which column of a table is which part of a card: guessed from its names, or as the learner said."""

from collections.abc import Mapping, Sequence

from cards.tables.reading import Table

PARTS = ("id", "form", "prompt", "answer", "why", "note", "topic", "tags", "deck")
_ALSO = {
    "front": "prompt",
    "question": "prompt",
    "term": "prompt",
    "text": "prompt",
    "back": "answer",
    "definition": "answer",
    "explanation": "why",
    "back extra": "why",
    "extra": "why",
    "notes": "note",
    "tag": "tags",
    "guid": "id",
    "type": "form",
}


def guessed(table: Table) -> tuple[dict[str, int], bool]:
    """(part -> column, whether the first row holds names). Without names: question, answer, explanation."""
    if table.names:
        return _by_name(table.names), False
    named = _by_name(table.rows[0])
    if "prompt" in named:
        return named, True
    return dict(zip(("prompt", "answer", "why"), range(min(table.columns, 3)), strict=False)), False


def cells(row: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """A row's cells by part; what the row is too short for is empty."""
    return {part: row[place] if place < len(row) else "" for part, place in columns.items()}


def _by_name(names: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        known = name.strip().lower()
        part = known if known in PARTS else _ALSO.get(known)
        if part:
            found.setdefault(part, place)
    return found
