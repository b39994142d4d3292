"""Simulated memories behave as memories do, and the scheduler's notes as the product's own fold."""

import random

import numpy as np
import pytest

from bench.selection.chance import normal, uniform
from bench.selection.exam import Exam, the_exam
from bench.selection.memory import Fsrs
from bench.selection.notes import Notes
from bench.selection.people import People, people
from bench.selection.two_stores import TwoStores
from bench.selection.worlds import WORLDS
from cards.scheduling.memory import DEFAULT_WEIGHTS
from cards.scheduling.memory import Fsrs as ProductFsrs

EVERY_WORLD = pytest.mark.parametrize("world", list(WORLDS))
PAIR, QUIET = np.array([0]), np.array([0.0])


@pytest.fixture(scope="module")
def exam() -> Exam:
    return the_exam(every=10)


@pytest.fixture(scope="module")
def class_of_six(exam: Exam) -> People:
    return people(exam, 6, 10, seed=3)


def test_the_exam_is_the_blueprint(exam: Exam) -> None:
    whole = the_exam()
    assert whole.cards > 1_000
    by_domain = np.bincount(whole.domain, weights=whole.importance)
    assert by_domain == pytest.approx(whole.weights, abs=0.01)
    assert list(whole.ids) == sorted(whole.ids)
    assert sorted(exam.deck_order) == list(range(exam.cards))
    assert np.all(np.diff(whole.domain[whole.deck_order]) >= 0)


def test_a_draw_depends_on_its_keys_alone() -> None:
    cards = np.arange(1000)
    draws = uniform(7, np.array([3]), cards)
    assert np.array_equal(draws[10:20], uniform(7, np.array([3]), cards[10:20]))
    assert not np.array_equal(draws, uniform(8, np.array([3]), cards))
    assert draws.mean() == pytest.approx(0.5, abs=0.03)
    assert normal(7, cards).std() == pytest.approx(1, abs=0.1)


def test_what_counts_on_a_learners_exam_keeps_the_weights_of_the_domains(
    exam: Exam, class_of_six: People
) -> None:
    for counts in class_of_six.counts:
        assert np.bincount(exam.domain, weights=counts) == pytest.approx(exam.weights)
    assert not np.allclose(class_of_six.counts[0], class_of_six.counts[1])


def test_columns_remember_as_the_product_does() -> None:
    product, columns, rng = ProductFsrs(), Fsrs(), random.Random(4)
    for _ in range(50):
        rating = rng.randint(1, 4)
        memory = product.first(rating)
        s, d = columns.first(np.array([rating]))
        for _ in range(12):
            rating, elapsed = rng.randint(1, 4), rng.choice([0, 0, 1, 3, 20])
            memory = product.next(memory, elapsed, rating)
            s, d = columns.next(s, d, np.array([elapsed]), np.array([rating]))
            assert (s[0], d[0]) == pytest.approx(memory)


def test_each_row_is_remembered_by_its_own_weights() -> None:
    other = np.array(DEFAULT_WEIGHTS) * 1.1
    rows, rating = np.array([1, 0]), np.array([3, 3])
    s, _ = Fsrs(np.stack([DEFAULT_WEIGHTS, other])).of(rows).first(rating)
    assert s == pytest.approx([other[2], DEFAULT_WEIGHTS[2]])


def test_notes_are_the_products_fold(exam: Exam) -> None:
    notes, product = Notes(exam, 1, Fsrs()), ProductFsrs()
    memory = product.first(1)
    notes.take(PAIR, PAIR, 1, np.array([1]), np.array([30.0]))
    for day, last, rating in ((1, 1, 3), (4, 1, 3), (15, 4, 2), (40, 15, 1)):
        memory = product.next(memory, day - last, rating)
        notes.take(PAIR, PAIR, day, np.array([rating]), np.array([10.0]))
        assert (notes.s[0, 0], notes.d[0, 0]) == pytest.approx(memory)
        assert notes.due_day[0, 0] - day == product.interval(memory.s, 0.9)
    assert (notes.shown[0, 0], notes.first_rating[0, 0], notes.last_rating[0, 0]) == (5, 1, 1)
    assert notes.timed[0].tolist() == [1, 2, 1]


def test_only_reviews_after_a_night_tell_how_well_recall_was_foreseen(exam: Exam) -> None:
    notes = Notes(exam, 1, Fsrs())
    for rating in (1, 3):
        notes.take(PAIR, PAIR, 1, np.array([rating]), np.array([10.0]))
    assert (notes.surprise[0], notes.spread[0]) == (0, 0)
    r = ProductFsrs().retrievability(float(notes.s[0, 0]), 5)
    notes.take(PAIR, PAIR, 6, np.array([3]), np.array([10.0]))
    assert notes.surprise[0] == pytest.approx(1 - r)
    assert notes.spread[0] == pytest.approx(r * (1 - r))


@EVERY_WORLD
def test_what_is_known_before_is_recalled_and_what_is_not_is_not(
    exam: Exam, class_of_six: People, world: str
) -> None:
    known = WORLDS[world](exam, class_of_six).known(1)
    assert known[class_of_six.knows].mean() > 0.75
    assert known[~class_of_six.knows].max() == 0


@EVERY_WORLD
def test_memory_fades_and_a_review_refreshes_it(exam: Exam, class_of_six: People, world: str) -> None:
    memory = WORLDS[world](exam, class_of_six)
    rows, cards = np.nonzero(~class_of_six.knows)
    right, quiet = np.ones(len(rows), dtype=np.bool_), np.zeros(len(rows))
    memory.meet(rows, cards, 1, ~right, quiet)
    soon, later = (memory.recall(rows, cards, day) for day in (2, 12))
    assert np.all(later < soon)
    assert np.all((soon > 0) & (soon < 1))
    memory.meet(rows, cards, 12, right, quiet)
    assert np.all(memory.recall(rows, cards, 22) > later)
    assert memory.known(22)[rows, cards] == pytest.approx(memory.recall(rows, cards, 22))


@EVERY_WORLD
def test_learners_differ_in_what_they_retain(exam: Exam, class_of_six: People, world: str) -> None:
    memory = WORLDS[world](exam, class_of_six)
    rows, cards = np.nonzero(~class_of_six.knows)
    memory.meet(rows, cards, 1, np.zeros(len(rows), dtype=np.bool_), np.zeros(len(rows)))
    after_a_week = memory.recall(rows, cards, 8)
    assert np.ptp([after_a_week[rows == row].mean() for row in range(6)]) > 0.02
    assert after_a_week.std() > 0.03


def test_a_concept_met_disturbs_those_it_is_taken_for() -> None:
    exam = the_exam()
    learner = people(exam, 1, 5, seed=3)
    concept = next(i for i, cards in enumerate(exam.confusable) if len(cards))
    new = np.flatnonzero(exam.concept == concept)[:1]
    disturbed = exam.confusable[concept]
    learner.knows[0, disturbed], learner.knows[0, new] = True, False
    memory = TwoStores(exam, learner)
    before = memory.known(3)[0, disturbed]
    memory.meet(PAIR, new, 3, np.array([False]), QUIET)
    assert np.all(memory.known(3)[0, disturbed] < before)


@EVERY_WORLD
def test_the_same_learner_under_two_policies_has_one_memory(
    exam: Exam, class_of_six: People, world: str
) -> None:
    known = WORLDS[world](exam, class_of_six.times(2)).known(30)
    assert np.array_equal(known[:6], known[6:])
