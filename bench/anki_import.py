"""Import of an Anki package into the log, beside Anki's own importer of the same file in one run."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from bench import sync
from bench.figure import Figure

SIZES = ((1_000, 3_500), (20_000, 70_000))
PEER = "Anki's importer"


def measure() -> Iterator[Figure]:
    for cards, reviews in SIZES:
        took = measured(cards, reviews)
        name = f"anki_import.{cards}_cards"
        yield against(f"{name}.all", took, "whole")
        yield against(f"{name}.writing", took, "writing")
        for step in ("floor", "reading", "mapping", "deciding", "again"):
            yield Figure(f"{name}.{step}", round(took[step] * 1000), "ms")
        yield Figure(f"{name}.events", took["events"], "events")
        yield Figure(f"{name}.memory", round(took["memory_mb"]), "MB")


def measured(cards: int, reviews: int) -> dict[str, float]:
    """Seconds of each step, in a database of its own."""
    with sync.sqlite() as environ:
        full = os.environ | environ
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=full, check=True)
        folder = environ["CARDINAL_DATA"]
        found: dict[str, float] = {}
        steps = [f"_anki_import made {folder} {cards} {reviews}"]
        steps += [f"_anki_import {side} {folder}" for side in ("theirs", "ours")]
        for step in [*steps, f"_anki_floor {folder}"]:
            command = [sys.executable, "-m", *f"bench.{step}".split()]
            done = subprocess.run(command, env=full, check=True, capture_output=True, text=True)
            found |= json.loads(done.stdout or "{}")
        return found


def against(name: str, took: dict[str, float], step: str) -> Figure:
    return Figure(name, round(took[step] * 1000), "ms", round(took[step] / took["theirs"], 2), PEER)
