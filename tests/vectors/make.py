"""Makes the golden vectors that pytest and Vitest both read."""

import json
import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cards.scheduling.events import YEAR_2200_MS
from cards.scheduling.fold import fold, row_key
from cards.scheduling.memory import DEFAULT_WEIGHTS, Fsrs
from cards.scheduling.study_day import study_day
from tests.vectors.papers import paper_lines

HERE = Path(__file__).parent
DEFAULTS = HERE.parent.parent / "cards" / "scheduling" / "defaults.json"
DAY_MS = 86_400_000
START_MS = 1_750_000_000_000
ZONES = [-720, -480, -300, 0, 60, 120, 330, 345, 540, 840]
GAPS_DAYS = [0.001, 0.01, 0.3, 0.6, 1, 1, 2, 3, 5, 8, 13, 30, 90, 400, 2000]
AGES_DAYS = [2_000, 9_000]  # long enough to reach the cap on stability


def weight_sets(rng: random.Random) -> list[list[float]]:
    """FSRS's default weights and seven learners who differ from it."""
    sets = [list(DEFAULT_WEIGHTS)]
    while len(sets) < 8:
        drawn = [round(w * rng.uniform(0.7, 1.35), 4) for w in DEFAULT_WEIGHTS]
        drawn[15] = min(drawn[15], 1.0)
        drawn[18:20] = [round(rng.choice([0.0, 1.0, rng.random()]) * w, 4) for w in drawn[18:20]]
        drawn[7] = max(drawn[7], 0.001)
        drawn[20] = max(drawn[20], 0.1)
        try:
            Fsrs(drawn)
        except ValueError:
            continue
        sets.append(drawn)
    return sets


def history(rng: random.Random) -> list[tuple[int, int, int]]:
    """(at, tz, rating) of one card: early and late, same-day, lapses, travel, and clocks set back."""
    at, zone = START_MS + rng.randrange(300 * DAY_MS), rng.choice(ZONES)
    gaps_days = GAPS_DAYS if rng.random() < 0.96 else AGES_DAYS
    reviews: list[tuple[int, int, int]] = []
    for _ in range(rng.choice([1, 2, 3, 5, 8, 13, 21, 30])):
        reviews.append((at, zone, rng.choices([1, 2, 3, 4], [2, 1, 5, 1])[0]))
        at = min(at + int(rng.choice(gaps_days) * rng.uniform(0.7, 1.3) * DAY_MS), YEAR_2200_MS)
        if rng.random() < 0.15:
            zone = rng.choice(ZONES)
    return reviews


def remembered(
    reviews: list[tuple[int, int, int]], fsrs: Fsrs, retention: float
) -> Iterator[tuple[int, float, float, int]]:
    """(study day, s, d, due day) after each review."""
    memory, day = None, 0
    for at, tz, rating in reviews:
        own = study_day(at, tz)
        if memory is None:
            memory, day = fsrs.first(rating), own
        else:
            memory, day = fsrs.next(memory, max(own, day) - day, rating), max(own, day)
        due = day + fsrs.interval(memory.s, retention)
        yield day, float(f"{memory.s:.10g}"), float(f"{memory.d:.10g}"), due


def memory_lines(count: int = 2_000) -> Iterator[str]:
    """The lines of memory.jsonl."""
    rng = random.Random(20261121)
    sets = weight_sets(rng)
    yield dumped({"weights": sets})
    for _ in range(count):
        w, retention = rng.randrange(len(sets)), rng.choice([0.7, 0.8, 0.85, 0.9, 0.9, 0.95, 0.97])
        reviews = history(rng)
        after = list(remembered(reviews, Fsrs(sets[w]), retention))
        yield dumped({"w": w, "retention": retention, "reviews": reviews, "after": after})


def random_events(rng: random.Random) -> list[dict[str, Any]]:
    """A learner's log about two cards and a setting, made on two devices, with undos of anything."""
    devices = [str(uuid.UUID(int=rng.getrandbits(128), version=4)) for _ in range(2)]
    events: list[dict[str, Any]] = []
    at = START_MS
    for n in range(1, rng.randrange(3, 26)):
        at += int(rng.choice(GAPS_DAYS[:12]) * DAY_MS) if rng.random() < 0.8 else 0
        event = {
            "v": 1,
            "uid": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            "device": rng.choice(devices),
            "n": n,
            "at": at,
            "tz": rng.choice(ZONES) if rng.random() < 0.2 else 60,
        }
        events.append(event | _content(rng, events))
    return events


