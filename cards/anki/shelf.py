"""What the learner's log comes to, read once for an export: memories, marks, notes, own cards, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cards.anki.texts import columns, last, texts, values
from cards.reviews.models import DerivedRow
from cards.scheduling.json_text import stored
from cards.scheduling.memory import DEFAULT_WEIGHTS
from cards.scheduling.order import State

AT_ONCE = 4_000  # rows in one text: bounds memory
LEAST_RETENTION, MOST_RETENTION, USUAL_RETENTION = 0.7, 0.97, 0.9


@dataclass
class Shelf:
    """A learner's derived rows by what they speak of."""

    cards: dict[str, State] = field(default_factory=dict)  # memory and marks
    writings: dict[str, State] = field(default_factory=dict)  # own cards, and notes on any card
    settings: dict[str, Any] = field(default_factory=dict)
    weights: Sequence[float] = DEFAULT_WEIGHTS
    card_versions: Mapping[str, int] = field(default_factory=dict)
    writing_versions: Mapping[str, int] = field(default_factory=dict)

    @property
    def retention(self) -> float:
        """The retention used, whatever was asked for: as on the phone."""
        wanted: Any = self.settings.get("desired_retention")
        if type(wanted) not in {int, float}:
            return USUAL_RETENTION
        return min(max(float(wanted), LEAST_RETENTION), MOST_RETENTION)

    def note(self, card: str) -> str:
        """What the learner wrote beside a card."""
        writing = self.writings.get(card)
        text = writing["fields"].get("note") if writing else ""
        return text if isinstance(text, str) else ""

    def version(self, card: str) -> int:
        """Grows with each change of what is kept of a card."""
        return self.card_versions.get(card, 0) + self.writing_versions.get(card, 0)

    def met(self, card: str) -> bool:
        """Whether the learner has graded it, or marked it."""
        return card in self.cards


def shelf(learner_id: UUID) -> Shelf:
    """Every derived row of the learner that an export asks for, once."""
    cards, card_versions = _family(learner_id, "card")
    writings, writing_versions = _family(learner_id, "edit")
    settings, _ = _family(learner_id, "setting")
    parameters, _ = _family(learner_id, "parameters")
    return Shelf(
        cards,
        writings,
        {name: state["value"] for name, state in settings.items()},
        parameters["fsrs"]["weights"] if parameters else DEFAULT_WEIGHTS,
        card_versions,
        writing_versions,
    )


def _family(learner_id: UUID, family: str) -> tuple[dict[str, State], dict[str, int]]:
    """State and version of each row, by what follows the colon of its key.

    Of the event that came last, moment and count are kept, without device and uid: a tenth of it all.
    """
    prefix = f"{family}:"
    wanted = (texts(f"SUBSTR(key, {len(prefix) + 1})"), values("seq"), values("state"), last("key"))
    which = "SUBSTR(key, 1, %s) = %s AND key > %s ORDER BY key LIMIT %s"
    found: dict[str, State] = {}
    versions: dict[str, int] = {}
    after, more = prefix, True
    while more:
        rows = columns(DerivedRow, learner_id, wanted, which, len(prefix), prefix, after, AT_ONCE)
        names, seqs, states, (after,) = map(stored, rows)
        for state in states:
            if state["last"]:
                state["last"] = state["last"][::2]
        found.update(zip(names, states, strict=True))
        versions.update(zip(names, seqs, strict=True))
        more = len(names) == AT_ONCE
    return found, versions
