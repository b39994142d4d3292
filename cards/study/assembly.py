"""A learner's rows and the library's outline as the columns and facts that selection takes."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from cards.scheduling.order import State
from cards.selection.deck import Deck, Learner, Timings
from cards.selection.dice import hash32
from cards.study import wishes
from cards.study.outline import CardLine, Outline, Place, places
from cards.study.rows import Rows

OWN = "own."


class Evidence(NamedTuple):
    """What practice exams say: when cards were called, and by topic questions answered and right ones."""

    called: Mapping[str, int]
    answered: Mapping[str, tuple[int, int]]


class Studied(NamedTuple):
    """What selection looks at."""

    deck: Deck
    learner: Learner


def assembled(
    learner_id: str, day: int, rows: Rows, outline: Outline, evidence: Evidence, timings: Timings
) -> Studied:
    """One learner on one study day."""
    exams = wishes.chosen_exams(rows.settings, list(outline.exams))
    place_of = places(outline.cards, [outline.exams[exam] for exam in exams])
    cards = sorted([*_met_or_asked(outline, place_of, rows), *_own_cards(rows)])
    codes = _Codes(cards, place_of)
    deck = _deck(cards, place_of, codes, rows, evidence)
    learner = Learner(
        day=day,
        seed=hash32(f"{learner_id} {day} "),
        rem_days=tuple(wishes.rem_days(rows.settings, exam, day) for exam in exams),
        topics=len(codes.topic),
        domains=len(codes.domain),
        weights=rows.weights,
        retention=wishes.retention(rows.settings),
        new_left=wishes.new_left(rows.settings, _met_on(rows, day)),
        ratings=_ratings(rows.settings, exams, codes),
        answered={codes.topic[topic]: n for topic, n in evidence.answered.items() if topic in codes.topic},
        topic_domain=_topic_domain(deck, len(codes.topic)),
        timings=timings,
    )
    return Studied(deck, learner)


class _Codes:
    """Numbers for names."""

    def __init__(self, cards: Sequence[CardLine], place_of: Mapping[str, Place]) -> None:
        self.concept = _numbered(card.concept for card in cards)
        self.topic = _numbered(card.topic for card in cards if card.topic)
        self.domain = _numbered((place.exam, place.domain) for place in place_of.values())


def _numbered(names: Any) -> dict[Any, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _met_or_asked(outline: Outline, place_of: Mapping[str, Place], rows: Rows) -> list[CardLine]:
    """A card of other exams is only ever repeated, never introduced; without any exam all are asked for."""
    if not outline.exams:
        return list(outline.cards)
    return [
        card
        for card in outline.cards
        if card.concept in place_of or rows.cards.get(card.id, {}).get("s") is not None
    ]


def _own_cards(rows: Rows) -> list[CardLine]:
    """Cards the learner wrote, each a concept of its own."""
    alive = ((card, edit) for card, edit in rows.edits.items() if card.startswith(OWN) and edit["alive"])
    return [CardLine(card, card, str(edit["fields"].get("topic") or ""), []) for card, edit in alive]


def _deck(
    cards: Sequence[CardLine],
    place_of: Mapping[str, Place],
    codes: _Codes,
    rows: Rows,
    evidence: Evidence,
) -> Deck:
    found = [place_of.get(card.concept) for card in cards]
    states = [rows.cards.get(card.id, {}) for card in cards]
    mapped = sorted(place.importance for place in found if place)
    median = mapped[len(mapped) // 2] if mapped else 1.0
    return Deck(
        ids=[card.id for card in cards],
        dice=np.array([hash32(card.id) for card in cards], dtype=np.uint32),
        concept=_whole(codes.concept[card.concept] for card in cards),
        topic=_whole(codes.topic.get(card.topic, -1) for card in cards),
        domain=_whole(codes.domain[place.exam, place.domain] if place else -1 for place in found),
        exam=_whole(place.exam if place else -1 for place in found),
        importance=np.array([place.importance if place else median for place in found], dtype=np.float64),
        s=_real(states, "s"),
        d=_real(states, "d"),
        last_day=_whole(state.get("last_day") or 0 for state in states),
        last_rating=_whole(state.get("last_rating") or 0 for state in states),
        first_rating=_whole(state.get("first_rating") or 0 for state in states),
        suspended=np.array([bool(state.get("suspended")) for state in states], dtype=np.bool_),
        buried_until=_whole(state.get("buried_until") or 0 for state in states),
        called_day=_whole(evidence.called.get(card.id, 0) for card in cards),
    )


def _whole(values: Any) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter(values, dtype=np.int64)


def _real(states: Sequence[State], name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    values = (state.get(name) for state in states)
    return np.fromiter((math.nan if value is None else value for value in values), dtype=np.float64)


def _met_on(rows: Rows, day: int) -> int:
    return sum(state.get("first_day") == day for state in rows.cards.values())


def _ratings(settings: Mapping[str, Any], exams: Sequence[str], codes: _Codes) -> dict[int, int]:
    told = {
        code: wishes.rating(settings, exams[exam], domain) for (exam, domain), code in codes.domain.items()
    }
    return {code: rating for code, rating in told.items() if rating is not None}


def _topic_domain(deck: Deck, topics: int) -> tuple[int, ...]:
    """By topic the domain that holds most of its importance."""
    weight = np.zeros((topics + 1, int(deck.domain.max(initial=-1)) + 2))
    np.add.at(weight, (deck.topic, deck.domain), np.where(deck.domain >= 0, deck.importance, 0.0))
    return tuple(int(row[:-1].argmax()) if row[:-1].any() else -1 for row in weight[:-1])