def _content(rng: random.Random, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    card = rng.choice(["a.one", "b.two"])
    kinds = {
        "review": 12,
        "undo": 4,
        "mark": 3,
        "reset": 1,
        "setting": 1,
        "edit": 3,
        "sitting": 3,
        "answer": 3,
    }
    kind = rng.choices([*kinds, "outcome"], [*kinds.values(), 1])[0]
    if kind == "undo" and earlier:
        return {"kind": kind, "target": rng.choice(earlier)["uid"], "value": rng.random() < 0.75}
    if kind == "mark":
        return {"kind": kind, "card": card} | rng.choice(
            [
                {"mark": "suspended", "value": rng.random() < 0.5},
                {"mark": "starred", "value": rng.random() < 0.5},
                {"mark": "flag", "value": rng.randrange(8)},
                {"mark": "bury", "days": rng.randrange(4)},
            ]
        )
    if kind == "reset":
        return {"kind": kind, "card": card}
    if kind == "setting":
        return {"kind": kind, "name": "minutes_a_day", "value": rng.choice([5, 15, 45])}
    if kind == "edit":
        field = rng.choice(["created", "deleted", "prompt", "note"])
        value = rng.random() < 0.6 if field in ("created", "deleted") else rng.choice(["Why?", "", "é"])
        return {"kind": kind, "card": card, "field": field, "value": value}
    if kind == "outcome":
        return {"kind": kind, "exam": "mls-c01"} | rng.choice(
            [{"passed": True, "score": 812}, {"passed": False}]
        )
    if kind in ("sitting", "answer"):
        return {"kind": kind, "sitting": "s.one"} | _part_of_a_sitting(rng, kind)
    return {"kind": "review", "card": card, "rating": rng.choice([1, 2, 3, 3, 4]), "took_ms": 4200}


def _part_of_a_sitting(rng: random.Random, kind: str) -> dict[str, Any]:
    question = rng.choice(["q.one", "q.two"])
    if kind == "answer":
        return {
            "question": question,
            "choices": rng.sample(range(5), rng.choice([0, 1, 2])),
            "took_ms": 90_000,
        }
    return rng.choice(
        [
            _start(rng),
            {"action": "flag", "question": question, "value": rng.random() < 0.6},
            {
                "action": "strike",
                "question": question,
                "option": rng.randrange(4),
                "value": rng.random() < 0.6,
            },
            {"action": "pause", "value": rng.random() < 0.5},
            {"action": "finish"},
        ]
    )


def _start(rng: random.Random) -> dict[str, Any]:
    start = {"action": "start", "exam": "mls-c01", "seed": rng.randrange(99)}
    if rng.random() < 0.2:
        return start  # as the first version wrote it
    return start | {
        "paper": rng.choice(["full", "short"]),
        "mode": rng.choice(["exam", "training", "training"]),
        "minutes": rng.choice([1, 15, 180]),
        "questions": ["q.one", "q.two"],
        "predicted": {"mean": 0.625, "low": 0.5, "high": 1},
    }


def sitting_events(rng: random.Random) -> list[dict[str, Any]]:
    """One practice exam on two devices whose clocks agree: pauses, answers after time, ties, undos."""
    devices = [str(uuid.UUID(int=rng.getrandbits(128), version=4)) for _ in range(2)]
    events: list[dict[str, Any]] = []
    at = START_MS
    for n in range(1, rng.randrange(6, 30)):
        at += rng.choice([0, 1_000, 30_000, 60_000, 300_000, 900_000])
        uid = str(uuid.UUID(int=rng.getrandbits(128), version=4))
        stamped = {"v": 1, "uid": uid, "device": rng.choice(devices), "n": n, "at": at, "tz": 60}
        events.append(stamped | _act(rng, events))
    return events


def _act(rng: random.Random, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    of = {"kind": "sitting", "sitting": "s.one"}
    if len(earlier) == rng.choice([0, 0, 0, 1, 4]):
        return of | _start(rng)
    drawn = rng.random()
    if drawn < 0.3:
        return of | {"action": "pause", "value": rng.random() < 0.55}
    if drawn < 0.35:
        return of | {"action": "finish"}
    if drawn < 0.42 and earlier:
        return {"kind": "undo", "target": rng.choice(earlier)["uid"], "value": rng.random() < 0.75}
    if drawn < 0.5:
        return of | _part_of_a_sitting(rng, "sitting")
    return {"kind": "answer", "sitting": "s.one"} | _part_of_a_sitting(rng, "answer")


def folded(events: list[dict[str, Any]]) -> dict[str, Any]:
    """All derived rows of a log, by the plainest way there is: each row from its own events and all undos."""
    fsrs, undos = Fsrs(), [e for e in events if e["kind"] == "undo"]
    keys = sorted({row_key(e) for e in events} - {""})
    return {key: fold(key, [e for e in events if row_key(e) == key] + undos, fsrs) for key in keys}


def fold_lines(count: int = 250, sittings: int = 150) -> Iterator[str]:
    """The lines of fold.jsonl."""
    rng = random.Random(4)
    for making in [random_events] * count + [sitting_events] * sittings:
        events = making(rng)
        rows = folded(events)
        rng.shuffle(events)
        yield dumped({"events": events, "rows": rows})


def dumped(value: Any) -> str:
    """One line of JSON."""
    return json.dumps(value, separators=(",", ":"))


def main() -> None:
    """Write all files."""
    (HERE / "memory.jsonl").write_text("\n".join(memory_lines()) + "\n")
    (HERE / "fold.jsonl").write_text("\n".join(fold_lines()) + "\n")
    (HERE / "papers.jsonl").write_text("\n".join(paper_lines()) + "\n")
    (HERE / "defaults.json").write_text(DEFAULTS.read_text())


if __name__ == "__main__":
    main()
