"""Exams and questions for the tests, built by plain functions."""

from typing import Any

from cards.exams.shape import Card, Exam, Question

WEIGHTS = {"data": 20, "explore": 24, "model": 36, "operate": 20}


def an_exam(weights: dict[str, int] = WEIGHTS, concepts: int = 400, size: int = 65) -> Exam:
    """Concepts c0, c1, ... go round the domains."""
    domains = [*weights]
    return {
        "questions": size,
        "minutes": 180,
        "pass_mark": 750,
        "scale": [100, 1000],
        "domains": [{"id": one, "weight": weight} for one, weight in weights.items()],
        "concepts": {f"c{i}": {"domain": domains[i % len(domains)]} for i in range(concepts)},
    }


def a_question(name: str, *concepts: str, **changed: Any) -> Question:
    """Of four options the first is right."""
    question: Question = {
        "id": name,
        "retired": False,
        "concepts": list(concepts) or ["c0"],
        "constraint": "cost",
        "difficulty": 2,
        "choose": 1,
        "options": [{"right": i == 0, "concept": None} for i in range(4)],
    }
    return question | changed  # type: ignore[return-value]  # a TypedDict that changes stays what it was


def a_bank(exam: Exam, counts: dict[str, int], concepts_each: int = 40) -> list[Question]:
    """So many questions in each domain; every sixth has several right options, and difficulty goes round."""
    bank = []
    for domain, count in counts.items():
        homes = [one for one, home in exam["concepts"].items() if home["domain"] == domain][:concepts_each]
        for i in range(count):
            kind = {"difficulty": [1, 2, 2, 3][i % 4], "choose": 2 if i % 6 == 0 else 1}
            bank.append(a_question(f"q.{domain}-{i}", homes[i % len(homes)], **kind))
    return bank


def a_sitting(answers: dict[str, list[int]], questions: list[str] | None = None, **changed: Any) -> Any:
    given = {
        one: {"choices": choices, "sure": None, "took_ms": None, "at": 1, "late": False}
        for one, choices in answers.items()
    }
    row = {"exam": "e", "questions": questions, "predicted": None, "finished_at": 9, "flags": []}
    return row | {"answers": given} | changed


def a_card(name: str, concept: str, **changed: Any) -> Card:
    card: Card = {"id": name, "retired": False, "concept": concept, "concepts": [], "applies": False}
    return card | changed  # type: ignore[return-value]  # as above
