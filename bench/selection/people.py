"""Learners who differ: in what they know before, how fast they are, when they study, how tests suit them."""

from dataclasses import dataclass

import numpy as np

from bench.selection.exam import Exam, Real, Whole, Yes

KNOWN_LOGIT = (-1.0, 0.8)  # mean and spread over learners of the logit to know a card before
BY_DOMAIN, BY_TOPIC, BY_CARD = 0.9, 0.7, 0.7  # further spreads; some know modeling but not data engineering
LONGEST_STREAK = 6
TAGS_ARE_OFF = 0.5  # spread of the log of what a concept really counts, about what its tag says
SECONDS = ((25.0, 60.0), (10.0, 20.0), (8.0, 20.0), (25.0, 50.0))


@dataclass(frozen=True)
class People:
    """Traits by learner (rows), and by learner and card."""

    seed: int
    number: Whole  # of the learner; with the seed it decides every later draw
    knows: Yes  # [learner, card], before the first day
    seconds: Real  # [learner, 4]: medians of a first showing not known and known, a pass, a fail
    studies: Yes  # [learner, day]
    transfer: Real  # part of what is recalled that is also right when an exam question applies it
    counts: Real  # [learner, card]: what each card really counts on this learner's exam; sums to 1

    def __len__(self) -> int:
        return len(self.number)

    def times(self, policies: int) -> "People":
        """The same learners once per policy."""
        columns = (self.number, self.knows, self.seconds, self.studies, self.transfer, self.counts)
        number, *others = (np.concatenate([one] * policies) for one in columns)
        return People(self.seed, number, *others)


def people(exam: Exam, count: int, days: int, seed: int) -> People:
    rng = np.random.default_rng(seed)
    low, high = np.array(SECONDS).T
    middle, spread = np.sqrt(low * high), np.log(high / low) / 4  # about 95% of learners lie between
    pace = rng.normal(0, 0.15, (count, 1))
    return People(
        seed=seed,
        number=np.arange(count),
        knows=rng.random((count, exam.cards)) < _chance_to_know(exam, count, rng),
        seconds=middle * np.exp(pace + spread * rng.normal(0, 1, (count, 4))),
        studies=_studies(count, days, rng),
        transfer=rng.uniform(0.75, 0.95, count),
        counts=_counts(exam, count, rng),
    )


def _chance_to_know(exam: Exam, count: int, rng: np.random.Generator) -> Real:
    logit = rng.normal(*KNOWN_LOGIT, (count, 1))
    logit = logit + rng.normal(0, BY_DOMAIN, (count, len(exam.weights)))[:, exam.domain]
    logit += rng.normal(0, BY_TOPIC, (count, exam.topics))[:, exam.topic]
    logit += rng.normal(0, BY_CARD, exam.cards)
    return 1 / (1 + np.exp(-logit))


def _studies(count: int, days: int, rng: np.random.Generator) -> Yes:
    """Each misses single days (0 to 20% of them) and some streaks of 2 to 6 days."""
    studies = rng.random((count, days)) >= rng.uniform(0, 0.2, (count, 1))
    for learner, day in np.argwhere(rng.random((count, days)) < 0.012):
        studies[learner, day : day + rng.integers(2, LONGEST_STREAK + 1)] = False
    return studies


def _counts(exam: Exam, count: int, rng: np.random.Generator) -> Real:
    """The blueprint's importance with noise by concept; what a domain weighs stays true."""
    noise = np.exp(TAGS_ARE_OFF * rng.normal(0, 1, (count, int(exam.concept.max()) + 1)))
    counts = exam.importance * noise[:, exam.concept]
    for domain, weight in enumerate(exam.weights):
        mine = exam.domain == domain
        counts[:, mine] *= weight / counts[:, mine].sum(axis=1, keepdims=True)
    return counts
