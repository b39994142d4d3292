"""The form of an exam file: facts, domains with weights and tasks, and the concepts each domain asks for."""

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from cards.content.shape import Form, Id, Source, Text

COVERED = {"full": 1.0, "partial": 0.5, "none": 0.0}
STAPLE = 3  # the importance that needs a reason
LONGEST_REASON = 160


def _short(text: str) -> str:
    if len(text) > LONGEST_REASON:
        raise ValueError(f"this has {len(text)} characters; say it in at most {LONGEST_REASON}")
    return text


Reason = Annotated[Text, AfterValidator(_short)]


class ExamStatus(Form):
    state: Literal["retired", "available", "beta", "announced"]
    since: datetime.date | None = None
    note: Text


class Task(Form):
    id: Annotated[str, Field(pattern=r"^\d{1,2}(\.\d{1,2})?$")]
    name: Text
    coverage: Literal["full", "partial", "none"]
    missing: Text | None = None

    @model_validator(mode="after")
    def _says_what_is_missing(self) -> "Task":
        if self.coverage == "full" and self.missing:
            raise ValueError("coverage is full, yet something is missing; make it partial, or drop 'missing'")
        if self.coverage != "full" and not self.missing:
            raise ValueError(
                f"coverage is {self.coverage}, but 'missing' does not say what; add the sentence"
            )
        return self


class Domain(Form):
    id: Id
    name: Text
    weight: int = Field(ge=1, le=100)
    tasks: list[Task] = Field(min_length=1)
    topics: list[Id] = []
    concepts: list[Id] = []


class Exam(Form):
    id: Id
    code: Text
    name: Text
    provider: Text
    status: ExamStatus
    questions: int = Field(ge=1)
    scored: int = Field(ge=1)
    minutes: int = Field(ge=1)
    pass_mark: int
    scale: list[int] = Field(min_length=2, max_length=2)
    item_types: list[Literal["choice", "response", "ordering", "matching"]] = Field(min_length=1)
    source: Source
    verified_on: datetime.date
    certainty: Text
    domains: list[Domain] = Field(min_length=1)
    without: list[Id] = []  # concepts of its topics that it does not ask for
    importance: dict[Id, dict[Id, Annotated[int, Field(ge=1, le=STAPLE)]]] = {}  # by topic and concept
    reasons: dict[Id, dict[Id, Reason]] = {}  # why a staple is one; by topic and concept

    @field_validator("domains")
    @classmethod
    def _weighs_a_hundred(cls, domains: list[Domain]) -> list[Domain]:
        if (total := sum(domain.weight for domain in domains)) != 100:
            raise ValueError(f"the weights of the domains sum to {total}; make them sum to 100")
        for what, ids in {
            "domain": [domain.id for domain in domains],
            "task": [task.id for domain in domains for task in domain.tasks],
            "topic": [topic for domain in domains for topic in domain.topics],
            "concept": [concept for domain in domains for concept in domain.concepts],
        }.items():
            if twice := {one for one in ids if ids.count(one) > 1}:
                raise ValueError(f"the {what} '{min(twice)}' is here twice; keep it once")
        return domains

    @model_validator(mode="after")
    def _can_be_passed(self) -> "Exam":
        if self.scored > self.questions:
            raise ValueError("more questions are scored than asked; mend 'scored' or 'questions'")
        if not self.scale[0] < self.pass_mark <= self.scale[1]:
            raise ValueError("the pass mark lies outside the scale; mend 'pass_mark' or 'scale'")
        return self
