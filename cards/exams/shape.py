"""What practice exams read of the library and of a sitting's row; the names are those of GET /api/library."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

Sitting = Mapping[str, Any]  # a row of the log, as cards.scheduling.fold_sitting makes it


class Domain(TypedDict):
    id: str
    weight: int


class ExamConcept(TypedDict):
    domain: str


class Exam(TypedDict):
    questions: int
    minutes: int
    pass_mark: int
    scale: list[int]
    domains: list[Domain]
    concepts: dict[str, ExamConcept]


class Option(TypedDict):
    right: bool
    concept: NotRequired[str | None]


class Drawable(TypedDict):
    """What drawing a paper needs to know of a question."""

    id: str
    retired: bool
    concepts: list[str]
    difficulty: int
    choose: int


class Question(Drawable):
    constraint: str
    options: list[Option]


class Card(TypedDict):
    id: str
    retired: bool
    concept: str
    concepts: list[str]  # the others of a contrast
    applies: bool


def domain_of(exam: Exam, concepts: Sequence[str]) -> str | None:
    """Of the first concept that the exam asks for; None when it asks for none of them."""
    return next((exam["concepts"][one]["domain"] for one in concepts if one in exam["concepts"]), None)
