"""Which cards a learner's minutes are spent on, and in which order."""

import random
from typing import Any

import pytest

from cards.selection.session import APART, FLOOR, LONG_WAIT_DAYS, LONG_WAITS, session
from cards.selection.why import Choice
from tests.selection.making import TODAY, a_card, a_deck, a_learner, random_cards, reviewed

MINUTE = 60.0


def chosen(cards: list[dict[str, Any]], minutes: float = 60, **facts: Any) -> list[Choice]:
    return session(a_deck(cards), a_learner(**facts), minutes * MINUTE)


def numbers(picks: list[Choice]) -> list[int]:
    return [int(pick.id.split("-")[1]) for pick in picks]


def test_the_weightier_of_two_new_cards_comes_first() -> None:
    assert numbers(chosen([a_card(0, importance=0.01), a_card(1, importance=0.03)])) == [1, 0]


def test_a_new_card_of_a_topic_known_already_moves_back() -> None:
    known = [reviewed(n, topic=0, ago=0) for n in range(10)]
    new = [a_card(10, topic=0), a_card(11, topic=1)]
    assert numbers(chosen([*known, *new], topics=2)) == [11, 10]


def test_what_the_learner_rates_strong_moves_back() -> None:
    cards = [a_card(0, domain=0, topic=0), a_card(1, domain=1, topic=1)]
    assert numbers(chosen(cards, topics=2, domains=2, ratings={0: 5, 1: 1})) == [1, 0]
    assert numbers(chosen(cards, topics=2, domains=2, ratings={0: 1, 1: 5})) == [0, 1]


def test_questions_answered_wrong_bring_a_topics_new_cards_forward() -> None:
    cards = [a_card(0, topic=0), a_card(1, topic=1)]
    assert numbers(chosen(cards, topics=2, answered={0: (6, 1), 1: (6, 6)})) == [0, 1]
    assert numbers(chosen(cards, topics=2, answered={0: (6, 6), 1: (6, 1)})) == [1, 0]


def test_a_card_that_has_not_faded_waits_until_the_rest_is_done() -> None:
    cards = [reviewed(0, s=5, ago=4), reviewed(1, s=5, ago=5), a_card(2)]
    assert [(pick.id, pick.reason) for pick in chosen(cards)] == [
        ("card-00001", "fading"),
        ("card-00002", "new"),
        ("card-00000", "fill"),
    ]


def test_a_card_passed_today_is_not_shown_again() -> None:
    assert chosen([reviewed(0, s=0.01, ago=0)]) == []


def test_a_card_failed_today_is() -> None:
    assert [pick.reason for pick in chosen([reviewed(0, ago=0, last_rating=1)])] == ["relearn"]


def test_at_least_the_floor_goes_to_reviews_at_every_point() -> None:
    cards = [*(reviewed(n, importance=0.001) for n in range(300)), *(a_card(n) for n in range(300, 600))]
    seen = new = 0.0
    for pick in chosen(cards, minutes=90):
        seen, new = (seen, new + pick.seconds) if pick.p is not None else (seen + pick.seconds, new)
    assert seen >= FLOOR * (seen + new) - 60
    assert new > 0.5 * (seen + new)


def test_a_tenth_of_the_time_goes_first_to_what_has_been_due_for_long() -> None:
    usual = [reviewed(n, s=10, ago=10 + n % LONG_WAIT_DAYS, importance=0.02) for n in range(200)]
    late = [reviewed(n, s=10, ago=10 + LONG_WAIT_DAYS + n - 199, importance=0.001) for n in range(200, 230)]
    picks = {pick.id: pick.seconds for pick in chosen([*usual, *late])}
    waited = [card["id"] for card in reversed(late) if card["id"] in picks]
    assert waited == [card["id"] for card in reversed(late)][: len(waited)]
    assert sum(picks[card] for card in waited) == pytest.approx(LONG_WAITS * 3600, abs=40)


