"""Reads a library folder whole and checks it, collecting every defect of every file."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from cards.content import shape
from cards.content.blueprint import Exam
from cards.content.defects import Defect, Place
from cards.content.marked_yaml import read

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
    cards: list[tuple[str, Placed[shape.AnyCard]]] = field(default_factory=list)  # with the concept's id
    exams: list[Placed[Exam]] = field(default_factory=list)
    named: dict[str, dict[str, Place]] = field(
        default_factory=lambda: {"exam": {}, "topic": {}, "concept": {}, "card": {}}
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


def read_files(folder: Path) -> Files:
    """All topic files and exams below `folder`."""
    files = Files()
    if not (folder / "concepts").is_dir():
        files.defects.append(
            Defect(str(folder), 1, "There is no concepts/ folder here", "Name a library folder.")
        )
    for path in sorted((folder / "concepts").glob("*.y*ml")):
        _topic_file(files, path)
    for path in sorted((folder / "exams").glob("*.y*ml")):
        _exam_file(files, path)
    return files


def _mapping(files: Files, path: Path) -> tuple[dict[str, Any], Place] | None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        files.defects.append(Defect(_shown(path), 1, "This file is not UTF-8 text", "Save it as UTF-8."))
        return None
    data, place, defects = read(text, _shown(path))
    files.defects += defects
    if isinstance(data, dict):
        return data, place
    if not defects:
        files.defects.append(place.defect("This file is not a mapping", "See README.md for its form."))
    return None


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _topic_file(files: Files, path: Path) -> None:
    if (found := _mapping(files, path)) is None:
        return
    data, place = found
    files.claim("topic", data.get("topic"), place)
    head = _checked(files, shape.Topic, {key: data[key] for key in data if key != "concepts"}, place)
    if head:
        files.topics.append(Placed(head, place))
        _same_name(files, head.topic, path, place / "topic")
    for i, concept in enumerate(_list(files, data, "concepts", place)):
        _concept(files, str(data.get("topic")), concept, place / "concepts" / i)


def _concept(files: Files, topic: str, data: Any, place: Place) -> None:
    if not isinstance(data, dict):
        files.defects.append(place.defect("A concept is not a mapping", "Start it with '- id: ...'."))
        return
    files.claim("concept", data.get("id"), place)
    head = _checked(files, shape.Concept, {key: data[key] for key in data if key != "cards"}, place)
    if head:
        files.concepts.append((topic, Placed(head, place)))
    for i, card in enumerate(_list(files, data, "cards", place)):
        _card(files, str(data.get("id")), card, place / "cards" / i)


def _card(files: Files, concept: str, data: Any, place: Place) -> None:
    form = data.get("form") if isinstance(data, dict) else None
    if form not in shape.FORMS:
        what = f"The card's form is '{form}'" if form else "The card has no form"
        files.defects.append(place.defect(what, f"Give it one of: {', '.join(shape.FORMS)}.", ["form"]))
        return
    files.claim("card", data.get("id"), place)
    card: shape.AnyCard | None = _checked(files, shape.FORMS[form], data, place)
    if card and not card.id.startswith(f"{concept}."):
        what = f"The card id '{card.id}' does not begin with its concept's id"
        files.defects.append(place.defect(what, f"Call it '{concept}.<what it asks>'.", ["id"]))
    elif card:
        files.cards.append((concept, Placed(card, place)))


def _exam_file(files: Files, path: Path) -> None:
    if (found := _mapping(files, path)) is None:
        return
    data, place = found
    files.claim("exam", data.get("id"), place)
    if exam := _checked(files, Exam, data, place):
        files.exams.append(Placed(exam, place))
        _same_name(files, exam.id, path, place / "id")


def _same_name(files: Files, name: str, path: Path, place: Place) -> None:
    if path.name != f"{name}.yaml":
        what = f"The file is called {path.name}, what it holds is called '{name}'"
        files.defects.append(place.defect(what, f"Rename the file to {name}.yaml."))


def _list(files: Files, data: dict[str, Any], key: str, place: Place) -> list[Any]:
    value = data.get(key)
    if isinstance(value, list) and value:
        return value
    files.defects.append(place.defect(f"'{key}' is not a list with something in it", f"Add {key}.", [key]))
    return []


def _checked(files: Files, model: type[M], data: Any, place: Place) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False)
        told = {(place.found(one["loc"]), _field(one, place)): one for one in reversed(errors)}
        files.defects += [_defect(one, place) for one in told.values()]  # of a union's errors only the first
        return None


MENDS = {
    "missing": ("'{field}' is missing", "Add it."),
    "extra_forbidden": ("'{field}' is not a field here", "Mend its spelling or remove it."),
    "string_type": ("'{field}' is not text", "Put it in quotes."),
    "string_pattern_mismatch": (
        "'{input}' is not an id",
        "Use lower-case letters, digits, dots and hyphens.",
    ),
    "too_short": ("'{field}' has too few entries", "Add what is missing."),
    "date_type": ("'{field}' is not a date", "Write it as 2026-11-21, without quotes."),
    "bool_type": ("'{field}' is neither true nor false", "Write true or false, without quotes."),
}


def _field(error: Any, place: Place) -> str:
    if error["type"] in ("missing", "extra_forbidden"):
        return str(error["loc"][-1])
    path = place.found(error["loc"])
    return str(path[-1]) if len(path) > len(place.path) else "the whole"


def _defect(error: Any, place: Place) -> Defect:
    field = _field(error, place)
    what, mend = MENDS.get(error["type"], ("", ""))
    if not what:
        what, _, mend = re.sub(r"^Value error, ", "", error["msg"]).partition("; ")
        what = f"'{field}': {what}"
        mend = f"{mend[:1].upper()}{mend[1:]}." if mend else "Mend it."
    else:
        what = what.format(field=field, input=error.get("input"))
    return place.defect(what, mend, error["loc"])
