"""A simulated day of study: time is kept, what failed returns, and policies choose as they say."""

from dataclasses import replace

import numpy as np
import pytest

from bench.selection.baselines import Morning, anki, due_first, new_first, proportional
from bench.selection.exam import Exam, Real, Whole, the_exam
from bench.selection.memory import Fsrs
from bench.selection.notes import Notes
from bench.selection.people import people
from bench.selection.perturbed import Perturbed
from bench.selection.shipped import SLACK, Shipped
from bench.selection.study import BACK_AFTER_S, Class, Draws, Sitting
from bench.selection.variants import Changed, Sorted, counting_new, without_tags
from cards.selection import session as shipped
from cards.selection import value

LEARNERS = 4


@pytest.fixture(scope="module")
def exam() -> Exam:
    return the_exam(every=10)


def a_class(exam: Exam, passes: int = 1, fatigue: float = 0.0) -> Class:
    learners = people(exam, LEARNERS, 10, seed=3)
    return Class(
        exam=exam,
        people=learners,
        world=Perturbed(exam, learners),
        notes=Notes(exam, LEARNERS, Fsrs()),
        draws=Draws(LEARNERS, exam.cards, 3),
        showings_of_new=np.ones(LEARNERS, dtype=np.int64),
        passes=np.full(LEARNERS, passes),
        fatigue=fatigue,
    )


def a_day(of: Class, cards: int, minutes: float) -> Sitting:
    queues = [np.arange(cards) for _ in range(LEARNERS)]
    sitting = Sitting(of, 1, queues, np.full(LEARNERS, 60 * minutes))
    sitting.run()
    return sitting


def a_morning(exam: Exam, notes: Notes, day: int = 1, left_days: int = 20) -> Morning:
    return Morning(exam, notes, row=0, learner=0, day=day, left_days=left_days, seconds=1800.0)


def some_notes(exam: Exam) -> Notes:
    """Thirty cards seen on the first day, the first ten of them failed."""
    notes = Notes(exam, 1, Fsrs())
    for card in range(30):
        rating = np.array([1 if card < 10 else 4])
        notes.take(np.array([0]), np.array([card]), 1, rating, np.array([20.0]))
    return notes


def test_a_day_ends_with_the_card_during_which_the_time_ran_out(exam: Exam) -> None:
    of = a_class(exam)
    sitting = a_day(of, exam.cards, 10)
    assert np.all(sitting.clock >= 600)
    assert np.all(sitting.clock < 600 + 300)
    assert np.all((of.notes.shown > 0).sum(axis=1) < exam.cards)


def test_a_missed_day_costs_nothing(exam: Exam) -> None:
    assert np.all(a_day(a_class(exam), 5, 0).clock == 0)


def test_what_failed_returns_until_it_passes(exam: Exam) -> None:
    of = a_class(exam)
    a_day(of, 20, 1e6)
    failed_first = of.notes.first_rating[:, :20] == 1
    assert failed_first.any()
    assert np.all(of.notes.shown[:, :20][failed_first] >= 2)
    assert np.all(of.notes.shown[:, :20][~failed_first] == 1)
    assert np.all(of.notes.last_rating[:, :20] > 1)


def test_what_failed_returns_after_ten_minutes_though_other_cards_are_left(exam: Exam) -> None:
    of = a_class(exam)
    a_day(of, exam.cards, 60 + BACK_AFTER_S / 60)
    early = of.notes.first_rating[:, :5] == 1
    assert np.all(of.notes.shown[:, :5][early] >= 2)
    assert np.any(of.notes.shown == 0)


def test_a_failed_card_can_be_left_until_tomorrow_or_asked_for_twice(exam: Exam) -> None:
    left, twice = a_class(exam, passes=0), a_class(exam, passes=2)
    a_day(left, 20, 1e6)
    a_day(twice, 20, 1e6)
    assert np.all(left.notes.shown[:, :20] == 1)
    assert np.all(twice.notes.shown[:, :20][twice.notes.first_rating[:, :20] == 1] >= 3)