def test_what_has_been_due_for_long_counts_for_the_floor() -> None:
    late = [reviewed(n, ago=40, importance=0.001) for n in range(300)]
    new = [a_card(n, importance=0.01) for n in range(300, 600)]
    picks = chosen([*late, *new], minutes=45)
    seen = sum(pick.seconds for pick in picks if pick.p is None)
    assert seen == pytest.approx(FLOOR * 45 * MINUTE, abs=60)


def test_however_many_minutes_only_a_tenth_of_the_cards_are_taken_for_having_waited() -> None:
    usual = [reviewed(n, s=10, ago=10, importance=0.02) for n in range(60)]
    late = [reviewed(n, s=10, ago=90, importance=0.001) for n in range(60, 120)]
    picks = session(a_deck([*usual, *late]), a_learner(), 24 * 3600, limit=50)
    assert sum(pick.card >= 60 for pick in picks) == 50 * LONG_WAITS


def test_without_a_date_what_has_been_due_for_long_has_no_part_of_its_own() -> None:
    usual = [reviewed(n, s=10, ago=16, importance=0.02) for n in range(60)]
    late = [reviewed(n, s=10, ago=18, importance=0.001) for n in range(60, 120)]
    picks = session(a_deck([*usual, *late]), a_learner(rem_days=None), 24 * 3600, limit=50)
    assert {pick.card < 60 for pick in picks} == {True}


def test_new_cards_take_all_the_time_when_nothing_has_faded() -> None:
    picks = chosen([a_card(n) for n in range(100)], minutes=15)
    assert {pick.reason for pick in picks} == {"new"}
    assert sum(pick.seconds for pick in picks) == pytest.approx(15 * MINUTE, abs=45)


def test_a_cap_holds_new_cards_back_but_not_reviews() -> None:
    cards = [*(a_card(n) for n in range(50)), *(reviewed(n) for n in range(50, 60))]
    picks = chosen(cards, new_left=3)
    assert [pick.reason.startswith("new") for pick in picks].count(True) == 3
    assert len(picks) == 13


def test_without_a_date_what_is_due_comes_first() -> None:
    cards = [*(a_card(n, importance=0.5) for n in range(5)), *(reviewed(n) for n in range(5, 15))]
    reasons = [pick.reason for pick in chosen(cards, rem_days=None)]
    assert reasons == ["due"] * 10 + ["new"] * 5


@pytest.mark.parametrize("rem_days", [None, -1, -400])
def test_an_exam_in_the_past_is_an_exam_without_a_date(rem_days: int | None) -> None:
    cards = random_cards(random.Random(4), 60, topics=3, domains=2)
    facts: dict[str, Any] = {"topics": 3, "domains": 2}
    assert chosen(cards, rem_days=rem_days, **facts) == chosen(cards, rem_days=None, **facts)


def test_on_the_exams_day_the_least_known_of_equal_weight_comes_first() -> None:
    picks = chosen([reviewed(0, s=5, ago=6), reviewed(1, s=5, ago=90)], rem_days=0)
    assert numbers(picks) == [1, 0]
    assert {pick.reason for pick in picks} == {"last-pass"}


def test_a_called_card_comes_before_all_others_of_its_kind_however_well_known() -> None:
    cards = [
        reviewed(0, s=4000, ago=9, called_day=TODAY - 2),
        reviewed(1),
        a_card(2),
        a_card(3, called_day=TODAY),
    ]
    picks = {pick.id: pick.reason for pick in chosen([dict(card, importance=0.01) for card in cards])}
    assert list(picks.values()).count("called") == 2
    assert list(picks).index("card-00000") < list(picks).index("card-00001")
    assert list(picks).index("card-00003") < list(picks).index("card-00002")


@pytest.mark.parametrize(
    ("called", "last"), [(TODAY - 14, 20), (TODAY - 5, 5), (TODAY - 5, 3), (TODAY + 1, 20)]
)
def test_a_call_ends_with_a_review_or_after_a_fortnight(called: int, last: int) -> None:
    assert [pick.reason for pick in chosen([reviewed(0, s=4000, ago=last, called_day=called)])] == ["fill"]


