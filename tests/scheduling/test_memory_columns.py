"""What is computed for columns of cards is what is computed for each."""

import random

import numpy as np
import pytest

from cards.scheduling.memory import DEFAULT_WEIGHTS, Fsrs, Memory
from cards.scheduling.memory_columns import FsrsColumns, MemoryColumns
from tests.vectors.make import weight_sets

RNG = random.Random(3)
MEMORIES = [Memory(2 ** RNG.uniform(-9, 15.1), RNG.uniform(1, 10)) for _ in range(300)]
ELAPSED = [RNG.choice([0, 0, 1, 2, 5, 30, 400]) for _ in MEMORIES]
COLUMNS = MemoryColumns(*(np.array(column) for column in zip(*MEMORIES, strict=True)))
DAYS = np.array(ELAPSED)


@pytest.mark.parametrize("weights", weight_sets(random.Random(5)))
def test_a_column_forgets_as_its_cards_do(weights: list[float]) -> None:
    one, many = Fsrs(weights), FsrsColumns(weights)
    expected = [one.retrievability(m.s, days) for m, days in zip(MEMORIES, ELAPSED, strict=True)]
    assert many.retrievability(COLUMNS.s, DAYS) == pytest.approx(expected, rel=1e-12)
    for retention in (0.7, 0.9, 0.97):
        assert many.interval(COLUMNS.s, retention).tolist() == [
            one.interval(m.s, retention) for m in MEMORIES
        ]


@pytest.mark.parametrize("weights", weight_sets(random.Random(5)))
def test_a_column_remembers_as_its_cards_do(weights: list[float]) -> None:
    one, many = Fsrs(weights), FsrsColumns(weights)
    r = many.retrievability(COLUMNS.s, DAYS)
    good = [one.next(m, days, 3) for m, days in zip(MEMORIES, ELAPSED, strict=True)]
    again = [one.next(one.next(m, days, 1), 0, 3) for m, days in zip(MEMORIES, ELAPSED, strict=True)]
    assert many.good(COLUMNS, DAYS, r) == pytest.approx([memory.s for memory in good], rel=1e-12)
    assert many.again(COLUMNS, DAYS, r) == pytest.approx([memory.s for memory in again], rel=1e-12)
    harder = many.difficulty(many.difficulty(COLUMNS.d, 1), 3)
    assert harder == pytest.approx([memory.d for memory in again], rel=1e-12)
    assert many.difficulty(COLUMNS.d, 3) == pytest.approx([memory.d for memory in good], rel=1e-12)


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_a_first_review_leaves_the_same_memory(rating: int) -> None:
    assert FsrsColumns(DEFAULT_WEIGHTS).first(rating) == pytest.approx(Fsrs().first(rating), rel=1e-12)


@pytest.mark.parametrize("weights", weight_sets(random.Random(5)))
def test_each_card_of_a_column_is_rated_for_itself(weights: list[float]) -> None:
    ratings = [RNG.choice([1, 2, 3, 4]) for _ in MEMORIES]
    rated = zip(MEMORIES, ELAPSED, ratings, strict=True)
    expected = [Fsrs(weights).next(memory, days, rating) for memory, days, rating in rated]

    after = FsrsColumns(weights).next(COLUMNS, DAYS, np.array(ratings))

    assert after.s == pytest.approx([memory.s for memory in expected], rel=1e-12)
    assert after.d == pytest.approx([memory.d for memory in expected], rel=1e-12)
