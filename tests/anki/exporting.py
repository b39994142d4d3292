"""A learner with a past, their packages, and collections of Anki that took them in."""

import json
import random
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from cards.anki.choosing import What
from cards.anki.export import export
from cards.models import Card, Concept, DerivedRow, Exam, Learner, Topic
from cards.reviews import log
from tests.anki.studying import a_collection
from tests.people import a_learner
from tests.scheduling.making import DAY_MS, Made, a_review, made

TZ = 120  # tests run with Anki in this zone
NOW = 20_400 * DAY_MS + 10 * 3_600_000  # noon of study day 20,400, there
FIGURE = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA0MCAyMCI+PC9zdmc+"
IMAGE = f'<img src="data:image/svg+xml;base64,{FIGURE}" alt="A figure" width="40" height="20">'
ABOUT: Made = {
    "why": "Because <em>so</em>.",
    "not": "Not otherwise.",
    "source": {"title": "Guide & more", "url": "https://example.org/guide"},
    "verified_on": "2026-11-21",
}
CONCEPT = {"name": "Object storage", "summary": "Keeps <strong>objects</strong>.", "topic": "storage"}
OPTIONS = [
    {"html": text, "right": text in "BD", "why": f"{text} because"} for text in ("A", "B", "C", "D", "E")
]
BODIES: dict[str, Made] = {
    "basic": {"prompt": f"What is shown?{IMAGE}", "answer": "A figure."},
    "contrast": {"prompt": "This or that?", "answer": "<p>This.</p><p>Not that.</p>"},
    "cloze": {
        "prompt": 'S3 keeps <span class="blank">…</span>.',
        "answer": "S3 keeps <mark>objects::{{of any kind}}</mark>.",
    },
    "choice": {"prompt": "Which two?", "options": OPTIONS, "choose": 2},
    "compute": {
        "prompt": "1 + 1?",
        "instances": [
            {"prompt": f"{n} + {n}?", "answer": 2.0 * n, "tolerance": 0, "unit": "kg", "work": f"{n} + {n}"}
            for n in (1, 2, 3, 1)
        ],
    },
    "order": {"prompt": "In which order?", "steps": ["first", "then", "at last"]},
    "match": {
        "prompt": "What goes with what?",
        "pairs": [{"left": f"l{n}", "right": f"r{n}"} for n in range(4)],
    },
}


def a_body(form: str) -> Made:
    """The body of a card of that form, as devices get it."""
    return {"id": f"c.{form}", "concept": "c", "form": form} | ABOUT | BODIES[form]


def a_library() -> None:
    """An exam of one domain with one card of each form, c.basic to c.match."""
    topic = Topic.objects.create(id="storage", body={"id": "storage", "name": "Storage"}, changed_in=1)
    Concept.objects.create(id="c", topic=topic, body=CONCEPT, changed_in=1)
    for form in BODIES:
        Card.objects.create(id=f"c.{form}", concept_id="c", form=form, body=a_body(form), changed_in=1)
    exam = {
        "id": "saa",
        "code": "SAA-C03",
        "domains": [{"id": "design", "name": "Design"}],
        "concepts": {"c": {"domain": "design", "importance": 2}},
    }
    Exam.objects.create(id="saa", body=exam, changed_in=1)


def did(*events: Made, learner: Learner | None = None) -> Learner:
    """A learner, alice, whose log holds these."""
    learner = learner or a_learner()
    with log.growing(learner.pk) as head:
        receipt = log.append(head, events, NOW)
    assert not receipt.refused
    return learner


def months(card: str, seed: int) -> list[Made]:
    """Reviews of one card, some of them on one day, never in the hour in which the study day turns."""
    rng = random.Random(seed)
    at = NOW - 200 * DAY_MS + rng.randrange(6 * 3_600_000)
    reviews: list[Made] = []
    while at < NOW - DAY_MS:
        reviews.append(a_review(rng.choice([1, 2, 3, 3, 3, 4]), card=card, at=at, n=len(reviews) + 1, tz=TZ))
        at += rng.choice([600_000, DAY_MS, 3 * DAY_MS, 9 * DAY_MS, 30 * DAY_MS])
    return reviews


def an_own_card(card: str, at: int = NOW - DAY_MS, **fields: str) -> list[Made]:
    """What the phone writes when a card is made."""
    told = {"created": True} | fields
    return [
        made("edit", card=card, field=name, value=value, n=n, at=at, tz=TZ)
        for n, (name, value) in enumerate(told.items(), start=1)
    ]


def packed(learner: Learner, file: Path, what: What | None = None, *, scheduling: bool = True) -> Path:
    export(learner.pk, what or What(), file, NOW, scheduling=scheduling)
    return file


def taken_in(package: Path, folder: Path) -> Collection:
    """A fresh collection that imported the package, learning progress and presets ticked, with FSRS on."""
    collection = a_collection(folder)
    take_in(collection, package)
    return collection


def take_in(collection: Collection, package: Path) -> dict[str, int]:
    """Imports a package; how many notes were new, updated, and so on."""
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    told = collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(package), options=options)
    ).log
    return {name: len(getattr(told, name)) for name in ("new", "updated", "duplicate", "conflicting")}


def rows(collection: Collection, statement: str, *values: Any) -> list[Any]:
    assert collection.db is not None
    return collection.db.all(statement, *values)


def card_id(collection: Collection, card: str) -> Any:
    """Anki's id of one of our cards."""
    return rows(
        collection, "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE guid = ?", f"cardinal:{card}"
    )[0][0]


def state_of(learner: Learner, card: str) -> dict[str, Any]:
    row = DerivedRow.objects.get(learner=learner, key=f"card:{card}")
    state: dict[str, Any] = json.loads(row.state)
    return state
