"""What a learner's log already says of the cards that come in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cards.intake.incoming import IncomingCard
from cards.reviews.bulk import rows_of
from cards.reviews.models import Event
from cards.scheduling.json_text import stored

State = dict[str, Any]
_NAMED = ("review", "mark", "reset")  # kinds of events that come in under a name


@dataclass
class Present:
    """Of some cards: what stands written, their marks, and which events there are."""

    written: dict[str, State] = field(default_factory=dict)
    marks: dict[str, State] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    edited: dict[tuple[str, str], int] = field(default_factory=dict)  # (card, field) -> ms of its last edit


def present(learner_id: UUID, cards: Sequence[IncomingCard]) -> Present:
    """Read at once for all of these cards; at most some hundred, for SQLite's variables."""
    ids = {card.id for card in cards}
    found = Present()
    for key, state, _ in rows_of(learner_id, _keys(ids)):
        family, _, card = key.partition(":")
        (found.written if family == "edit" else found.marks)[card] = stored(state)
    if found.marks or found.written:
        _read_events(learner_id, found)
    return found


def _keys(ids: Iterable[str]) -> list[str]:
    return [f"{family}:{card}" for card in ids for family in ("card", "edit")]


def _read_events(learner_id: UUID, found: Present) -> None:
    """A card without a row has no events: the first import of a large collection asks for none."""
    events = Event.objects.filter(learner_id=learner_id)
    graded = events.filter(row_key__in=[f"card:{card}" for card in found.marks], kind__in=_NAMED)
    found.known = {str(uid) for uid in graded.values_list("uid", flat=True)}
    edits = events.filter(row_key__in=[f"edit:{card}" for card in found.written], kind="edit")
    edited: dict[tuple[str, str], int] = defaultdict(int)
    for body in edits.values_list("body", flat=True):
        edit = stored(body)
        place = edit["card"], edit["field"]
        edited[place] = max(edited[place], edit["at"])
    found.edited = dict(edited)
