"""Own cards as bodies like the library's: plain text made into safe HTML, as the phone shows it."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

NO_SOURCE = {"title": "", "url": ""}
BLANK = re.compile(r"\{\{((?:(?!\{\{|\}\}).)+)\}\}")  # never past the next {{, or it takes hours


def own_body(card: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a card that its learner wrote."""
    prompt = _html(fields.get("prompt"))
    cloze = fields.get("form") == "cloze" and BLANK.search(prompt) is not None
    return {
        "id": card,
        "form": "cloze" if cloze else "basic",
        "prompt": BLANK.sub('<span class="blank">…</span>', prompt) if cloze else prompt,
        "answer": BLANK.sub(r"<mark>\1</mark>", prompt) if cloze else _html(fields.get("answer")),
        "why": _html(fields.get("why")),
        "not": None,
        "source": NO_SOURCE,
        "verified_on": "",
    }


def _html(text: Any) -> str:
    return escape(text).replace("\n", "<br>") if text and isinstance(text, str) else ""
