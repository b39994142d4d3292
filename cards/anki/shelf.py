"""What the learner's log comes to, read once for an export: memories, marks, notes, own cards, settings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from uuid import UUID

from cards.anki.texts import stored_together
from cards.reviews.models import DerivedRow
from cards.scheduling.memory import DEFAULT_WEIGHTS
from cards.scheduling.order import State

LEAST_RETENTION, MOST_RETENTION, USUAL_RETENTION = 0.7, 0.97, 0.9


@dataclass
class Shelf:
    """A learner's derived rows by what they speak of."""

    cards: dict[str, State] = field(default_factory=dict)  # memory and marks
    writings: dict[str, State] = field(default_factory=dict)  # own cards, and notes on any card
    settings: dict[str, Any] = field(default_factory=dict)
    weights: Sequence[float] = DEFAULT_WEIGHTS
    changed: dict[str, int] = field(default_factory=dict)  # card: grows with each change of its rows

    @property
    def retention(self) -> float:
        """The retention used, whatever was asked for: as on the phone."""
        wanted: Any = self.settings.get("desired_retention")
        if type(wanted) not in {int, float}:
            return USUAL_RETENTION
        return min(max(float(wanted), LEAST_RETENTION), MOST_RETENTION)

    def note(self, card: str) -> str:
        """What the learner wrote beside a card."""
        text = self.writings[card]["fields"].get("note") if card in self.writings else ""
        return text if isinstance(text, str) else ""

    def met(self, card: str) -> bool:
        """Whether the learner has graded it, or marked it."""
        return card in self.cards


def shelf(learner_id: UUID) -> Shelf:
    """Every derived row of the learner, once."""
    found = Shelf()
    rows = DerivedRow.objects.filter(learner_id=learner_id)
    columns = list(rows.values_list("key", "seq", "state").iterator(chunk_size=2_000))
    states = chain.from_iterable(stored_together(text for _, _, text in columns))
    for (key, seq, _), state in zip(columns, states, strict=True):
        family, _, name = key.partition(":")
        _take(found, family, name, state)
        if family in {"card", "edit"}:
            found.changed[name] = found.changed.get(name, 0) + seq
    return found


def _take(found: Shelf, family: str, name: str, state: State) -> None:
    if family == "card":
        found.cards[name] = state
    elif family == "edit":
        found.writings[name] = state
    elif family == "setting":
        found.settings[name] = state["value"]
    elif family == "parameters":
        found.weights = state["weights"]
