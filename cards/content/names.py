"""Names of services that changed, from names.yaml, and where a card still teaches them as current."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from cards.content import forms, shape, texts
from cards.content.defects import Defect, Place
from cards.content.marked_yaml import read

FORMERLY = r"(?:formerly|former name|old name|previously|once|renamed|was called|until)\W+(?:\w+\W+){0,4}$"
EXCUSES = re.compile(
    r"maintenance|new customers|closed|retired|discontinued|ended|shut down|end of support|legacy|no longer",
    re.I,
)


class Changed(shape.Form):
    name: shape.Text
    state: Literal["renamed", "maintenance", "closed", "retired"]
    now: shape.Text | None = None
    since: shape.Text
    certainty: Literal["high", "medium", "low"]

    def stands_in(self, text: str) -> bool:
        """Whether the name stands there by itself, not as 'formerly ...'."""
        pattern = re.compile(rf"(?<!\w){re.escape(self.name)}(?!\w)")
        before = (text[: found.start()] for found in pattern.finditer(text))
        return any(not re.search(FORMERLY, start, re.I) for start in before)

    def taught_as_current(self, right: str, everything: str, around: str = "") -> bool:
        """A renamed service must not be named so anywhere; a closing one may be, but is no plain answer."""
        if self.now:
            return self.stands_in(everything)
        return self.stands_in(right) and not EXCUSES.search(everything + around)

    @property
    def told(self) -> str:
        return f"'{self.name}' is {self.state} since {self.since}"

    @property
    def mend(self) -> str:
        if self.now:
            return f"Say {self.now}, with the old name in brackets after 'formerly' at most."
        return "Give the concept a status, or say on the card that the service is closing."


def read_names(file: Path) -> tuple[list[Changed], list[Defect]]:
    """The table, or what is wrong with it."""
    if not file.exists():
        return [], []
    data, place, defects = read(file.read_text(encoding="utf-8"), file.name)
    try:
        return TypeAdapter(list[Changed]).validate_python((data or {}).get("names")), defects
    except ValidationError as error:
        found = error.errors()[0]
        return [], [
            *defects,
            (place / "names").defect(f"{found['loc']}: {found['msg']}", "Mend it.", found["loc"]),
        ]


def outdated(
    changed: Changed, concept: shape.Concept, at: Place, cards: list[tuple[forms.AnyCard, Place]]
) -> Iterator[Defect]:
    """Where this concept or its cards teach the name as current."""
    if concept.status:
        return
    if changed.stands_in(concept.name) or (changed.now and changed.stands_in(concept.summary)):
        yield at.defect(changed.told, changed.mend, ["name"])
    for card, place in cards:
        if changed.taught_as_current(" ".join(texts.answers(card)), texts.everything(card), concept.summary):
            yield place.defect(changed.told, changed.mend)
