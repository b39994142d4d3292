"""The next 200 of 20,000 cards, on the server and by the phone's own code: milliseconds of processor time."""

import json
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.figure import Figure
from cards.selection.deck import Deck, Learner
from cards.selection.session import session
from tests.selection.making import TODAY, a_card, a_deck, a_learner, reviewed

ROOT = Path(__file__).resolve().parent.parent
CARDS, CHOSEN, SECONDS = 20_000, 200, 2 * 3600.0
TOPICS, DOMAINS, RUNS = 40, 4, 31
SERVER_MS, PHONE_MS = 20, 10
SEEN = {"all_new": 0.0, "half_seen": 0.5, "all_due": 1.0}


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="cardinal-queue-") as folder:
        script = bundled(Path(folder))
        learner = a_learner(topics=TOPICS, domains=DOMAINS)
        for name in SEEN:
            deck = made_deck(name)
            yield _figure(f"queue.server.{name}", median(on_the_server(deck, learner)), SERVER_MS)
            took = on_the_phone(script, deck, learner)
            yield _figure(f"queue.phone.{name}", median(took), PHONE_MS)
            yield Figure(f"queue.phone.{name}.first", round(took[0], 1), "ms")


def made_deck(kind: str) -> Deck:
    """Of half seen an eighth of the seen cards is fresh yet; all others have faded, some for months."""
    rng = random.Random(kind)
    return a_deck([_card(rng, number, kind) for number in range(CARDS)])


def _card(rng: random.Random, number: int, kind: str) -> dict[str, Any]:
    topic = rng.randrange(TOPICS)
    facts = {
        "topic": topic,
        "domain": topic % DOMAINS,
        "concept": number // 3,
        "importance": rng.choice([1, 2, 3]) / (2 * CARDS),
    }
    if rng.random() >= SEEN[kind]:
        return a_card(number, **facts)
    s, fresh = 2 ** rng.uniform(0, 6), kind == "half_seen" and rng.random() < 0.125
    ago = max(int(s * (rng.uniform(0.1, 0.8) if fresh else rng.uniform(1.1, 3))), 1) + (not fresh)
    return reviewed(number, s=s, ago=ago, d=rng.uniform(1, 10), first_rating=rng.choice([1, 3, 3]), **facts)


def on_the_server(deck: Deck, learner: Learner) -> list[float]:
    took = []
    for _ in range(RUNS):
        began = time.process_time()
        chosen = session(deck, learner, SECONDS, limit=CHOSEN)
        took.append((time.process_time() - began) * 1000)
    assert len(chosen) == CHOSEN
    return took


def bundled(folder: Path) -> Path:
    """The phone's code as one script for Node."""
    script = folder / "queue.mjs"
    rolldown = ROOT / "pwa" / "node_modules" / ".bin" / "rolldown"
    asked: list[str | Path] = [
        rolldown,
        ROOT / "bench" / "_queue.ts",
        "--format",
        "esm",
        "--platform",
        "node",
        "--file",
        script,
    ]
    subprocess.run(asked, check=True, stdout=subprocess.DEVNULL)
    return script


def on_the_phone(script: Path, deck: Deck, learner: Learner) -> list[float]:
    """The first run has the code cold, as after opening the app; its choice must be the server's."""
    columns = {
        name: [None if value != value else value for value in getattr(deck, name).tolist()]
        for name in Deck.__dataclass_fields__
        if name not in ("ids", "dice")
    }
    told = {
        "ids": list(deck.ids),
        "columns": columns,
        "learner": {
            "day": TODAY,
            "seed": learner.seed,
            "remDays": learner.rem_days,
            "topics": TOPICS,
            "domains": DOMAINS,
        },
        "seconds": SECONDS,
        "limit": CHOSEN,
        "runs": RUNS,
    }
    ran = subprocess.run(["node", script], input=json.dumps(told), capture_output=True, text=True, check=True)
    answer = json.loads(ran.stdout)
    assert answer["chosen"] == [choice.card for choice in session(deck, learner, SECONDS, limit=CHOSEN)]
    took: list[float] = answer["ms"]
    return took


def _figure(name: str, ms: float, target: int) -> Figure:
    return Figure(name, round(ms, 1), "ms", round(ms / target, 2), f"at most {target} ms")
