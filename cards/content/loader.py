"""Brings the database in line with the library's files: all of them or, on any defect, none."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from cards.content.bodies import Body
from cards.content.defects import LibraryError
from cards.content.library import read_library
from cards.content.models import Card, Concept, Exam, Library, LibraryItem, Question, Revised, Topic

CODE = Path(__file__).resolve().parent
# What may change in a card or question without the learner facing another text.
BESIDE_THE_TEXT = {"source", "verified_on", "applies", "concepts", "constraint", "difficulty"}
# The columns that repeat a part of the body, so that the database can join and filter.
COLUMNS: dict[type[LibraryItem], dict[str, str]] = {
    Concept: {"topic_id": "topic"},
    Card: {"concept_id": "concept", "form": "form"},
}


@dataclass(frozen=True)
class Loaded:
    """What a load did."""

    version: int
    changed: int
    retired: int


def load(folder: Path, done: Callable[[int, int], None] = lambda _now, _all: None) -> Loaded:
    """Loads the folder; raises LibraryError with every defect, and then has changed nothing.

    Files that are loaded already are only compared by digest. Nothing is ever deleted: what is gone from
    the files is retired, for learners have graded it, and comes back as it was when the files name it again.
    """
    digest = digest_of(folder)
    state, _ = Library.objects.get_or_create(id=1)
    if state.digest == digest:
        return Loaded(state.version, 0, 0)
    files, rendered = read_library(folder, done)
    if files.defects:
        raise LibraryError(files.defects)
    with transaction.atomic():
        state = Library.objects.select_for_update().get(id=1)  # two servers starting at once load in turn
        version = state.version + 1
        counts = [
            _bring(Exam, rendered.exams, version),
            _bring(Topic, rendered.topics, version),
            _bring(Concept, rendered.concepts, version),
            _bring(Card, rendered.cards, version),
            _bring(Question, rendered.questions, version),
        ]
        changed, retired = sum(count[0] for count in counts), sum(count[1] for count in counts)
        state.version = version if changed or retired else state.version
        state.digest = digest
        state.save()
    return Loaded(state.version, changed, retired)


def digest_of(folder: Path) -> str:
    """Of the files and of the code that renders them, so that better rendering reaches devices too."""
    whole = hashlib.sha256()
    for path in sorted(
        [*folder.rglob("*.yaml"), *folder.rglob("*.yml"), *folder.rglob("*.svg"), *CODE.glob("*.py")]
    ):
        name = path.relative_to(CODE if path.parent == CODE else folder)
        content = path.read_bytes()
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def _bring(model: type[LibraryItem], bodies: dict[str, Body], version: int) -> tuple[int, int]:
    """Writes what differs and retires what is gone; returns how many of each."""
    columns = COLUMNS.get(model, {})
    known = {item.pk: item for item in model._default_manager.all()}
    new = [
        model(id=pk, body=body, changed_in=version, **{column: body[key] for column, key in columns.items()})
        for pk, body in bodies.items()
        if pk not in known
    ]
    changed = [
        item for pk, item in known.items() if pk in bodies and (item.retired or item.body != bodies[pk])
    ]
    for item in changed:
        _take(item, bodies[item.pk], columns)
    gone = [item for pk, item in known.items() if pk not in bodies and not item.retired]
    for item in gone:
        item.retired = True
    for item in [*changed, *gone]:
        item.changed_in = version
    counted = ["revision"] if issubclass(model, Revised) else []
    fields = ["body", "changed_in", "retired", *columns, *counted]
    model._default_manager.bulk_create(new, batch_size=100)
    model._default_manager.bulk_update([*changed, *gone], fields, batch_size=50)
    return len(new) + len(changed), len(gone)


def _take(item: LibraryItem, body: Body, columns: dict[str, str]) -> None:
    if isinstance(item, Revised) and _text(item.body) != _text(body):
        item.revision += 1
    item.body, item.retired = body, False
    for column, key in columns.items():
        setattr(item, column, body[key])


def _text(body: Body) -> Body:
    return {key: value for key, value in body.items() if key not in BESIDE_THE_TEXT}
