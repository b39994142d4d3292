"""Makes queue.json: whole learners, from their rows and a library, and the order of cards that follows."""

import json
import random
from pathlib import Path
from typing import Any

from cards.scheduling.memory import DEFAULT_WEIGHTS
from cards.selection.deck import Timings
from cards.selection.session import session
from cards.study.assembly import Evidence, assembled
from cards.study.outline import CardLine, Outline
from cards.study.rows import Rows

FILE = Path(__file__).parent / "queue.json"
TODAY = 20_000
COUNT = 12
DATES = [None, "2024-10-04", "2024-10-25", "2025-03-01", "2020-01-01"]


def learners() -> list[dict[str, Any]]:
    """Each with everything that moves the order, and the order."""
    rng = random.Random(8)
    return [told | {"order": order(told)} for told in (random_learner(rng) for _ in range(COUNT))]


def random_learner(rng: random.Random) -> dict[str, Any]:
    """Two exams that share concepts, thirty concepts in five topics, one to three cards each."""
    concepts = {f"c{n:02}": f"t{n % 5}" for n in range(30)}
    cards = {f"{concept}.{n}": concept for concept in concepts for n in range(rng.randrange(1, 4))}
    return {
        "learner": f"{rng.getrandbits(128):032x}",
        "concepts": concepts,
        "cards": cards,
        "exams": {name: _exam(rng, list(concepts)) for name in ("exam-a", "exam-b")},
        "settings": _settings(rng) | {"exam.exam-a.rating.first": rng.randrange(1, 6)},
        "rows": {card: _row(rng) for card in cards if rng.random() < 0.5},
        "own": {"own.one": "t1", "own.two": ""},
        "called": {card: TODAY - rng.randrange(20) for card in rng.sample(list(cards), 3)},
        "answered": {"t0": [6, 2], "t3": [5, 5]},
        "seconds": rng.choice([600, 1800, 7200]),
    }


def _exam(rng: random.Random, concepts: list[str]) -> dict[str, Any]:
    asked = {one: rng.choice(["first", "second"]) for one in concepts if rng.random() < 0.7}
    weights = {"first": 65, "second": 35}
    tags = {one: rng.randrange(1, 4) for one in asked}
    whole = {home: sum(tags[one] for one in asked if asked[one] == home) for home in weights}
    return {
        "domains": [{"id": home, "name": home, "weight": weight} for home, weight in weights.items()],
        "concepts": {
            one: {
                "domain": home,
                "importance": tags[one],
                "share": weights[home] / 100 * tags[one] / whole[home],
            }
            for one, home in asked.items()
        },
    }


def _settings(rng: random.Random) -> dict[str, Any]:
    dates = {f"exam.{exam}.date": rng.choice(DATES) for exam in ("exam-a", "exam-b")}
    chosen = rng.choice([[], ["exam-a"], ["exam-b", "exam-a"], ["gone"]])
    return dates | {
        "exams": chosen,
        "new_cap": rng.choice([0, 0, 4]),
        "desired_retention": rng.choice([0.9, 0.85]),
    }


def _row(rng: random.Random) -> dict[str, Any]:
    last = TODAY - rng.choice([0, 1, 2, 5, 9, 30])
    rating = rng.choice([1, 2, 3, 3, 4])
    return {
        "s": round(2 ** rng.uniform(-2, 6), 4),
        "d": round(rng.uniform(1, 10), 4),
        "first_day": last if rng.random() < 0.3 else last - 20,
        "first_rating": rng.choice([1, 3, 4]),
        "last_day": last,
        "last_rating": rating,
        "reps": 3,
        "lapses": 0,
        "suspended": rng.random() < 0.05,
        "flag": 0,
        "starred": False,
        "buried_until": TODAY + 1 if rng.random() < 0.05 else 0,
        "last": [0, "0", 1, "0"],
    }


def order(told: dict[str, Any]) -> list[list[str]]:
    """The cards and their reasons, as the server gives them."""
    lines = [CardLine(card, of, told["concepts"][of], []) for card, of in sorted(told["cards"].items())]
    edits = {card: {"alive": True, "fields": {"topic": topic}} for card, topic in told["own"].items()}
    rows = Rows(told["rows"], told["settings"], {}, edits, DEFAULT_WEIGHTS)
    evidence = Evidence(told["called"], {topic: (n, ok) for topic, (n, ok) in told["answered"].items()})
    studied = assembled(told["learner"], TODAY, rows, Outline(lines, told["exams"]), evidence, Timings())
    return [[choice.id, choice.reason] for choice in session(*studied, told["seconds"])]


if __name__ == "__main__":
    FILE.write_text(json.dumps(learners(), separators=(",", ":")) + "\n")
