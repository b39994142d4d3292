"""Reads a library folder whole and checks it, collecting every defect of every file."""

from pathlib import Path
from typing import Any

from cards.content import forms, shape
from cards.content.blueprint import Exam
from cards.content.defects import Defect, Place
from cards.content.files import Files, Placed
from cards.content.marked_yaml import read
from cards.content.questions import Question, QuestionFile


def read_files(folder: Path) -> Files:
    """All topic files, exams and questions below `folder`."""
    files = Files()
    if not (folder / "concepts").is_dir():
        files.defects.append(
            Defect(str(folder), 1, "There is no concepts/ folder here", "Name a library folder.")
        )
    for path in sorted((folder / "concepts").glob("*.y*ml")):
        _topic_file(files, path)
    for path in sorted((folder / "exams").glob("*.y*ml")):
        _exam_file(files, path)
    for path in sorted((folder / "questions").glob("*.y*ml")):
        _question_file(files, path)
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
    head = files.checked(shape.Topic, {key: data[key] for key in data if key != "concepts"}, place)
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
    head = files.checked(shape.Concept, {key: data[key] for key in data if key != "cards"}, place)
    if head:
        files.concepts.append((topic, Placed(head, place)))
    for i, card in enumerate(_list(files, data, "cards", place)):
        _card(files, str(data.get("id")), card, place / "cards" / i)


def _card(files: Files, concept: str, data: Any, place: Place) -> None:
    form = data.get("form") if isinstance(data, dict) else None
    if not isinstance(form, str) or form not in forms.FORMS:
        what = f"The card's form is '{form}'" if form else "The card has no form"
        files.defects.append(place.defect(what, f"Give it one of: {', '.join(forms.FORMS)}.", ["form"]))
        return
    files.claim("card", data.get("id"), place)
    card: forms.AnyCard | None = files.checked(forms.FORMS[form], data, place)
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
    if exam := files.checked(Exam, data, place):
        files.exams.append(Placed(exam, place))
        _same_name(files, exam.id, path, place / "id")


def _question_file(files: Files, path: Path) -> None:
    if (found := _mapping(files, path)) is None:
        return
    data, place = found
    head = files.checked(QuestionFile, {key: data[key] for key in data if key != "questions"}, place)
    if head:
        _same_name(files, head.topic, path, place / "topic")
        if head.topic not in files.named["topic"]:
            what = f"There is no topic '{head.topic}'"
            files.defects.append(place.defect(what, "Mend the id.", ["topic"]))
    for i, given in enumerate(_list(files, data, "questions", place)):
        _question(files, str(data.get("topic")), given, place / "questions" / i)


def _question(files: Files, topic: str, data: Any, place: Place) -> None:
    if not isinstance(data, dict):
        files.defects.append(place.defect("A question is not a mapping", "Start it with '- id: ...'."))
        return
    files.claim("question", data.get("id"), place)
    if question := files.checked(Question, data, place):
        files.questions.append((topic, Placed(question, place)))


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
