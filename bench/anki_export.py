"""Export to an Anki package, beside Anki's own exporter of the same cards in one run."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import sync
from bench.figure import Figure

SIZES = ((1_000, 3_500), (20_000, 70_000))
PEERS = {"theirs": "Anki's exporter", "theirs_old": "Anki's exporter, the older form that we write too"}


def measure() -> Iterator[Figure]:
    for cards, reviews in SIZES:
        found = measured(cards, reviews)
        assert found["reviews"] == reviews
        for theirs, peer in PEERS.items():
            ratio = round(found["ours"] / found[theirs], 2)
            yield Figure(f"anki_export.{cards}_cards", round(found["ours"] * 1000), "ms", ratio, peer)
        yield Figure(f"anki_export.{cards}_cards.memory", round(found["memory_mb"]), "MB")
        yield Figure(f"anki_export.{cards}_cards.package", round(found["bytes"] / 1e6, 2), "MB")


def measured(cards: int, reviews: int) -> dict[str, float]:
    """Seconds of both, our memory beyond idle, and the package's size; in a database of its own."""
    with sync.sqlite() as environ, tempfile.TemporaryDirectory(prefix="cardinal-bench-") as folder:
        full = os.environ | environ
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=full, check=True)
        step = [sys.executable, "-m", "bench._anki_export"]
        subprocess.run([*step, "fill", folder, str(cards), str(reviews)], env=full, check=True)
        told = subprocess.check_output([*step, "beside", folder], env=full, text=True)
        found: dict[str, float] = json.loads(told.splitlines()[-1])
        return found


if not Path("manage.py").exists():
    raise RuntimeError("run benchmarks from the project's folder: make bench")
