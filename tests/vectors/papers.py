"""Makes papers.jsonl: papers drawn, sittings marked, and what they bring forward."""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from cards.exams.calling import Finished, called, evidence, still_called, verdicts
from cards.exams.marking import mark
from cards.exams.mastery import mastery
from cards.exams.papers import Wish, draw
from cards.exams.shape import Card, Drawable, Exam, ExamConcept, Question

CONSTRAINTS = ["overhead", "cost", "latency", "soundness"]
DOMAINS = [[20, 24, 36, 20], [50, 50], [28, 24, 26, 22], [34, 33, 33]]
NOON_MS = 20_000 * 86_400_000 + 43_200_000


def an_exam(rng: random.Random, weights: list[int], concepts: int) -> Exam:
    domains = [f"d{i}" for i in range(len(weights))]
    homes: dict[str, ExamConcept] = {
        f"c{i}": {"domain": rng.choices(domains, weights)[0]} for i in range(concepts)
    }
    return {
        "questions": rng.choice([65, 65, 50, 20]),
        "minutes": rng.choice([180, 130, 90]),
        "pass_mark": 750,
        "scale": [100, 1000],
        "domains": [{"id": id_, "weight": weight} for id_, weight in zip(domains, weights, strict=True)],
        "concepts": {one: home for one, home in homes.items() if rng.random() < 0.9},
    }


def a_question(rng: random.Random, i: int, concepts: int) -> Question:
    several = rng.random() < 1 / 6
    right = rng.sample(range(5), 2) if several else [rng.randrange(4)]
    named = rng.sample(range(concepts), rng.choice([1, 2, 3]))
    return {
        "id": f"q.{i}",
        "retired": rng.random() < 0.05,
        "concepts": [f"c{one}" for one in named],
        "constraint": rng.choice(CONSTRAINTS),
        "difficulty": rng.choices([1, 2, 3], [1, 2, 1])[0],
        "choose": len(right),
        "options": [
            {
                "right": option in right,
                "concept": f"c{rng.randrange(concepts)}"
                if option not in right and rng.random() < 0.5
                else None,
            }
            for option in range(5 if several else 4)
        ],
    }


