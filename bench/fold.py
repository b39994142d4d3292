"""The fold: reviews per second beside plain py-fsrs in the same run, and a rebuild of 10,000 cards."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median
from typing import Any
from uuid import UUID

from fsrs import Card, Rating, Scheduler

from bench._timing import seconds
from bench.figure import Figure
from cards.scheduling.fold import fold
from cards.scheduling.memory import Fsrs

CARDS, REVIEWS = 10_000, 70_000
RUNS = 5
START_MS, DAY_MS = 1_750_000_000_000, 86_400_000


def measure() -> Iterator[Figure]:
    histories = made_histories()
    ours = median(seconds(lambda: fold_all(histories)) for _ in range(RUNS))
    theirs = median(seconds(lambda: replay_with_the_library(histories)) for _ in range(RUNS))
    yield Figure("fold.reviews_per_second", round(REVIEWS / ours), "1/s", round(theirs / ours, 2), "py-fsrs")
    yield Figure("fold.10000_cards", round(ours, 3), "s")


def made_histories() -> list[list[dict[str, Any]]]:
    """70,000 review events of 10,000 cards, as the log gives them."""
    rng = random.Random(1)
    histories: list[list[dict[str, Any]]] = [[] for _ in range(CARDS)]
    for n in range(1, REVIEWS + 1):
        card = rng.randrange(CARDS)
        event = {
            "v": 1,
            "uid": str(UUID(int=rng.getrandbits(128))),
            "device": "0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001",
            "n": n,
            "at": START_MS + n * DAY_MS // 300,
            "tz": 60,
            "kind": "review",
            "card": f"card.{card}",
            "rating": rng.choice([1, 3, 3, 3, 4]),
            "took_ms": 4_000,
        }
        histories[card].append(event)
    return [history for history in histories if history]


def fold_all(histories: list[list[dict[str, Any]]]) -> None:
    """What a rebuild does with them: order, count, remember."""
    fsrs = Fsrs()
    for history in histories:
        fold(f"card:{history[0]['card']}", history, fsrs)


def replay_with_the_library(histories: list[list[dict[str, Any]]]) -> None:
    """The same reviews through py-fsrs as its documentation shows."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    for number, history in enumerate(histories):
        card = Card(card_id=number)
        for event in history:
            at = datetime.fromtimestamp(event["at"] / 1000, tz=UTC)
            card, _ = scheduler.review_card(card, Rating(event["rating"]), at)
