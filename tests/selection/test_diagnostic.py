"""A short test at the start asks what tells most about the score."""

import random
from typing import Any

from cards.selection.deck import Learner
from cards.selection.diagnostic import ENOUGH, LONGEST, diagnostic, narrowing
from cards.selection.weakness import weakness
from tests.selection.making import a_card, a_deck, a_learner, reviewed

BIG, SMALL = 0.6, 0.1


def library(*, topics: int = 12, each: int = 10) -> list[dict[str, Any]]:
    """Four domains of unlike weight, three topics each."""
    weights = [BIG, 0.2, 0.1, SMALL]
    return [
        a_card(n, topic=n % topics, domain=n % 4, importance=weights[n % 4] / (topics * each / 4))
        for n in range(topics * each)
    ]


def learner(**facts: Any) -> Learner:
    return a_learner(topics=12, domains=4, topic_domain=(0, 1, 2, 3) * 3, **facts)


def taken(cards: list[dict[str, Any]], known: float = 0.5, **facts: Any) -> list[dict[str, Any]]:
    """The cards asked, each answered well with the chance given."""
    rng, asked = random.Random(1), dict[str, dict[str, Any]]()
    by_id = {card["id"]: card for card in cards}
    while told := diagnostic(a_deck([*by_id.values()]), learner(**facts), asked.keys()):
        asked[told.id] = by_id[told.id]
        rating = 3 if rng.random() < known else 1
        by_id[told.id] = by_id[told.id] | {"first_rating": rating, "s": 2.0, "d": 5.0}
    return list(asked.values())


def test_it_asks_of_every_domain_and_most_of_the_weightiest() -> None:
    domains = [card["domain"] for card in taken(library())]
    assert ENOUGH <= len(domains) <= LONGEST
    assert set(domains) == {0, 1, 2, 3}
    assert domains.count(0) > domains.count(3)


def test_it_begins_where_most_of_the_score_is() -> None:
    told = diagnostic(a_deck(library()), learner(), set())
    assert told is not None
    assert library()[told.card]["domain"] == 0


def test_no_concept_is_asked_about_twice() -> None:
    cards = [card | {"concept": card["concept"] // 4} for card in library()]
    concepts = [card["concept"] for card in taken(cards)]
    assert len(concepts) == len(set(concepts))


def test_every_answer_narrows_the_score() -> None:
    cards = library()
    before, _ = narrowing(a_deck(cards), learner(), weakness(a_deck(cards), learner()))
    cards[0] |= {"first_rating": 3, "s": 2.0}
    after, _ = narrowing(a_deck(cards), learner(), weakness(a_deck(cards), learner()))
    assert after < before


def test_it_ends_when_there_is_nothing_to_ask() -> None:
    assert diagnostic(a_deck([]), learner(), set()) is None
    assert diagnostic(a_deck([reviewed(n) for n in range(5)]), learner(), set()) is None
    assert diagnostic(a_deck([a_card(n, suspended=True) for n in range(5)]), learner(), set()) is None


def test_a_learner_of_one_topic_can_take_it() -> None:
    cards = [a_card(n) for n in range(50)]
    asked = set[str]()
    while told := diagnostic(a_deck(cards), a_learner(), asked):
        asked.add(told.id)
    assert ENOUGH <= len(asked) <= LONGEST


def test_the_same_answers_lead_to_the_same_card() -> None:
    assert taken(library()) == taken(library())
