"""The form of practice questions: a scenario with one deciding constraint, every option explained."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from cards.content.shape import Form, Id, Source, Text

Constraint = Literal[
    "overhead", "cost", "latency", "scale", "security", "quality", "explainability", "reliability", "effort",
    "soundness",
]  # fmt: skip
QuestionId = Annotated[str, Field(pattern=r"^q\.[a-z0-9][a-z0-9-]{0,100}$")]
HOW_MANY = {2: "(Choose two.)", 3: "(Choose three.)"}
TOLD = re.compile(r"\(choose\b[^)]*\)", re.I)


class QuestionFile(Form):
    topic: Id


class Option(Form):
    text: Text
    right: bool = False
    why: Text
    concept: Id | None = None  # of a wrong option: what the right one was confused with


class Question(Form):
    id: QuestionId
    concepts: list[Id] = Field(min_length=1, max_length=3)  # the first decides topic and domain
    constraint: Constraint
    difficulty: int = Field(ge=1, le=3)
    prompt: Text
    options: list[Option]
    source: Source
    verified_on: datetime.date

    @property
    def choose(self) -> int:
        return sum(option.right for option in self.options)

    @field_validator("concepts")
    @classmethod
    def _differ(cls, concepts: list[str]) -> list[str]:
        if len(set(concepts)) < len(concepts):
            raise ValueError("a concept is named twice; keep it once")
        return concepts

    @field_validator("options")
    @classmethod
    def _can_be_chosen(cls, options: list[Option]) -> list[Option]:
        right, count = sum(option.right for option in options), len(options)
        if right == 0:
            raise ValueError("no option is right; mark the right ones with right: true")
        if right == 1 and count != 4:
            raise ValueError(f"one of {count} options is right; write 4 options")
        if right > 1 and count not in (5, 6):
            raise ValueError(f"{right} of {count} options are right; write 5 or 6 options")
        if right > count - 2 or right > max(HOW_MANY):
            raise ValueError(
                f"{right} of {count} options are right; leave two wrong ones, and at most 3 right"
            )
        if len({option.text.casefold() for option in options}) < count:
            raise ValueError("two options are the same; make each one differ")
        if any(option.right and option.concept for option in options):
            raise ValueError("a right option names a concept it is confused with; name it on a wrong one")
        return options

    @model_validator(mode="after")
    def _says_how_many(self) -> "Question":
        told, wanted = TOLD.findall(self.prompt), HOW_MANY.get(self.choose)
        if wanted is None and told:
            raise ValueError(f"one option is right, yet the prompt says {told[0]}; take that out")
        if wanted and (told != [wanted] or not self.prompt.endswith(wanted)):
            raise ValueError(f"{self.choose} options are right; end the prompt with '{wanted}'")
        return self
