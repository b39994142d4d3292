"""Which unseen card tells most about the score: how a short test at the start picks one after another."""

from collections.abc import Set
from typing import NamedTuple

import numpy as np

from cards.selection.deck import Deck, Learner, Real, Whole
from cards.selection.dice import draws
from cards.selection.weakness import PULL, RATING_WEIGHT, Weakness, weakness

LONGEST = 30
ENOUGH = 20  # from here on it ends when a further card tells little
LITTLE = 0.01  # of the variance that all questions so far have left


class Telling(NamedTuple):
    """The next card of a diagnostic."""

    card: int  # its place in the deck
    id: str
    gain: float  # expected reduction of the variance of the predicted score
    left: float  # variance before it


def diagnostic(deck: Deck, learner: Learner, asked: Set[str]) -> Telling | None:
    """The next card, or None when the test is over; answers so far stand in the deck as first ratings.

    It looks for the topic whose next answer is expected to narrow the predicted score most, through topic and
    domain, and asks for the most important concept there that was not asked about yet.
    """
    if len(asked) >= LONGEST:
        return None
    weak = weakness(deck, learner)
    open_cards = np.flatnonzero(
        (deck.domain >= 0)
        & np.isnan(deck.s)
        & deck.showable(learner.day)
        & ~np.isin(deck.concept, _concepts(deck, asked))
    )
    if len(open_cards) == 0:
        return None
    left, gains = narrowing(deck, learner, weak)
    gain = gains[deck.domain[open_cards], deck.topic[open_cards]]
    best = _best(deck, learner, open_cards, gain)
    if len(asked) >= ENOUGH and gain[best] < LITTLE * left:
        return None
    card = int(open_cards[best])
    return Telling(card, deck.ids[card], float(gain[best]), left)


def narrowing(deck: Deck, learner: Learner, weak: Weakness) -> tuple[float, Real]:
    """Variance of the predicted score, and by domain and topic how much one more answer there takes off it.

    A topic's chance is drawn towards its domain's with the strength of `PULL` answers, and so is a domain's
    towards all: what is not known of a domain weighs on its topics as far as they lean on it.
    """
    weight = _weights(deck, learner)
    p = (weak.ok_topic + PULL * weak.p_domain[:, None]) / (weak.n_topic + PULL)
    own = (weight.sum(axis=0) ** 2) * p * (1 - p)
    lean = weight * PULL / (weak.n_topic + PULL)
    leaner = weight * PULL / (weak.n_topic + PULL + 1)
    whole = lean.sum(axis=1)
    rated = np.array([RATING_WEIGHT * (domain in learner.ratings) for domain in range(learner.domains)])
    seen = weak.n_domain + PULL + rated + 1
    doubt = weak.p_domain * (1 - weak.p_domain)
    topics = own / (weak.n_topic + PULL + 1) - own / (weak.n_topic + PULL + 2)
    after = (whole[:, None] - lean + leaner) ** 2 * (doubt / (seen + 1))[:, None]
    domains = whole**2 * doubt / seen
    share = weight / np.maximum(weight.sum(axis=0), 1e-12)
    left = float((share * own / (weak.n_topic + PULL + 1)).sum() + domains.sum())
    return left, topics + domains[:, None] - after


def _weights(deck: Deck, learner: Learner) -> Real:
    """Importance by domain and topic."""
    mapped = deck.domain >= 0
    cell = deck.domain[mapped] * learner.topics + deck.topic[mapped]
    size = learner.domains * learner.topics
    weight = np.bincount(cell, weights=deck.importance[mapped], minlength=size).astype(np.float64)
    return weight.reshape(learner.domains, learner.topics)


def _best(deck: Deck, learner: Learner, cards: Whole, gain: Real) -> int:
    """The place of the greatest gain; then of the greatest importance, then by dice."""
    draw = draws(deck.dice[cards], learner.seed)
    order = np.lexsort((draw, -deck.importance[cards].astype(np.float32), -gain.astype(np.float32)))
    return int(order[0])


def _concepts(deck: Deck, asked: Set[str]) -> Whole:
    return deck.concept[[place for place, card in enumerate(deck.ids) if card in asked]]