def test_suspended_and_buried_cards_are_left_out_until_the_day_they_return() -> None:
    cards = [a_card(0, suspended=True), a_card(1, buried_until=TODAY + 1), a_card(2, buried_until=TODAY)]
    assert numbers(chosen(cards)) == [2]
    assert chosen([a_card(n, suspended=True) for n in range(9)]) == []


def test_cards_of_one_concept_keep_apart_and_domains_take_turns() -> None:
    cards = [a_card(n, concept=n // 2, domain=n % 40 // 20, topic=n % 40 // 20) for n in range(80)]
    picks = session(a_deck(cards), a_learner(topics=2, domains=2), 7200, limit=60)
    places = [(cards[pick.card]["concept"], cards[pick.card]["domain"]) for pick in picks]
    for at in range(1, 30):
        assert places[at][0] not in [concept for concept, _ in places[max(at - APART, 0) : at]]
        assert places[at][1] != places[at - 1][1]


def test_only_what_is_asked_for_is_chosen() -> None:
    deck = a_deck([a_card(n, topic=n % 3) for n in range(30)])
    picks = session(deck, a_learner(topics=3), 3600, only=deck.topic == 1)
    assert {deck.topic[pick.card] for pick in picks} == {1}
    assert len(picks) == 10


def test_the_days_dice_decide_between_equals_and_nothing_else_does() -> None:
    cards = [a_card(n) for n in range(40)]
    assert chosen(cards, seed=1) == chosen(list(reversed(cards)), seed=1)
    assert numbers(chosen(cards, seed=1)) != numbers(chosen(cards, seed=2))


def test_a_topic_with_bad_first_tries_is_called_weak() -> None:
    tried = [reviewed(n, ago=0, first_rating=1 if n % 2 else 3, topic=n % 2) for n in range(12)]
    picks = chosen([*tried, a_card(20, topic=0), a_card(21, topic=1)], topics=2)
    assert [(pick.id, pick.reason) for pick in picks] == [("card-00021", "new-weak"), ("card-00020", "new")]


@pytest.mark.parametrize("minutes", [0, -5])
def test_no_minutes_hold_no_cards(minutes: float) -> None:
    assert chosen([a_card(0), reviewed(1)], minutes) == []


def test_a_whole_day_of_study_holds_every_card_once() -> None:
    cards = random_cards(random.Random(9), 150, topics=1, domains=1)
    open_cards = [c for c in cards if not c["suspended"] and c["buried_until"] <= TODAY]
    waiting = [c for c in open_cards if c["last_day"] < TODAY or c["last_rating"] == 1]
    ids = [pick.id for pick in chosen(cards, 24 * 60)]
    assert len(set(ids)) == len(ids)
    assert {c["id"] for c in waiting if c["s"] != c["s"]} <= set(ids) <= {c["id"] for c in waiting}


def test_no_cards_are_no_session() -> None:
    assert chosen([]) == []


def test_the_best_of_many_are_the_best_of_all() -> None:
    cards = random_cards(random.Random(2), 3000, topics=9, domains=3)
    recent = [card | {"last_day": max(card["last_day"], TODAY - LONG_WAIT_DAYS)} for card in cards]
    deck = a_deck([card | {"called_day": 0} for card in recent])
    learner = a_learner(topics=9, domains=3, topic_domain=(0, 1, 2) * 3)
    few, every = (session(deck, learner, 1e9, limit=limit) for limit in (50, 3000))
    for new in (True, False):
        kind = [pick for pick in every if pick.reason not in ("fill", "relearn") and (pick.p is None) != new]
        taken = {pick.id for pick in few if pick.reason != "relearn" and (pick.p is None) != new}
        left = [pick.value for pick in kind if pick.id not in taken]
        assert taken
        assert min(pick.value for pick in kind if pick.id in taken) >= max(left)
