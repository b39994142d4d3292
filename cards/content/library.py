"""A library folder, read, checked and rendered: either what to load, or what to mend."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cards.content import bodies
from cards.content.bodies import Body
from cards.content.defects import Defect, Place
from cards.content.exam_body import exam_body
from cards.content.figures import read_figures
from cards.content.files import Files
from cards.content.links import link_defects
from cards.content.reading import read_files
from cards.content.reasons import reason_defects
from cards.content.rendering import Renderer

FOLDER = Path(__file__).resolve().parent.parent / "library"


@dataclass
class Rendered:
    """Bodies by id."""

    exams: dict[str, Body] = field(default_factory=dict)
    topics: dict[str, Body] = field(default_factory=dict)
    concepts: dict[str, Body] = field(default_factory=dict)
    cards: dict[str, Body] = field(default_factory=dict)
    questions: dict[str, Body] = field(default_factory=dict)


def read_library(
    folder: Path, done: Callable[[int, int], None] = lambda _now, _all: None
) -> tuple[Files, Rendered]:
    """The files, with every defect there is, and all bodies that could be rendered. `done` hears progress."""
    files = read_files(folder)
    figures, defects = read_figures(folder / "figures")
    files.defects += [*defects, *link_defects(files), *reason_defects(files)]
    rendered = Rendered()
    renderer = Renderer(figures)
    for topic in files.topics:
        rendered.topics[topic.it.topic] = bodies.topic_body(topic.it)
    for topic_id, concept in files.concepts:
        with _noted(files.defects, concept.at):
            rendered.concepts[concept.it.id] = bodies.concept_body(topic_id, concept.it, files, renderer)
    concepts = {concept.it.id: concept.it for _, concept in files.concepts}
    for i, (home, card) in enumerate(files.cards, start=1):
        if home in concepts:
            with _noted(files.defects, card.at):
                rendered.cards[card.it.id] = bodies.card_body(card.it, concepts[home], files, renderer)
        done(i, len(files.cards))
    for _, question in files.questions:
        with _noted(files.defects, question.at):
            rendered.questions[question.it.id] = bodies.question_body(question.it, renderer)
    for exam in files.exams:
        rendered.exams[exam.it.id] = exam_body(exam.it, files)
    return files, rendered


@contextmanager
def _noted(defects: list[Defect], at: Place) -> Iterator[None]:
    """A text that cannot be rendered is one more defect."""
    try:
        yield
    except ValueError as error:
        what, _, mend = str(error).partition("; ")
        defects.append(at.defect(f"{what[:1].upper()}{what[1:]}", f"{mend[:1].upper()}{mend[1:]}."))
