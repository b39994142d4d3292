"""A small library in the database, and learners who have studied it."""

import uuid
from collections.abc import Iterable
from typing import Any

from cards.content.models import Card, Concept, Exam, Library, Question, Topic
from cards.models import Learner
from cards.reviews import log
from tests.scheduling.making import DAY_MS, NOON_MS, Made, a_review, a_setting

TODAY = 20_000
EXAM = "exam-a"
DOMAINS = {"data": 70, "models": 30}


def a_library(topics: int = 4, concepts: int = 5, cards: int = 2, **exams: dict[str, int]) -> None:
    """Topics take turns among an exam's domains. `exams`: domain weights by id."""
    names = [f"t{topic}.c{concept}" for topic in range(topics) for concept in range(concepts)]
    for name, weights in (exams or {EXAM: DOMAINS}).items():
        Exam.objects.create(id=name.replace("_", "-"), changed_in=1, body=an_exam(name, weights, names))
    for topic in range(topics):
        Topic.objects.create(id=f"t{topic}", changed_in=1, body={"id": f"t{topic}"})
    for name in names:
        Concept.objects.create(id=name, topic_id=name.split(".")[0], changed_in=1, body={"id": name})
        for number in range(cards):
            card = f"{name}.{number}"
            body = {"id": card, "concept": name, "concepts": []}
            Card.objects.create(id=card, concept_id=name, form="basic", changed_in=1, body=body)
    Library.objects.update_or_create(id=1, defaults={"version": 1, "digest": uuid.uuid4().hex})


def an_exam(name: str, weights: dict[str, int], concepts: list[str]) -> dict[str, Any]:
    """Concepts share their domain's weight alike."""
    domains = list(weights)
    home = {one: domains[int(one.split(".")[0][1:]) % len(domains)] for one in concepts}
    size = {domain: list(home.values()).count(domain) for domain in domains}
    return {
        "id": name.replace("_", "-"),
        "questions": 65,
        "minutes": 90,
        "pass_mark": 700,
        "scale": [100, 1000],
        "domains": [{"id": domain, "weight": weight} for domain, weight in weights.items()],
        "concepts": {
            one: {"domain": at, "importance": 2, "share": weights[at] / 100 / size[at]}
            for one, at in home.items()
        },
    }


def a_question(name: str, concept: str) -> None:
    """Its first option is right."""
    options = [{"right": n == 0, "concept": None} for n in range(4)]
    body = {
        "id": name,
        "concepts": [concept],
        "difficulty": 2,
        "constraint": "cost",
        "choose": 1,
        "options": options,
    }
    Question.objects.create(id=name, changed_in=1, body=body)


def logged(learner: Learner, events: Iterable[Made]) -> None:
    """In the log as a device would have brought them."""
    with log.growing(learner.pk) as head:
        numbered = [event | {"n": n} for n, event in enumerate(events, start=head.seq + 1)]
        receipt = log.append(head, numbered, NOON_MS + 400 * DAY_MS)
    assert not receipt.refused


def a_review_on(day: int, card: str, rating: int = 3, **rest: Any) -> Made:
    """At noon UTC of that study day."""
    return a_review(rating, card=card, at=NOON_MS + (day - TODAY) * DAY_MS, **rest)


def an_exam_date(date: str, exam: str = EXAM) -> Made:
    return a_setting(f"exam.{exam}.date", date)
