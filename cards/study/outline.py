"""The loaded library without its texts, and where each concept counts most for a learner's exams."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from cards.content.changes import loaded
from cards.content.models import Card, Concept, Exam


class CardLine(NamedTuple):
    """One live card."""

    id: str
    concept: str
    topic: str
    concepts: list[str]  # the others of a contrast


@dataclass(frozen=True)
class Outline:
    """What is taught now."""

    cards: Sequence[CardLine]
    exams: Mapping[str, Any]  # bodies, as devices get them


class Place(NamedTuple):
    """Where a concept counts."""

    exam: int  # its place among the learner's exams
    domain: str
    importance: float  # of each of its cards: part of the exam


def outline() -> Outline:
    """Of the library that is loaded here."""
    library = loaded()
    return _outline(library.version, library.digest)


@lru_cache(maxsize=2)
def _outline(version: int, digest: str) -> Outline:
    topics = dict(Concept.objects.filter(retired=False).values_list("id", "topic_id"))
    cards = (
        Card.objects.filter(retired=False).order_by("id").values_list("id", "concept_id", "body__concepts")
    )
    lines = [CardLine(card, of, topics[of], others or []) for card, of, others in cards if of in topics]
    exams = Exam.objects.filter(retired=False).order_by("id").values_list("id", "body")
    return Outline(lines, dict(exams))


def places(cards: Sequence[CardLine], exams: Sequence[Mapping[str, Any]]) -> dict[str, Place]:
    """By concept; one of several exams counts where its share is the largest."""
    cards_of = Counter(card.concept for card in cards)
    best: dict[str, Place] = {}
    share_of: dict[str, float] = {}
    for number, exam in enumerate(exams):
        for concept, place in _importance(exam, cards_of, number).items():
            share = exam["concepts"][concept]["share"]
            if share > share_of.get(concept, -1.0):
                best[concept], share_of[concept] = place, share
    return best


def _importance(exam: Mapping[str, Any], cards_of: Mapping[str, int], number: int) -> dict[str, Place]:
    """A concept's share is divided among its cards; those of a domain sum to the domain's weight."""
    weights = {domain["id"]: domain["weight"] / 100 for domain in exam["domains"]}
    taught = {
        one: at for one, at in exam["concepts"].items() if cards_of.get(one) and at["domain"] in weights
    }
    whole: dict[str, float] = defaultdict(float)
    for at in taught.values():
        whole[at["domain"]] += at["share"]
    return {
        one: Place(
            number, at["domain"], weights[at["domain"]] * at["share"] / whole[at["domain"]] / cards_of[one]
        )
        for one, at in taught.items()
        if whole[at["domain"]] > 0
    }
