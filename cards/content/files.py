"""Everything that could be read of a library folder, and everything that is wrong with it."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from cards.content import forms, shape
from cards.content.blueprint import Exam
from cards.content.defects import Defect, Place
from cards.content.questions import Question
from cards.content.telling import told

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Placed(Generic[T]):
    """Something of a file, and where it stands."""

    it: T
    at: Place


@dataclass
class Files:
    """Everything that could be read, and everything that is wrong with it."""

    topics: list[Placed[shape.Topic]] = field(default_factory=list)
    concepts: list[tuple[str, Placed[shape.Concept]]] = field(default_factory=list)  # with the topic's id
    cards: list[tuple[str, Placed[forms.AnyCard]]] = field(default_factory=list)  # with the concept's id
    exams: list[Placed[Exam]] = field(default_factory=list)
    questions: list[tuple[str, Placed[Question]]] = field(default_factory=list)  # with the topic's id
    named: dict[str, dict[str, Place]] = field(
        default_factory=lambda: {kind: {} for kind in ("exam", "topic", "concept", "card", "question")}
    )
    defects: list[Defect] = field(default_factory=list)

    def claim(self, what: str, name: Any, at: Place) -> None:
        """Notes an id, even when the rest is defective, so that links to it are not called unknown."""
        if not isinstance(name, str):
            return
        first = self.named[what].setdefault(name, at)
        if first is not at:
            where = f"{first.file}:{first.line(['id'])}"
            self.defects.append(
                at.defect(
                    f"The {what} id '{name}' is taken (by {where})", "Give this one its own id.", ["id"]
                )
            )

    def checked(self, model: type[M], data: Any, place: Place) -> M | None:
        """The data as a model, or else its defects noted."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self.defects += told(error, place)
            return None