def test_who_tires_takes_longer_and_keeps_less(exam: Exam) -> None:
    fresh, tired = a_class(exam), a_class(exam, fatigue=0.5)
    quick, slow = a_day(fresh, exam.cards, 1e6), a_day(tired, exam.cards, 1e6)
    assert np.all(slow.clock > quick.clock)
    assert tired.world.known(5).mean() < fresh.world.known(5).mean()


def test_anki_takes_due_cards_and_then_twenty_new_ones_in_the_decks_order(exam: Exam) -> None:
    notes = some_notes(exam)
    queue = anki(a_morning(exam, notes, day=3))
    due = np.flatnonzero((notes.shown[0] > 0) & (notes.due_day[0] <= 3))
    assert sorted(queue[: len(due)]) == due.tolist()
    unseen = [card for card in exam.deck_order if notes.shown[0, card] == 0]
    assert queue[len(due) :].tolist() == unseen[:20]


@pytest.mark.parametrize(("policy", "new_in_front"), [(new_first, True), (due_first, False)])
def test_simple_orders_hold_every_card_not_seen_today(exam: Exam, policy: type, new_in_front: bool) -> None:
    notes = some_notes(exam)
    queue: Whole = policy(a_morning(exam, notes, day=3))
    assert sorted(queue) == list(range(exam.cards))
    assert (notes.shown[0, queue[0]] == 0) == new_in_front
    assert notes.due_day[0, queue[-1]] > 3 or not new_in_front


def test_new_cards_come_as_the_exam_weighs_the_domains(exam: Exam) -> None:
    queue = proportional(a_morning(exam, Notes(exam, 1, Fsrs())))
    share = np.bincount(exam.domain[queue[:40]]) / 40
    assert share == pytest.approx(exam.weights, abs=0.05)


def test_cardinal_is_asked_by_its_own_code(exam: Exam, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    real = shipped.session

    def overheard(deck: object, learner: object, seconds: float, **options: object) -> object:
        asked.append(seconds)
        return real(deck, learner, seconds, **options)[::-1]  # type: ignore[arg-type]

    morning = a_morning(exam, some_notes(exam), day=3)
    plain = Shipped(exam)(morning)
    monkeypatch.setattr(shipped, "session", overheard)
    assert Shipped(exam)(morning).tolist() == plain[::-1].tolist()
    assert asked == [1800 * SLACK]


def test_a_changed_constant_is_put_back(exam: Exam) -> None:
    notes = some_notes(exam)
    morning = a_morning(exam, notes, day=6)
    before = value.LEARNED, value.SECURED
    reviews_only = Changed(exam, counting_new(1e-9), 0.0)(morning)
    new_only = Changed(exam, counting_new(1e9), 0.0)(morning)
    assert notes.shown[0, reviews_only[0]] == 1
    assert notes.shown[0, new_only[0]] == 0
    assert before == (value.LEARNED, value.SECURED)


def test_new_cards_can_be_put_in_front_or_behind(exam: Exam) -> None:
    notes = some_notes(exam)
    morning = a_morning(exam, notes, day=6)
    front = notes.shown[0, Sorted(exam, new_in_front=True)(morning)]
    behind = notes.shown[0, Sorted(exam, new_in_front=False)(morning)]
    assert front.tolist() == sorted(front)
    assert behind.tolist() == sorted(behind, reverse=True)
    assert 0 < front.sum() < len(front)


def test_the_part_of_long_waiting_cards_can_be_left_out_or_raised(exam: Exam) -> None:
    notes = some_notes(exam)
    morning = a_morning(exam, notes, day=12)

    def late_in_front(part: float) -> int:
        queue = Changed(exam, {(shipped, "LONG_WAITS"): part}, 0.0)(morning)
        seen = notes.shown[0, queue[:4]] > 0
        return int((seen & (12 - notes.due_day[0, queue[:4]] > 7)).sum())

    assert late_in_front(0.0) < late_in_front(1.0) == 4


def test_without_tags_the_cards_of_a_domain_count_alike(exam: Exam) -> None:
    flat = without_tags(exam)
    for domain, weight in enumerate(exam.weights):
        mine: Real = flat.importance[exam.domain == domain]
        assert mine.sum() == pytest.approx(weight)
        assert np.ptp(mine) == 0
    assert replace(flat, importance=exam.importance) == exam
