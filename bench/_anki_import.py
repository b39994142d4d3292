"""Times our import of a collection that Anki made, step by step, beside Anki's own importer."""

import json
import os
import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

import django

from bench._timing import peak_mb, seconds

RUNS = 3
FILE = "made.apkg"
START_MS, DAY_MS = 1_750_000_000_000, 86_400_000
WORDS = ("the", "of", "a", "model", "data", "train", "loss", "class", "value", "rate", "error", "store")


def main(step: str, folder: Path, *counts: int) -> None:
    """One step in a process of its own, so that its memory can be told from the others'."""
    if step == "made":
        made(folder, *counts)
    elif step == "theirs":
        took = [theirs_of(folder / FILE, folder / f"theirs.{run}.anki2") for run in range(RUNS)]
        print(json.dumps({"theirs": median(took)}))
    else:
        print(json.dumps(ours(folder / FILE)))


def ours(file: Path) -> dict[str, float]:
    """The median of each figure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    idle = peak_mb()
    runs = [ours_of(file, f"comer{run}") for run in range(RUNS)]
    figures = {name: median(one[name] for one in runs) for name in runs[0]}
    return figures | {"memory_mb": peak_mb() - idle}


def made(folder: Path, cards: int, reviews: int) -> None:
    """A package with scheduling: basic notes of some words, half of them reviewed."""
    from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

    rng = random.Random(1)
    collection = Collection(str(folder / "made.anki2"))
    kind = collection.models.by_name("Basic")
    deck = collection.decks.id("Made")
    assert kind is not None
    assert deck is not None
    requests = []
    for _ in range(cards):
        note = collection.new_note(kind)
        note.fields = [
            " ".join(rng.choices(WORDS, k=12)),
            "<b>" + " ".join(rng.choices(WORDS, k=12)) + "</b>",
        ]
        requests.append(AddNoteRequest(note, deck))
    collection.add_notes(requests)
    study(collection, rng, reviews)
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.export_anki_package(out_path=str(folder / FILE), options=options, limit=None)
    collection.close()


def study(collection: Any, rng: random.Random, reviews: int) -> None:
    ids = list(collection.find_cards(""))[::2]
    rows = [
        (START_MS + n * DAY_MS // 300, rng.choice(ids), -1, rng.choice([1, 3, 3, 3, 4]), 5, 5, 2500, 4000, 1)
        for n in range(reviews)
    ]
    collection.db.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    collection.db.execute(
        "UPDATE cards SET type = 2, queue = 2, ivl = 5, due = 5, reps = 7 "
        "WHERE id IN (SELECT cid FROM revlog)"
    )


def theirs_of(file: Path, target: Path) -> float:
    """Seconds of Anki's importer into an empty collection."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    collection = Collection(str(target))
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    request = ImportAnkiPackageRequest(package_path=str(file), options=options)
    took = seconds(lambda: collection.import_anki_package(request))
    collection.close()
    return took


def ours_of(file: Path, name: str) -> dict[str, float]:
    """Seconds of each step: unpacking and reading, making our cards, what the log is asked, all of it."""
    from cards.anki.importing.cards import incoming
    from cards.anki.importing.job import take_in
    from cards.anki.reading.collection import read
    from cards.intake.deciding import Chosen
    from cards.intake.taking_in import Intake
    from cards.models import Event, Learner
    from cards.reviews.rebuild import now_ms

    learner = Learner.objects.create(username=name)
    chosen = Chosen(now_ms())

    def walk(make: Callable[[Any], Iterable[object]]) -> None:
        with read(file) as collection:
            for _ in make(collection):
                pass

    def unheard(done: int, total: int) -> None:
        pass

    reading = seconds(lambda: walk(lambda collection: collection.cards()))
    mapping = seconds(lambda: walk(lambda collection: incoming(collection, set())))
    preview = seconds(lambda: take_in(learner.pk, file, chosen, unheard, Intake.preview))
    whole = seconds(lambda: take_in(learner.pk, file, chosen, unheard))
    again = seconds(lambda: take_in(learner.pk, file, chosen, unheard))
    return {
        "reading": reading,
        "mapping": mapping - reading,
        "deciding": preview - mapping,
        "writing": whole - preview,
        "whole": whole,
        "again": again,
        "events": float(Event.objects.filter(learner=learner).count()),
    }


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:]))
