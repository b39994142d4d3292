"""Decks and learners to select from, small or large, drawn from a seed."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from cards.selection.deck import Deck, Learner
from cards.selection.dice import hash32

TODAY = 20_000
UNSEEN = {"s": float("nan"), "d": float("nan"), "last_day": 0, "last_rating": 0, "first_rating": 0}
UNMARKED = {"suspended": False, "buried_until": 0, "called_day": 0}


def a_card(number: int = 0, **facts: Any) -> dict[str, Any]:
    """One card, a concept of its own in topic 0 and domain 0, never reviewed."""
    place = {"concept": number, "topic": 0, "domain": 0, "exam": 0, "importance": 0.01}
    return {"id": f"card-{number:05}", **place, **UNSEEN, **UNMARKED, **facts}


def reviewed(number: int = 0, *, s: float = 5.0, ago: int = 10, **facts: Any) -> dict[str, Any]:
    """A card last passed some days ago."""
    seen = {"s": s, "d": 5.0, "last_day": TODAY - ago, "last_rating": 3, "first_rating": 3}
    return a_card(number, **(seen | facts))


def a_deck(cards: Sequence[dict[str, Any]]) -> Deck:
    """The cards as columns, in ascending order of id."""
    cards = sorted(cards, key=lambda card: str(card["id"]))
    kinds = {"importance": np.float64, "s": np.float64, "d": np.float64, "suspended": np.bool_}
    columns: dict[str, Any] = {
        name: np.array([card[name] for card in cards], dtype=kinds.get(name, np.int64))
        for name in Deck.__dataclass_fields__
        if name not in ("ids", "dice")
    }
    ids = [str(card["id"]) for card in cards]
    return Deck(ids=ids, dice=np.array([hash32(one) for one in ids], dtype=np.uint32), **columns)


def a_learner(*, rem_days: int | None = 30, topics: int = 1, domains: int = 1, **facts: Any) -> Learner:
    """With one exam so many days ahead."""
    known: dict[str, Any] = {"day": TODAY, "seed": 7, "topic_domain": (0,) * topics, **facts}
    return Learner(rem_days=(rem_days,), topics=topics, domains=domains, **known)


def random_cards(rng: random.Random, count: int, *, topics: int, domains: int) -> list[dict[str, Any]]:
    """Half of them seen, each topic in one domain; marks, calls and cards of no exam among them."""
    return [_random_card(rng, number, topics, domains) for number in range(count)]


def _random_card(rng: random.Random, number: int, topics: int, domains: int) -> dict[str, Any]:
    topic = rng.randrange(topics)
    place: dict[str, Any] = {
        "topic": topic,
        "domain": topic % domains,
        "concept": rng.randrange(number // 2 + 1),
    }
    if rng.random() < 0.05:
        place |= {"topic": -1, "domain": -1, "exam": -1}
    place["importance"] = round(rng.choice([1, 2, 3]) / (2 * 20), 6)
    marks = {
        "suspended": rng.random() < 0.04,
        "buried_until": TODAY + rng.choice([-1, 0, 1]) if rng.random() < 0.06 else 0,
        "called_day": TODAY - rng.randrange(20) if rng.random() < 0.06 else 0,
    }
    card = a_card(number, **place, **marks)
    return card if rng.random() < 0.5 else card | _random_memory(rng)


def _random_memory(rng: random.Random) -> dict[str, Any]:
    return {
        "s": round(2 ** rng.uniform(-4, 9), 4),
        "d": round(rng.uniform(1, 10), 4),
        "last_day": TODAY - int(2 ** rng.uniform(0, 7)) + 1,
        "last_rating": rng.choice([1, 2, 3, 3, 3, 4]),
        "first_rating": rng.choice([1, 1, 2, 3, 3, 4]),
    }
