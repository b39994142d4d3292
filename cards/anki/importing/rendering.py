"""A note's fields through its templates to the plain text of an own card."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from cards.anki.importing import cloze
from cards.anki.importing.templates import Template, compiled, rendered
from cards.anki.reading.collection import AnkiCard
from cards.anki.reading.note_types import NoteType
from cards.anki.reading.note_types import Template as Texts
from cards.intake.incoming import LeftBehind
from cards.intake.plain_text import Media, Plain, plain_text
from cards.media.references import names

# The tag's end is looked for once: else from each of its attributes.
_ANSWER_LINE = re.compile(r"<hr\b(?=[^<>]*>)[^<>]*\bid\s*=\s*[\"']?answer\b[^<>]*>", re.IGNORECASE)


Read = Callable[[str], Plain]
MOST_LEFT_BEHIND = 1_000  # files of a card that are told of; hundreds of cards are in memory together


class Face(NamedTuple):
    """What an own card says, the files that it speaks of, and what could not come along."""

    fields: dict[str, str]
    media: tuple[str, ...]
    left_behind: tuple[LeftBehind, ...]


class Renderer:
    """Renders cards, reading each template once. Raises templates.BadTemplate for a damaged one."""

    def __init__(self, media: Media) -> None:
        self._read = partial(plain_text, media=media)
        self._compiled: dict[tuple[int, int], tuple[Template, Template]] = {}

    def face(self, card: AnkiCard, note_type: NoteType, texts: Texts) -> Face:
        """The card's two sides; of a cloze the text, with what follows it on the back as explanation."""
        sides = self._sides(note_type, card.ordinal, texts)
        values = dict(zip(note_type.fields, map(cloze.unmarked, card.fields), strict=False))
        values |= _special(card, note_type, texts)
        return (_cloze_face if note_type.cloze else _basic_face)(sides, values, card.ordinal, self._read)

    def _sides(self, note_type: NoteType, ordinal: int, texts: Texts) -> tuple[Template, Template]:
        key = id(note_type), 0 if note_type.cloze else ordinal
        if key not in self._compiled:
            self._compiled[key] = compiled(texts.question), compiled(texts.answer)
        return self._compiled[key]


def _special(card: AnkiCard, note_type: NoteType, texts: Texts) -> dict[str, str]:
    """What templates may name beside the note's fields; the front is shown above the answer anyway."""
    return {
        "FrontSide": "",
        "Tags": " ".join(card.tags),
        "Type": note_type.name,
        "Deck": card.deck,
        "Subdeck": card.deck.rpartition("::")[2],
        "Card": texts.name,
        f"c{card.ordinal + 1}": "1",
    }


def _basic_face(sides: tuple[Template, Template], values: dict[str, str], ordinal: int, read: Read) -> Face:
    front = read(rendered(sides[0], values, _shown_in_front))
    above, line, below = _split(rendered(sides[1], values, _shown))
    top, rest = read(above), read(below)
    fields = {"form": "basic", "prompt": front.text, "answer": _answer(front.text, top, line, rest)}
    return _face(
        fields,
        front.media + top.media + rest.media,
        front.left_behind + top.left_behind + rest.left_behind,
    )


def _answer(prompt: str, top: Plain, line: bool, rest: Plain) -> str:
    """What the back says beyond the front, which some templates repeat."""
    if not line:
        return rest.text.removeprefix(prompt).strip()
    return rest.text if top.text in ("", prompt) else f"{top.text}\n\n{rest.text}"


def _split(html: str) -> tuple[str, bool, str]:
    line = _ANSWER_LINE.search(html)
    return (html[: line.start()], True, html[line.end() :]) if line else ("", False, html)


def _cloze_face(sides: tuple[Template, Template], values: dict[str, str], ordinal: int, read: Read) -> Face:
    number = ordinal + 1
    front = read(rendered(sides[0], values, partial(_cloze_shown, number=number)))
    back = read(rendered(sides[1], values, partial(_cloze_shown, number=0)))
    prompt = cloze.ours(front.text)
    above = set(prompt.split("\n"))
    why = "\n".join(line for line in back.text.split("\n") if not line or line not in above).strip()
    fields = {"form": "cloze", "prompt": prompt, "answer": "", "why": why}
    return _face(fields, front.media + back.media, front.left_behind + back.left_behind)


def _face(fields: dict[str, str], media: tuple[str, ...], left_behind: tuple[LeftBehind, ...]) -> Face:
    """With what the texts speak of; what they do not say in the end is not asked for."""
    if media:
        said = set(names("\n".join(fields.values())))
        media = tuple(name for name in media if name in said)
    return Face(fields, media, tuple(dict.fromkeys(left_behind))[:MOST_LEFT_BEHIND])


def _shown(value: str, filters: tuple[str, ...]) -> str:
    """A field of a plain note type. What is spoken has no text."""
    return "" if filters and any(one.startswith("tts") for one in filters) else value


def _shown_in_front(value: str, filters: tuple[str, ...]) -> str:
    """What is typed in Anki is thought of here."""
    return "" if filters and "type" in filters else _shown(value, filters)


def _cloze_shown(value: str, filters: tuple[str, ...], *, number: int) -> str:
    """A field of a cloze type; number 0 is the back, which repeats the text that the front has."""
    if "cloze" in filters and "type" not in filters:
        return cloze.marked(value, number) if number else ""
    if "cloze" in filters or "cloze-only" in filters:
        return ""
    return _shown_in_front(value, filters) if number else _shown(value, filters)
