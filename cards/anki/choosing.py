"""Which cards an export holds, in the order in which new ones would be met."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cards.anki.own_cards import own_body
from cards.anki.package import plain
from cards.anki.places import OWN_DECK, Home, Places, learners_exams, one_exam
from cards.anki.shelf import Shelf
from cards.content.models import Card, Concept
from cards.scheduling.order import State

BATCH = 400  # cards whose texts are in memory at once
SCOPES = ("all", "exam", "domain", "topic", "own", "search")


class What(NamedTuple):
    """What is asked for; the fields after `scope` say which exam, domain, topic or words."""

    scope: str = "all"
    exam: str = ""
    domain: str = ""
    topic: str = ""
    text: str = ""


class Chosen(NamedTuple):
    """A card to export."""

    id: str
    body: Mapping[str, Any]
    concept: Mapping[str, Any] | None  # None: the learner's own
    version: int  # grows with every change of the card's or its concept's text
    home: Home


class Choice:
    """The cards of an export, to be walked once: the library's by exam and domain, the weightiest concepts
    first, then the learner's own. `looked` of `total` says how far the walk is."""

    def __init__(self, shelf: Shelf, what: What) -> None:
        self._what = what
        exams = one_exam(what.exam) if what.scope in {"exam", "domain"} else _all_exams(shelf)
        self._places = Places(exams, what.domain)
        concepts = [] if what.scope == "own" else Concept.objects.all()
        self._concepts = {one.pk: one for one in concepts if what.topic in {"", one.topic_id}}
        self._ids = _ids(shelf, what, self._places, self._concepts) if self._concepts else []
        self._own = [] if what.scope in {"exam", "domain"} else _own(shelf, what)
        self.looked, self.total = 0, len(self._ids) + len(self._own)

    def __iter__(self) -> Iterator[Chosen]:
        yield from self._of_the_library()
        yield from self._of_their_own()

    def _of_the_library(self) -> Iterator[Chosen]:
        for start in range(0, len(self._ids), BATCH):
            batch = self._ids[start : start + BATCH]
            bodies = Card.objects.in_bulk(batch)
            for card in (bodies[one] for one in batch):
                self.looked += 1
                concept = self._concepts[card.concept_id]
                if _says(self._what.text, card.body, concept.body["name"]):
                    home = self._places.home(concept.pk, concept.topic_id)
                    version = card.changed_in + concept.changed_in
                    yield Chosen(card.pk, card.body, concept.body, version, home)

    def _of_their_own(self) -> Iterator[Chosen]:
        homes: dict[str, Home] = {}
        text = self._what.text
        for card, fields in self._own:
            self.looked += 1
            body = own_body(card, fields)
            if not text or _says(text, body, ""):
                topic = _topic(fields)
                home = homes.get(topic) or homes.setdefault(topic, _own_home(topic))
                yield Chosen(card, body, None, 0, home)


def _all_exams(shelf: Shelf) -> list[Mapping[str, Any]]:
    return learners_exams(shelf.settings.get("exams"))


def _ids(shelf: Shelf, what: What, places: Places, concepts: Mapping[str, Concept]) -> list[str]:
    """Of those concepts. A card the learner has met goes along though retired, or in no exam of theirs."""
    anywhere = what.scope in {"all", "search", "topic"}
    turns = {one: places.turn(one) for one in concepts}
    found = []
    for card, concept, retired in Card.objects.values_list("id", "concept_id", "retired"):
        if concept not in concepts:
            continue
        asked = places.exam_of(concept) is not None
        wanted = asked or anywhere if shelf.met(card) else asked and not retired
        if wanted:
            found.append((turns[concept], card))
    return [card for _, card in sorted(found)]


def _own(shelf: Shelf, what: What) -> list[tuple[str, Mapping[str, Any]]]:
    """(id, fields) of the cards that the learner wrote and has not deleted, as they were last changed."""
    written = sorted(shelf.writings.items(), key=lambda one: one[1]["last"])
    return [
        (card, row["fields"])
        for card, row in written
        # A topic may be anything that a client wrote.
        if row["alive"] and (not what.topic or what.topic == row["fields"].get("topic"))
    ]


def _topic(fields: Mapping[str, Any]) -> str:
    """What can be a tag of Anki's: a topic may be anything that a client wrote."""
    topic = fields.get("topic")
    return topic if isinstance(topic, str) and " " not in topic else ""


def _own_home(topic: str) -> Home:
    return Home(OWN_DECK, ("cardinal::own", f"cardinal::topic::{topic}") if topic else ("cardinal::own",))


def _says(text: str, body: Mapping[str, Any], concept: str) -> bool:
    """Whether all the words looked for stand in the card's question, its answer or its concept's name."""
    if not text:
        return True
    said = plain(" ".join([concept, *_texts(body)])).casefold()
    return all(word in said for word in text.casefold().split())


def _texts(body: State | Mapping[str, Any]) -> list[str]:
    """The question and the answer, whatever the form."""
    options = [option["html"] for option in body.get("options", [])]
    pairs = [side for pair in body.get("pairs", []) for side in (pair["left"], pair["right"])]
    work = [one["work"] for one in body.get("instances", [])]
    return [body["prompt"], body.get("answer", ""), *options, *body.get("steps", []), *pairs, *work]
