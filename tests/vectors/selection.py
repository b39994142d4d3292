"""Makes selection.jsonl: learners, what they see next, how ready they are, and which card would tell most."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from cards.selection.deck import Deck, Learner, Timing, Timings
from cards.selection.diagnostic import diagnostic
from cards.selection.dice import hash32
from cards.selection.readiness import readiness
from cards.selection.session import session
from tests.selection.making import TODAY, a_deck, random_cards
from tests.vectors.make import dumped, weight_sets

FILE = Path(__file__).parent / "selection.jsonl"
COUNT = 560
COLUMNS = [name for name in Deck.__dataclass_fields__ if name not in ("ids", "dice")]
KINDS = {"importance": np.float64, "s": np.float64, "d": np.float64, "suspended": np.bool_}


def lines() -> Iterator[str]:
    """The weights in use, then one learner a line."""
    rng = random.Random(11)
    weights = weight_sets(random.Random(5))
    yield dumped({"weights": weights})
    for _ in range(COUNT):
        case = random_case(rng, len(weights))
        yield dumped(case | answers(case, weights))


def random_case(rng: random.Random, sets: int) -> dict[str, Any]:
    """What a learner brings: half the learners have little behind them, and any may have nothing."""
    topics, domains, exams = rng.choice([1, 4, 9]), rng.choice([1, 2, 5]), rng.choice([1, 1, 1, 2])
    cards = random_cards(rng, rng.choice([0, 20, 30, 40, 50, 60]), topics=topics, domains=domains)
    for card in cards:
        _place(rng, card, domains, exams)
    deck = a_deck(cards)
    return {
        "ids": list(deck.ids),
        "columns": {name: _written(getattr(deck, name)) for name in COLUMNS},
        "learner": random_learner(rng, topics, domains, exams) | {"weights": rng.randrange(sets)},
        "seconds": rng.choice([0, 300, 900, 900, 1800, 3600, 86_400]),
        "limit": rng.choice([200, 200, 12]),
        "topic": rng.randrange(topics) if rng.random() < 0.15 else None,
        "ahead": rng.choice([0, 7, 60, 400]),
        "asked": rng.sample(range(len(cards)), k=min(len(cards), rng.choice([0, 3, 10]))),
    }


def _place(rng: random.Random, card: dict[str, Any], domains: int, exams: int) -> None:
    """A few concepts stand in another domain than the rest of their topic; each domain is of one exam."""
    if card["domain"] < 0:
        return
    if rng.random() < 0.1:
        card["domain"] = rng.randrange(domains)
    card["exam"] = card["domain"] % exams


def _written(column: Any) -> list[Any]:
    """JSON has no nan, and no need of false."""
    return [
        None if value != value else int(value) if value is True or value is False else value
        for value in column.tolist()
    ]


def random_learner(rng: random.Random, topics: int, domains: int, exams: int) -> dict[str, Any]:
    """With and without dates, ratings, practice questions, own seconds and a cap."""
    some = rng.random
    answered = {
        str(topic): (n := rng.randrange(1, 12), rng.randrange(n + 1))
        for topic in range(topics)
        if some() < 0.2
    }
    return {
        "day": TODAY,
        "seed": rng.getrandbits(32),
        "rem_days": [rng.choice([None, -3, 0, 1, 3, 14, 60, 200]) for _ in range(exams)],
        "topics": topics,
        "domains": domains,
        "retention": rng.choice([0.9, 0.9, 0.8, 0.97]),
        "new_left": rng.choice([None, None, None, 0, 5]),
        "ratings": {str(domain): rng.randrange(1, 6) for domain in range(domains) if some() < 0.3},
        "answered": answered,
        "topic_domain": [topic % domains if some() < 0.9 else -1 for topic in range(topics)],
        "timings": [
            [round(some() * 60, 1), rng.randrange(300)] if some() < 0.5 else [0, 0] for _ in range(3)
        ],
        "surprise": round(rng.uniform(-30, 30), 2),
        "spread": round(rng.uniform(0, 40), 2),
    }


def deck_of(case: dict[str, Any]) -> Deck:
    """The cards of a line."""
    columns: dict[str, Any] = {
        name: np.array(
            [np.nan if value is None else value for value in case["columns"][name]], KINDS.get(name, np.int64)
        )
        for name in COLUMNS
    }
    dice = np.array([hash32(one) for one in case["ids"]], dtype=np.uint32)
    return Deck(ids=case["ids"], dice=dice, **columns)


def learner_of(case: dict[str, Any], weights: list[list[float]]) -> Learner:
    """The learner of a line."""
    told = case["learner"]
    return Learner(
        **{
            name: told[name]
            for name in ("day", "seed", "topics", "domains", "retention", "new_left", "surprise", "spread")
        },
        rem_days=tuple(told["rem_days"]),
        weights=tuple(weights[told["weights"]]),
        ratings={int(domain): rating for domain, rating in told["ratings"].items()},
        answered={int(topic): (n, ok) for topic, (n, ok) in told["answered"].items()},
        topic_domain=tuple(told["topic_domain"]),
        timings=Timings(*(Timing(median, n) for median, n in told["timings"])),
    )


def answers(case: dict[str, Any], weights: list[list[float]]) -> dict[str, Any]:
    """What both languages must say of a line."""
    deck, learner = deck_of(case), learner_of(case, weights)
    only = None if case["topic"] is None else deck.topic == case["topic"]
    choices = session(deck, learner, case["seconds"], limit=case["limit"], only=only)
    telling = diagnostic(deck, learner, {case["ids"][card] for card in case["asked"]})
    return {
        "chosen": [[choice.card, choice.reason, *map(_short, choice[3:])] for choice in choices],
        "readiness": [_short(number) for number in readiness(deck, learner, case["ahead"])],
        "telling": telling and [telling.card, _short(telling.gain), _short(telling.left)],
    }


def _short(number: float | None) -> float | None:
    return None if number is None else float(f"{number:.11g}")


def read() -> tuple[list[list[float]], list[dict[str, Any]]]:
    """The weights and the lines of the file."""
    head, *cases = [json.loads(line) for line in FILE.read_text().splitlines()]
    return head["weights"], cases


if __name__ == "__main__":
    FILE.write_text("".join(line + "\n" for line in lines()))
