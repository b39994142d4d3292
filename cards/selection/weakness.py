"""The chance that a new card is known already, by topic, shrunk through its domain and all domains."""

from dataclasses import dataclass

import numpy as np

from cards.selection.deck import Deck, Learner, Real, Whole, Yes

PULL = 4.0  # pseudo-observations with which each level pulls the one below
BEFORE = 0.4  # expected of a learner of whom nothing is known
RATED = {1: 0.2, 2: 0.35, 3: 0.5, 4: 0.65, 5: 0.8}  # what a self-rating of a domain says
RATING_WEIGHT = 4.0  # pseudo-observations


@dataclass(frozen=True)
class Weakness:
    """Observations (first tries of cards and questions of practice exams) and the chances they give, 0..1."""

    n: float
    p_all: float
    n_domain: Real
    ok_domain: Real
    p_domain: Real
    n_topic: Real
    ok_topic: Real
    p: Real  # by card


def weakness(deck: Deck, learner: Learner) -> Weakness:
    """What first tries, practice exams and self-ratings say. A rating of Hard or better counts as known."""
    tried = (deck.domain >= 0) & (deck.first_rating > 0)
    ok = deck.first_rating[tried] >= 2
    n_domain, ok_domain = _tally(deck.domain[tried], ok, learner.domains)
    n_topic, ok_topic = _tally(deck.topic[tried], ok, learner.topics)
    _add_questions(learner, n_topic, ok_topic, n_domain, ok_domain)
    n, ok_all = float(n_domain.sum()), float(ok_domain.sum())
    p_all = (ok_all + PULL * BEFORE) / (n + PULL)
    rated = np.array([RATED.get(learner.ratings.get(domain, 0), -1.0) for domain in range(learner.domains)])
    weight = np.where(rated >= 0, RATING_WEIGHT, 0.0)
    p_domain = (ok_domain + PULL * p_all + weight * rated) / (n_domain + PULL + weight)
    p = _by_card(deck, np.append(p_domain, p_all), n_topic, ok_topic)
    return Weakness(n, p_all, n_domain, ok_domain, p_domain, n_topic, ok_topic, p)


def _tally(code: Whole, ok: Yes, count: int) -> tuple[Real, Real]:
    """Observations and good ones among them, by code."""
    n = np.bincount(code, minlength=count).astype(np.float64)
    return n, np.bincount(code, weights=ok, minlength=count).astype(np.float64)


def _add_questions(learner: Learner, n_topic: Real, ok_topic: Real, n_domain: Real, ok_domain: Real) -> None:
    for topic, (n, ok) in learner.answered.items():
        n_topic[topic] += n
        ok_topic[topic] += ok
        if (domain := learner.topic_domain[topic]) >= 0:
            n_domain[domain] += n
            ok_domain[domain] += ok


def _by_card(deck: Deck, p_domain: Real, n_topic: Real, ok_topic: Real) -> Real:
    """`p_domain` ends in the chance over all, which stands for a card of no domain."""
    n, ok = np.append(n_topic, 0.0)[deck.topic], np.append(ok_topic, 0.0)[deck.topic]
    p: Real = (ok + PULL * p_domain[deck.domain]) / (n + PULL)
    return p
