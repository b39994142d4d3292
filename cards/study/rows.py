"""What a learner's log comes to, read once: memories, settings, sittings, own cards, weights in force."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cards.reviews.models import DerivedRow
from cards.scheduling.json_text import stored
from cards.scheduling.memory import DEFAULT_WEIGHTS
from cards.scheduling.order import State


@dataclass(frozen=True)
class Rows:
    """A learner's derived rows by what they speak of."""

    cards: Mapping[str, State]
    settings: Mapping[str, Any]
    sittings: Mapping[str, State]
    edits: Mapping[str, State]
    weights: tuple[float, ...]


def rows_of(learner: UUID) -> Rows:
    """All rows of one learner."""
    kept = DerivedRow.objects.filter(learner_id=learner).values_list("key", "state")
    families: dict[str, dict[str, State]] = defaultdict(dict)
    for key, state in kept.iterator(chunk_size=2_000):
        family, _, name = key.partition(":")
        families[family][name] = stored(state)
    parameters = families["parameters"].get("fsrs")
    return Rows(
        cards=families["card"],
        settings={name: state["value"] for name, state in families["setting"].items()},
        sittings=families["sitting"],
        edits=families["edit"],
        weights=tuple(parameters["weights"]) if parameters else DEFAULT_WEIGHTS,
    )
