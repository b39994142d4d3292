"""What is known of a learner's topics, from first tries, practice questions and self-ratings."""

from typing import Any

import pytest

from cards.selection.weakness import Weakness, weakness
from tests.selection.making import a_card, a_deck, a_learner, reviewed


def measured(cards: list[dict[str, Any]], **facts: Any) -> Weakness:
    return weakness(a_deck(cards), a_learner(topics=2, domains=2, topic_domain=(0, 1), **facts))


def tries(count: int, ok: int, *, topic: int, start: int = 0) -> list[dict[str, Any]]:
    place = {"topic": topic, "domain": topic}
    return [reviewed(start + n, first_rating=2 if n < ok else 1, **place) for n in range(count)]


def test_of_a_stranger_four_cards_in_ten_are_expected_known() -> None:
    found = measured([a_card(0), a_card(1, topic=1, domain=1)])
    assert found.p.tolist() == pytest.approx([0.4, 0.4])
    assert found.n == 0


def test_first_tries_count_through_domain_and_all() -> None:
    found = measured([*tries(6, 2, topic=0), a_card(10), a_card(11, topic=1, domain=1)])
    p_all = (2 + 1.6) / (6 + 4)
    p_domain = (2 + 4 * p_all) / (6 + 4)
    assert found.p_all == pytest.approx(p_all)
    assert found.p[-2] == pytest.approx((2 + 4 * p_domain) / (6 + 4))
    assert found.p[-1] == pytest.approx((0 + 4 * (0 + 4 * p_all) / 4) / 4)


def test_a_question_counts_as_a_first_try_does() -> None:
    by_cards = measured([*tries(6, 2, topic=0), a_card(10)])
    by_questions = measured([a_card(10)], answered={0: (6, 2)})
    assert by_questions.p[-1] == pytest.approx(by_cards.p[-1])


def test_a_rating_weighs_as_much_as_four_tries_of_the_domain() -> None:
    found = measured([a_card(0), a_card(1, topic=1, domain=1)], ratings={0: 5, 1: 1})
    assert found.p.tolist() == pytest.approx([(1.6 + 3.2) / 8, (1.6 + 0.8) / 8])


def test_tries_outweigh_what_the_learner_said() -> None:
    said = measured([*tries(30, 6, topic=0), a_card(40)], ratings={0: 5})
    assert said.p[-1] < 0.35


def test_the_learners_own_cards_say_nothing_of_the_exam() -> None:
    own = [reviewed(n, first_rating=1, topic=0, domain=-1, exam=-1) for n in range(8)]
    found = measured([*own, a_card(20, topic=-1, domain=-1, exam=-1)])
    assert found.n == 0
    assert found.p[-1] == pytest.approx(0.4)
