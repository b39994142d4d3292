"""Fills the database it is pointed at with one learner, and times export beside Anki's own of the same cards."""

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import django

RUNS = 5
START_MS, DAY_MS = 1_750_000_000_000, 86_400_000
DEVICE = "0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001"


def main(cards: int, reviews: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    from cards.anki.choosing import What
    from cards.anki.export import export
    from cards.models import Learner
    from cards.reviews.rebuild import now_ms

    learner = Learner.objects.create(username="leaver")
    fill(learner.pk, cards, reviews)
    with tempfile.TemporaryDirectory(prefix="cardinal-bench-") as folder:
        file = Path(folder) / "ours.apkg"
        idle = peak_mb()
        ours = [seconds(lambda: export(learner.pk, What(), file, now_ms())) for _ in range(RUNS)]
        memory = peak_mb() - idle
        theirs = theirs_of(file, Path(folder))
        size = file.stat().st_size
    print(json.dumps({"ours": median(ours), "theirs": median(theirs), "memory_mb": memory, "bytes": size}))


def fill(learner_id: UUID, cards: int, reviews: int) -> None:
    """Own cards of some words each; half of them reviewed, about seven times."""
    from cards.reviews import log
    from cards.reviews.rebuild import now_ms

    rng = random.Random(1)
    events = [*written(rng, cards), *graded(rng, cards // 2, reviews)]
    for n, event in enumerate(events, start=1):
        event |= {"v": 1, "uid": str(UUID(int=rng.getrandbits(128))), "device": DEVICE, "n": n, "tz": 60}
    for start in range(0, len(events), 5_000):
        with log.growing(learner_id) as head:
            log.append(head, events[start : start + 5_000], now_ms())


def written(rng: random.Random, cards: int) -> list[dict[str, Any]]:
    words = "the of a model data train loss class set value rate error store query node layer".split()
    texts = [
        (card, field, " ".join(rng.choices(words, k=12)))
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


def theirs_of(file: Path, folder: Path) -> list[float]:
    """Seconds of Anki's exporter, scheduling and presets included, for what our package holds."""
    from anki.collection import (
        Collection,
        ExportAnkiPackageOptions,
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    collection = Collection(str(folder / "theirs.anki2"))
    taken = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=taken))
    given = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True)
    out = str(folder / "theirs.apkg")
    took = [
        seconds(lambda: collection.export_anki_package(out_path=out, options=given, limit=None))
        for _ in range(RUNS)
    ]
    collection.close()
    return took


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
