"""Importing as a learner does, and what is there afterwards."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cards.anki.importing.job import take_in
from cards.intake.deciding import Chosen
from cards.intake.taking_in import Intake
from cards.models import DerivedRow, Event, Learner
from cards.reviews.rebuild import verify
from cards.scheduling.json_text import stored

NOW = 1_795_000_000_000


def imported(learner: Learner, file: Path, **chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the learner is told after an import; the rows agree with the log."""
    told = take_in(learner.pk, file, Chosen(NOW, **chosen), _unseen)
    assert verify(learner.pk) == []
    assert told["refused"] == 0
    return told


def previewed(learner: Learner, file: Path) -> dict[str, Any]:
    """What the learner is told before; nothing is written."""
    before = Event.objects.count()
    told = take_in(learner.pk, file, Chosen(NOW), _unseen, Intake.preview)
    assert Event.objects.count() == before
    return told


def row(learner: Learner, key: str) -> dict[str, Any]:
    state: dict[str, Any] = stored(DerivedRow.objects.get(learner=learner, key=key).state)
    return state


def own_cards(learner: Learner) -> dict[str, dict[str, Any]]:
    """Fields of the living own cards by id."""
    rows = DerivedRow.objects.filter(learner=learner, key__startswith="edit:own.")
    states = {key.removeprefix("edit:"): stored(state) for key, state in rows.values_list("key", "state")}
    return {card: state["fields"] for card, state in states.items() if state["alive"]}


def by_prompt(learner: Learner) -> dict[str, dict[str, Any]]:
    return {fields["prompt"]: fields for fields in own_cards(learner).values()}


def events(learner: Learner, kind: str) -> list[dict[str, Any]]:
    bodies = Event.objects.filter(learner=learner, kind=kind).values_list("body", flat=True)
    return [stored(body) for body in bodies]


def _unseen(done: int, total: int) -> None:
    assert done <= total
