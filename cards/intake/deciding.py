"""Which events a card that comes in adds to what is here; pure, and the same each time it is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cards.intake import naming
from cards.intake.incoming import IncomingCard, IncomingReview, Reason
from cards.intake.present import Present

Recognise = Callable[[str, int], str | None]  # (card, moment) -> uid of the event it came from, if ours
TEXTS = ("form", "prompt", "answer", "why", "note")
_PLACES = {name: place for place, name in enumerate(("created", *TEXTS, "topic"), start=1)}
_USUAL = {"form": "basic"}  # what a card is that says nothing: not worth an event each
_UNMARKED: Mapping[str, bool | int] = {"suspended": False, "flag": 0, "starred": False}


class Verdict(StrEnum):
    """What becomes of a card's text."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CARDINALS = "cardinals"  # a card of the library: it keeps its text, and takes its history


@dataclass
class Decision:
    """What one card adds."""

    verdict: Verdict | Reason
    events: list[dict[str, Any]] = field(default_factory=list)
    new_reviews: int = 0
    known_reviews: int = 0
    marks: int = 0


@dataclass(frozen=True)
class Chosen:
    """What the learner chose, and when: decks and tags stand for topics."""

    at: int
    decks: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)

    def topic(self, card: IncomingCard) -> str:
        """A tag says more than a deck, and a deck more than the one around it."""
        for tag in card.tags:
            if tag in self.tags:
                return self.tags[tag]
        deck = card.deck
        while deck and deck not in self.decks:
            deck = deck.rpartition("::")[0]
        return self.decks.get(deck, "")


def decide(card: IncomingCard, here: Present, chosen: Chosen, recognise: Recognise) -> Decision:
    """The events in the order in which they are to be written."""
    verdict, edits = _text(card, here, chosen)
    if verdict is Reason.DELETED:
        return Decision(verdict)
    decision = Decision(verdict, edits)
    marks = _marks(card, here)
    decision.events += marks
    decision.marks = len(marks)
    met = card.id in here.marks  # a card without a row has no events
    for row in card.reviews:
        uid = naming.review(card.id, row.id)
        if uid in here.known or (met and recognise(card.id, row.id) in here.known):
            decision.known_reviews += row.rating > 0
        else:
            decision.events.append(_review(card, row, uid))
            decision.new_reviews += row.rating > 0
    return decision


def _text(card: IncomingCard, here: Present, chosen: Chosen) -> tuple[Verdict | Reason, list[dict[str, Any]]]:
    if card.fields is None:
        return Verdict.CARDINALS, []
    written = here.written.get(card.id, {"fields": {}, "alive": False})
    stands = written["fields"]
    if stands.get("created") is not True:
        filled = {name: text for name in TEXTS if (text := card.fields.get(name, "")) != _USUAL.get(name, "")}
        fields: dict[str, Any] = {"created": True} | filled
        return Verdict.NEW, [*_edits(card, fields), *_topic(card, stands, chosen)]
    if not written["alive"]:
        return Reason.DELETED, []
    if card.came_from_here:
        return Verdict.UNCHANGED, []
    differing = {
        name: text for name, text in card.fields.items() if text != (stands.get(name) or _USUAL.get(name, ""))
    }
    if any(here.edited.get((card.id, name), 0) >= card.changed_at for name in differing):
        return Reason.NEWER_HERE, []
    edits = [*_edits(card, differing), *_topic(card, stands, chosen)]
    return (Verdict.UPDATED if edits else Verdict.UNCHANGED), edits


def _topic(card: IncomingCard, stands: Mapping[str, Any], chosen: Chosen) -> list[dict[str, Any]]:
    topic = chosen.topic(card) or card.topic
    return [_edit(card.id, "topic", topic, chosen.at)] if topic and topic != stands.get("topic") else []


def _edits(card: IncomingCard, fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As of the moment the text was changed in the file: what the learner wrote here since stays."""
    return [_edit(card.id, name, value, card.changed_at) for name, value in fields.items()]


def _edit(card: str, name: str, value: Any, at: int) -> dict[str, Any]:
    uid = naming.named("edit", card, name, at, value)
    return _event("edit", uid, at, _PLACES[name], 0, card=card, field=name, value=value)


def _marks(card: IncomingCard, here: Present) -> list[dict[str, Any]]:
    """Only those that differ from what stands and have not come in before."""
    stands = here.marks.get(card.id, _UNMARKED)
    found = []
    for place, (mark, value) in enumerate(card.marks.items(), start=1):
        uid = naming.named("mark", card.id, mark, card.marked_at, value)
        if stands[mark] != value and uid not in here.known:
            event = _event("mark", uid, card.marked_at, place, card.tz, card=card.id, mark=mark, value=value)
            found.append(event)
    return found


def _review(card: IncomingCard, row: IncomingReview, uid: str) -> dict[str, Any]:
    if row.rating == 0:
        return _event("reset", uid, row.id, row.id, card.tz, card=card.id)
    return _event(
        "review", uid, row.id, row.id, card.tz, card=card.id, rating=row.rating, took_ms=row.took_ms
    )


def _event(kind: str, uid: str, at: int, n: int, tz: int, **carries: Any) -> dict[str, Any]:
    carries |= {"v": 1, "uid": uid, "device": naming.DEVICE, "n": n, "at": at, "tz": tz, "kind": kind}
    return carries
