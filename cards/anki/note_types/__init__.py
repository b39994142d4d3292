"""How each form of card looks in Anki: fields, two sides and one style sheet, in files beside this one."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
# Raise it with every change to these files or to cards/anki/fields.py: Anki takes over only what is newer.
REVISION = 2
BEGAN_S = 1_767_225_600  # 2026-01-01: versions are seconds after it, since Anki orders texts by time
ABOUT = ("Why", "Not", "Note", "Concept", "Summary", "Source", "Verified", "Card")
ASKED: dict[str, tuple[str, ...]] = {
    "basic": ("Prompt", "Answer"),
    "contrast": ("Prompt", "Answer"),
    "cloze": ("Text",),
    "choice": ("Prompt", "Choose", "Options", "Answers"),
    "compute": ("Instances", "Solutions"),
    "order": ("Prompt", "Steps", "Order"),
    "match": ("Prompt", "Sides", "Pairs"),
}


class NoteType(NamedTuple):
    """What Anki shows a form of card with."""

    id: int
    form: str
    fields: tuple[str, ...]
    front: str
    back: str
    css: str


@cache
def stable_id(name: str) -> int:
    """The id of a deck, preset or note type by its name: the same in every export, so that none is doubled.

    Anki's ids are times in ms; these lie in 2010, where no collection of today makes new ones.
    """
    digest = hashlib.sha256(f"cardinal {name}".encode()).digest()
    return 1_262_304_000_000 + int.from_bytes(digest[:8]) % 31_536_000_000


@cache
def note_type(form: str) -> NoteType:
    """The note type of a form."""
    about, draw = _read("about.html"), _read("draw.html")
    front, back = (
        _read(f"{form}.{side}.html").replace("{{about}}", about).replace("{{draw}}", draw)
        for side in ("front", "back")
    )
    name = f"note type {form}"
    return NoteType(stable_id(name), form, ASKED[form] + ABOUT, front, back, _read("card.css"))


def as_anki_has_it(one: NoteType) -> dict[str, Any]:
    """The JSON of schema 11."""
    template = {"name": "Card 1", "ord": 0, "qfmt": one.front, "afmt": one.back, "did": None}
    return {
        "id": one.id,
        "name": f"Cardinal {one.form}",
        "type": int(one.form == "cloze"),
        "mod": BEGAN_S + REVISION,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "tmpls": [template | {"bqfmt": "", "bafmt": ""}],
        "flds": [
            {"name": name, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 20}
            for place, name in enumerate(one.fields)
        ],
        "css": one.css,
        "latexPre": "",
        "latexPost": "",
        "req": [[0, "any", [0]]],
    }


def _read(name: str) -> str:
    return (HERE / name).read_text().strip()
