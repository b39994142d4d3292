"""Each row of a table as a card that comes in, or the reason why it does not; pure."""

import re
from collections.abc import Iterator, Mapping, Set
from html import escape

from cards.intake import naming
from cards.intake.incoming import LONGEST, IncomingCard, LeftOut, Reason
from cards.intake.plain_text import plain_text
from cards.tables.columns import cells
from cards.tables.formulas import original
from cards.tables.reading import Table

_OWN = re.compile(r"own\.[a-z0-9._-]{1,100}", re.ASCII)
# None looks past the next {{: else each of ten thousand that never close would be searched to the cell's end.
_NUMBERED = re.compile(r"\{\{c[\d,]{1,40}::((?:(?!\{\{|\}\}).)+)\}\}")  # as Anki writes a cloze
_BLANK = re.compile(r"\{\{(?:(?!\{\{|\}\}).)+\}\}")
_TEXTS = ("prompt", "answer", "why", "note")


def incoming(
    table: Table, columns: Mapping[str, int], *, header: bool, at: int, library: Set[str], topics: Set[str]
) -> Iterator[IncomingCard | LeftOut]:
    """Every row once, as of the moment `at`; `library` and `topics` are the ids that Cardinal itself has."""
    seen: set[str] = set()
    for row in table.rows[header:]:
        parts = {part: original(cell).strip() for part, cell in cells(row, columns).items()}
        found = _incoming(parts, columns, table.html, at, library, topics)
        if isinstance(found, IncomingCard):
            if found.id in seen:
                found = LeftOut(found.label, Reason.TWICE)
            else:
                seen.add(found.id)
        yield found


def _incoming(
    parts: Mapping[str, str],
    columns: Mapping[str, int],
    html: bool,
    at: int,
    library: Set[str],
    topics: Set[str],
) -> IncomingCard | LeftOut:
    texts = {name: _text(parts[name], html) for name in _TEXTS if name in columns}
    prompt = texts["prompt"] = _NUMBERED.sub(_blank, texts.get("prompt", ""))
    label, form = escape(prompt), _form(parts, texts)
    if reason := _missing(parts, texts, form, library):
        return LeftOut(label, reason)
    topic = parts.get("topic", "")
    return IncomingCard(
        id=_id(parts.get("id", ""), form, prompt),
        label=label,
        fields={"form": form} | texts,
        changed_at=at,
        marks={},
        marked_at=0,
        reviews=(),
        tz=0,
        deck=parts.get("deck", ""),
        tags=(*parts.get("tags", "").split(), *([topic] if topic and topic not in topics else [])),
        topic=topic if topic in topics else "",
    )


def _blank(found: re.Match[str]) -> str:
    """A numbered cloze as ours is written: without number and hint."""
    answer, _, _ = found[1].partition("::")
    return f"{{{{{answer or found[1]}}}}}"


def _text(cell: str, html: bool) -> str:
    return plain_text(cell).text if html else cell


def _form(parts: Mapping[str, str], texts: Mapping[str, str]) -> str:
    given = parts.get("form", "").lower()
    if given in {"basic", "cloze"}:
        return given
    return "cloze" if _BLANK.search(texts["prompt"]) and not texts.get("answer") else "basic"


def _missing(
    parts: Mapping[str, str], texts: Mapping[str, str], form: str, library: Set[str]
) -> Reason | None:
    if parts.get("id") in library:
        return Reason.LIBRARY
    if not texts["prompt"] or (form == "cloze" and not _BLANK.search(texts["prompt"])):
        return Reason.EMPTY
    if form == "basic" and not texts.get("answer"):
        return Reason.NO_ANSWER
    return Reason.LONG if any(len(text) > LONGEST for text in texts.values()) else None


def _id(given: str, form: str, prompt: str) -> str:
    """An own card of ours, a row's own name, or else the question: the same row is the same card again."""
    if _OWN.fullmatch(given):
        return given
    return naming.own_card("row", given) if given else naming.own_card("question", form, prompt)
