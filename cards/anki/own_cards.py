"""Own cards as bodies like the library's: plain text made into safe HTML, as the phone shows it."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from cards.media.references import Reference, name_in_anki, names, parts

NO_SOURCE = {"title": "", "url": ""}
SHOWN = ("prompt", "answer", "why", "note")
SPEAKS_OF_A_FILE = "](media:"  # every text that does holds this, and hardly any other
BLANK = re.compile(r"\{\{((?:(?!\{\{|\}\}).)+)\}\}")  # never past the next {{, or it takes hours


def own_body(card: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a card that its learner wrote."""
    prompt = as_html(fields.get("prompt"))
    cloze = fields.get("form") == "cloze" and BLANK.search(prompt) is not None
    return {
        "id": card,
        "form": "cloze" if cloze else "basic",
        "prompt": BLANK.sub('<span class="blank">…</span>', prompt) if cloze else prompt,
        "answer": BLANK.sub(r"<mark>\1</mark>", prompt) if cloze else as_html(fields.get("answer")),
        "why": as_html(fields.get("why")),
        "not": None,
        "source": NO_SOURCE,
        "verified_on": "",
    }


def as_html(text: Any) -> str:
    """A text that a learner wrote, with pictures and sounds as Anki has them; what is no text is nothing."""
    if not text or not isinstance(text, str):
        return ""
    if SPEAKS_OF_A_FILE not in text:
        return _escaped(text)
    return "".join(_escaped(part) if isinstance(part, str) else _shown(part) for part in parts(text))


def files_of(fields: Mapping[str, Any]) -> Iterator[str]:
    """The name of each file that what a learner wrote on a card speaks of, as often as it does."""
    for text in map(fields.get, SHOWN):
        if isinstance(text, str) and SPEAKS_OF_A_FILE in text:
            yield from names(text)


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _shown(file: Reference) -> str:
    name = name_in_anki(file.name)
    if file.is_sound:
        return f"[sound:{name}]"
    alt = escape(file.alt).replace("{", "&#123;")  # a gap cannot begin within a tag
    size = ' width="{}" height="{}"'.format(*file.size) if file.size else ""
    return f'<img src="{name}" alt="{alt}"{size}>'
