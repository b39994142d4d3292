"""The exam that is simulated: the cards, weights and confusable concepts of a real blueprint, as columns."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from cards.content.blueprint import Exam as Blueprint
from cards.content.exam_body import exam_body
from cards.content.files import Files
from cards.content.library import FOLDER
from cards.content.links import taught
from cards.content.reading import read_files

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Exam:
    """One entry per card in ascending order of id; concepts, topics and domains are numbered from 0."""

    ids: tuple[str, ...]
    deck_order: Whole  # cards domain by domain and topic by topic, as a shared deck would hold them
    concept: Whole
    topic: Whole
    domain: Whole
    importance: Real  # part of the exam; sums to 1
    confusable: tuple[Whole, ...]  # by concept: the cards of concepts taken for it
    weights: Real  # part of the exam by domain

    @property
    def cards(self) -> int:
        return len(self.ids)

    @property
    def topics(self) -> int:
        return int(self.topic.max()) + 1


@cache
def the_exam(exam_id: str = "mls-c01", every: int = 1) -> Exam:
    """The library's exam of this id; `every`: only each so-many-th card, for quick looks."""
    files = read_files(FOLDER)
    form = next(one.it for one in files.exams if one.it.id == exam_id)
    concepts: dict[str, dict[str, Any]] = exam_body(form, files)["concepts"]
    domains, topic_of = [domain.id for domain in form.domains], taught(files)
    homes = _in_order(form, concepts, files)[::every]
    order = sorted(range(len(homes)), key=lambda place: homes[place][1])
    names = sorted({home for home, _ in homes})
    concept = np.array([names.index(homes[place][0]) for place in order])
    return Exam(
        ids=tuple(homes[place][1] for place in order),
        deck_order=np.argsort(order),
        concept=concept,
        topic=_numbered(topic_of[one] for one in names)[concept],
        domain=np.array([domains.index(concepts[one]["domain"]) for one in names])[concept],
        importance=_shared({home: float(concepts[home]["share"]) for home, _ in homes}, homes)[order],
        confusable=_cards_of_confusable(concept, names, files),
        weights=np.array([domain.weight / 100 for domain in form.domains]),
    )


def _in_order(form: Blueprint, concepts: dict[str, dict[str, Any]], files: Files) -> list[tuple[str, str]]:
    """Concept and id of each of the exam's cards, domain by domain and topic by topic."""
    topic_of, domains = taught(files), [domain.id for domain in form.domains]
    topics = [topic for domain in form.domains for topic in domain.topics]
    rank = {topic: place for place, topic in enumerate(topics)}
    homes = [(home, card.it.id) for home, card in files.cards if home in concepts]

    def place(one: tuple[str, str]) -> tuple[int, int]:
        return domains.index(concepts[one[0]]["domain"]), rank.get(topic_of[one[0]], len(rank))

    return sorted(homes, key=place)


def _numbered(names: Iterable[str]) -> Whole:
    return np.unique(np.array(list(names)), return_inverse=True)[1].astype(np.int64)


def _shared(share: dict[str, float], homes: list[tuple[str, str]]) -> Real:
    """A concept's share in equal parts to its cards; made to sum to 1."""
    cards = Counter(home for home, _ in homes)
    part = np.array([share[home] / cards[home] for home, _ in homes])
    whole: Real = part / part.sum()
    return whole


def _cards_of_confusable(concept: Whole, names: list[str], files: Files) -> tuple[Whole, ...]:
    number = {name: i for i, name in enumerate(names)}
    links = [(one.it.id, other) for _, one in files.concepts for other in one.it.confusable]
    pairs = {(number[one], number[other]) for one, other in links if one in number and other in number}
    both = pairs | {(j, i) for i, j in pairs}
    return tuple(np.flatnonzero(np.isin(concept, [j for k, j in both if k == i])) for i in range(len(names)))
