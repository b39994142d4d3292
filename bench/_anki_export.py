"""Fills the database it is pointed at with one learner; times export beside Anki's own of the same cards."""

import json
import os
import random
import sys
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import django

from bench._timing import peak_mb, seconds

RUNS = 5
WORDS = ("the", "of", "a", "model", "data", "train", "loss", "class", "value", "rate", "error", "store")
LEAVER = "leaver"
START_MS, DAY_MS = 1_750_000_000_000, 86_400_000
DEVICE = "0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001"


def main(step: str, folder: Path, *counts: int) -> None:
    """One step in a process of its own, so that its memory can be told from the others'."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    if step == "fill":
        fill(*counts)
    else:
        print(json.dumps(beside(folder)))


def beside(folder: Path) -> dict[str, float]:
    """Our exporter and Anki's in turn, so that both meet the same crowd on the machine."""
    from cards.anki.choosing import What
    from cards.anki.export import export
    from cards.models import Learner
    from cards.reviews.rebuild import now_ms

    learner, file = Learner.objects.get(username=LEAVER), folder / "ours.apkg"
    idle = peak_mb()
    held = export(learner.pk, What(), file, now_ms())
    memory = peak_mb() - idle
    collection = anki_with(file, folder)
    took: dict[str, list[float]] = {"ours": [], "theirs": [], "theirs_old": []}
    for _ in range(RUNS):
        took["ours"].append(seconds(lambda: export(learner.pk, What(), file, now_ms())))
        took["theirs"].append(seconds(lambda: theirs(collection, folder / "new.apkg", legacy=False)))
        took["theirs_old"].append(seconds(lambda: theirs(collection, folder / "old.apkg", legacy=True)))
    assert held.cards == collection.card_count()
    figures: dict[str, float] = {name: median(each) for name, each in took.items()}
    return figures | {"memory_mb": memory, "bytes": file.stat().st_size, "reviews": held.reviews}


def anki_with(file: Path, folder: Path) -> Any:
    """A collection of Anki's that took our package in."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    collection = Collection(str(folder / "theirs.anki2"))
    taken = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=taken))
    return collection


def theirs(collection: Any, out: Path, *, legacy: bool) -> None:
    """Scheduling, presets and media included, in the new form or in the one that we write too."""
    from anki.collection import ExportAnkiPackageOptions

    given = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    collection.export_anki_package(out_path=str(out), options=given, limit=None)


def fill(cards: int, reviews: int) -> None:
    """Own cards of some words each; half of them reviewed, about seven times."""
    from cards.models import Learner
    from cards.reviews import log
    from cards.reviews.rebuild import now_ms

    learner = Learner.objects.create(username=LEAVER)
    rng = random.Random(1)
    events = [*written(rng, cards), *graded(rng, cards // 2, reviews)]
    for n, event in enumerate(events, start=1):
        event |= {"v": 1, "uid": str(UUID(int=rng.getrandbits(128))), "device": DEVICE, "n": n, "tz": 60}
    for start in range(0, len(events), 5_000):
        with log.growing(learner.pk) as head:
            log.append(head, events[start : start + 5_000], now_ms())


def written(rng: random.Random, cards: int) -> list[dict[str, Any]]:
    texts = [
        (card, field, " ".join(rng.choices(WORDS, k=12)))
        for card in range(cards)
        for field in ("prompt", "answer")
    ]
    made = [{"card": f"own.{card}", "field": "created", "value": True} for card in range(cards)]
    made += [{"card": f"own.{card}", "field": field, "value": text} for card, field, text in texts]
    return [event | {"kind": "edit", "at": START_MS} for event in made]


def graded(rng: random.Random, cards: int, reviews: int) -> list[dict[str, Any]]:
    return [
        {
            "kind": "review",
            "card": f"own.{rng.randrange(cards)}",
            "rating": rng.choice([1, 3, 3, 3, 4]),
            "at": START_MS + n * DAY_MS // 300,
            "took_ms": 4_000,
        }
        for n in range(reviews)
    ]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *(int(argument) for argument in sys.argv[3:]))
