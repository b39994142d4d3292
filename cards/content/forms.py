"""The forms of cards, each with what must hold within it alone."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from cards.content import cloze
from cards.content.arithmetic import Number
from cards.content.compute import Instance, Recipe, instances, span
from cards.content.shape import Form, Id, Name, Source, Text


class CardForm(Form):
    id: Id
    why: Text
    not_: Text | None = Field(default=None, alias="not")
    concepts: list[Id] = []
    covers: Text | None = None  # the finer point of its concept that this card teaches
    applies: bool | None = None  # asks to decide, explain, compare or compute; None: by its form
    source: Source | None = None
    verified_on: datetime.date | None = None


class Answered(CardForm):
    form: Literal["basic", "contrast"]
    prompt: Text
    answer: Text


class Cloze(CardForm):
    form: Literal["cloze"]
    text: Text

    @field_validator("text")
    @classmethod
    def _has_blanks(cls, text: str) -> str:
        cloze.blanks(text)
        return text


class Option(Form):
    text: Text
    right: bool = False
    why: Text


class Choice(CardForm):
    form: Literal["choice"]
    prompt: Text
    options: list[Option]

    @field_validator("options")
    @classmethod
    def _can_be_chosen(cls, options: list[Option]) -> list[Option]:
        right = sum(option.right for option in options)
        if not 4 <= len(options) <= 6:
            raise ValueError(f"there are {len(options)} options; write 4, or 5-6 when several are right")
        if right == 0:
            raise ValueError("no option is right; mark the right ones with right: true")
        if right > len(options) - 2:
            raise ValueError(f"{right} of {len(options)} options are right; leave at least two wrong ones")
        _distinct([option.text for option in options], "options")
        return options


class Span(Form):
    from_: Number = Field(alias="from")
    to: Number
    step: Number = 1

    def values(self) -> list[Number]:
        return span(self.from_, self.to, self.step)


class Pick(Form):
    pick: list[Number] = Field(min_length=1)

    def values(self) -> list[Number]:
        return list(dict.fromkeys(self.pick))


def _kind(draw: Any) -> str:
    return "pick" if isinstance(draw, dict) and "pick" in draw else "span"


Draw = Annotated[Annotated[Span, Tag("span")] | Annotated[Pick, Tag("pick")], Discriminator(_kind)]


class Compute(CardForm):
    form: Literal["compute"]
    prompt: Text
    numbers: dict[Name, Draw] = Field(min_length=1)
    where: Text | None = None
    lets: dict[Name, Text] = {}
    answer: Text
    round: int = Field(ge=0, le=6)
    tolerance: Number = Field(ge=0)
    unit: Annotated[str, Field(max_length=20, pattern=r"^[^\x00-\x1f<>]*$")] = ""
    work: Text

    def instances(self) -> list[Instance]:
        """The 16 drawings; ValueError says why there are none."""
        if taken := ({*self.lets} & {*self.numbers}) | ({"answer"} & {*self.lets, *self.numbers}):
            raise ValueError(f"the name '{min(taken)}' is used twice; rename one")
        return instances(
            Recipe(
                id=self.id, choices={name: draw.values() for name, draw in self.numbers.items()},
                where=self.where, lets=self.lets, answer=self.answer, decimals=self.round,
                prompt=self.prompt, work=self.work,
            )
        )  # fmt: skip

    @model_validator(mode="after")
    def _computes(self) -> "Compute":
        self.instances()
        if self.tolerance < 0.5 * 10**-self.round and self.tolerance != 0:
            raise ValueError("the tolerance is finer than the rounding; make it at least half a last decimal")
        return self


class Order(CardForm):
    form: Literal["order"]
    prompt: Text
    steps: list[Text]

    @field_validator("steps")
    @classmethod
    def _can_be_ordered(cls, steps: list[str]) -> list[str]:
        if not 3 <= len(steps) <= 5:
            raise ValueError(f"there are {len(steps)} steps; an order card has 3 to 5")
        _distinct(steps, "steps")
        return steps


class Pair(Form):
    left: Text
    right: Text


class Match(CardForm):
    form: Literal["match"]
    prompt: Text
    pairs: list[Pair]

    @field_validator("pairs")
    @classmethod
    def _can_be_matched(cls, pairs: list[Pair]) -> list[Pair]:
        if not 3 <= len(pairs) <= 5:
            raise ValueError(f"there are {len(pairs)} pairs; a match card has 3 to 5")
        _distinct([pair.left for pair in pairs], "left sides")
        _distinct([pair.right for pair in pairs], "right sides")
        return pairs


def _distinct(texts: list[str], what: str) -> None:
    if len({text.casefold() for text in texts}) < len(texts):
        raise ValueError(f"two {what} are the same; make each one differ")


AnyCard = Answered | Cloze | Choice | Compute | Order | Match
FORMS: dict[str, Any] = {
    "basic": Answered, "contrast": Answered, "cloze": Cloze, "choice": Choice, "compute": Compute,
    "order": Order, "match": Match,
}  # fmt: skip