def a_bank(rng: random.Random, weights: list[int], size: int) -> dict[str, Any]:
    concepts = max(4, size // 2)
    names = ("id", "retired", "concepts", "difficulty", "choose")
    questions = [a_question(rng, i, concepts) for i in range(size)]
    return {
        "exam": an_exam(rng, weights, concepts),
        "questions": [{name: one[name] for name in names} for one in questions],  # type: ignore[literal-required]
        "topics": {f"c{i}": f"t{i % 7}" for i in range(concepts)},
    }


def a_wish(rng: random.Random, exam: Exam) -> dict[str, Any]:
    kind = rng.choice(["full", "short", "domain", "weak"])
    if kind == "full":
        return {"kind": kind}
    wish: dict[str, Any] = {"kind": kind, "size": rng.choice([1, 7, 10, 20])}
    if kind == "domain":
        wish["domain"] = rng.choice(exam["domains"])["id"]
    if kind == "weak":
        wish["weights"] = {
            f"t{i}": round(rng.random(), 3) for i in rng.sample(range(8), rng.choice([0, 1, 3]))
        }
    return wish


def drawn(bank: dict[str, Any], seen: dict[str, int], seed: int, wish: dict[str, Any]) -> dict[str, Any]:
    questions: list[Drawable] = bank["questions"]
    return asdict(draw(bank["exam"], questions, seen, seed, Wish(**wish), bank["topics"]))


def drawing_lines(
    rng: random.Random, banks: list[dict[str, Any]], series: int = 60
) -> Iterator[dict[str, Any]]:
    """Series of papers on one bank, each fed the former as seen."""
    for _ in range(series):
        which, seen = rng.randrange(len(banks)), dict[str, int]()
        bank = banks[which]
        same = a_wish(rng, bank["exam"])
        for turn in range(rng.choice([1, 2, 5])):
            wish, seed = rng.choice([same, a_wish(rng, bank["exam"])]), rng.randrange(2**40)
            found = drawn(bank, seen, seed, wish)
            yield {"bank": which, "seen": dict(seen), "seed": seed, "wish": wish, "drawn": found}
            seen |= dict.fromkeys(found.get("questions", []), turn + 1)


def a_sitting(rng: random.Random, ids: list[str], at: int) -> dict[str, Any]:
    asked = rng.sample(ids, rng.randrange(1, len(ids) + 1))
    answered = [one for one in asked if rng.random() < 0.85] + (["q.gone"] if rng.random() < 0.2 else [])
    predicted = {"mean": 0.7, "low": round(rng.random() / 2, 2), "high": 0.9}
    return {
        "exam": rng.choice(["e", "e", "e", "unknown"]),
        "questions": None if rng.random() < 0.1 else [*asked, *(["q.gone"] if rng.random() < 0.2 else [])],
        "predicted": rng.choice([None, predicted]),
        "finished_at": at,
        "flags": [one for one in asked if rng.random() < 0.2],
        "answers": {one: _given(rng, at) for one in answered},
    }


def _given(rng: random.Random, at: int) -> dict[str, Any]:
    return {
        "choices": rng.choice(
            [rng.sample(range(5), rng.choice([0, 1, 1, 1, 2])), [rng.randrange(4)], [0, 9]]
        ),
        "sure": rng.choice([None, True, False]),
        "took_ms": rng.choice([None, rng.randrange(200_000)]),
        "at": at - 1,
        "late": rng.random() < 0.1,
    }


def marking_line(rng: random.Random) -> dict[str, Any]:
    exam, concepts = an_exam(rng, rng.choice(DOMAINS), 6), 6
    questions = {
        one["id"]: one for one in (a_question(rng, i, concepts) for i in range(rng.choice([1, 4, 8])))
    }
    cards: list[Card] = [
        {
            "id": f"k{i}",
            "retired": rng.random() < 0.1,
            "concept": f"c{rng.randrange(concepts)}",
            "concepts": rng.choice([[], [f"c{rng.randrange(concepts)}"]]),
            "applies": rng.random() < 0.5,
        }
        for i in range(12)
    ]
    at = [NOON_MS + rng.choice([0, 0, 1, 86_400_000]) for _ in range(rng.choice([1, 2, 3]))]
    sittings = [
        Finished(f"s{i}", one // 86_400_000, a_sitting(rng, [*questions], one)) for i, one in enumerate(at)
    ]
    names = [card["id"] for card in cards]
    recalled, passed = rng.sample(names, 5), rng.sample(names, 5)
    last_day = {card: 20_000 + rng.choice([-5, -1, 0, 1]) for card in rng.sample(names, 6)}
    topics, today = (
        {f"c{i}": f"t{i % 3}" for i in range(concepts - 1)},
        20_000 + rng.choice([0, 1, 13, 14, 15]),
    )
    told = verdicts(sittings, questions, {"e": exam})
    days = called(told, cards)
    return {
        "exam": exam, "questions": [*questions.values()], "cards": cards, "topics": topics,
        "sittings": [asdict(one) for one in sittings], "recalled": recalled, "passed": passed,
        "last_day": last_day, "today": today,
        "marked": [mark(one.sitting, questions, exam) for one in sittings],
        "verdicts": {id_: [one.day, one.verdict, one.choices] for id_, one in told.items()},
        "called": days, "still": still_called(days, last_day, today), "evidence": evidence(told, topics),
        "mastery": mastery(topics, cards, told, recalled.__contains__, passed.__contains__),
    }  # fmt: skip


def paper_lines() -> Iterator[str]:
    """The lines of papers.jsonl."""
    rng = random.Random(65)
    sizes = [(0, 275), (0, 300), (1, 90), (2, 120), (3, 40)]
    banks = [a_bank(rng, DOMAINS[which], size) for which, size in sizes]
    yield _dumped({"banks": banks})
    yield from map(_dumped, drawing_lines(rng, banks))
    yield from (_dumped(marking_line(rng)) for _ in range(100))


def _dumped(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
