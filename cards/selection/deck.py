"""All live cards of one learner as columns, and what else selection needs to know of the learner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cards.scheduling.memory import DEFAULT_WEIGHTS
from cards.scheduling.memory_columns import MemoryColumns

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Yes = npt.NDArray[np.bool_]
HORIZON_DAYS = 60
CALLED_DAYS = 14


@dataclass(frozen=True)
class Deck:
    """One entry per card in every column; cards stand in ascending order of id.

    Concepts, topics, domains and exams are numbered from 0 as the caller likes. `domain` and `exam` are -1
    for a card outside the learner's exams, `topic` is -1 for a card of none. Of a card never reviewed `s` and
    `d` are nan, its days and ratings 0.
    """

    ids: Sequence[str]
    dice: npt.NDArray[np.uint32]  # dice.hash32 of the id
    concept: Whole
    topic: Whole
    domain: Whole
    exam: Whole
    importance: Real  # part of its exam, 0..1; the median of the others where domain is -1
    s: Real  # stability, days
    d: Real  # difficulty, 1..10
    last_day: Whole  # study day of the last review
    last_rating: Whole  # 1..4
    first_rating: Whole  # 1..4
    suspended: Yes
    buried_until: Whole  # first study day on which it is shown again; 0 = not buried
    called_day: Whole  # study day on which a practice exam called it; 0 = never

    def memory(self, cards: Whole) -> MemoryColumns:
        return MemoryColumns(self.s[cards], self.d[cards])

    def showable(self, day: int) -> Yes:
        """Nothing keeps it from being shown on `day`."""
        shown: Yes = ~self.suspended & (self.buried_until <= day)
        return shown

    def called(self, day: int) -> Yes:
        """Called by a practice exam within the last 14 days, and not reviewed since."""
        recent = (self.called_day > 0) & (self.called_day <= day) & (day - self.called_day < CALLED_DAYS)
        called: Yes = recent & (np.isnan(self.s) | (self.last_day < self.called_day))
        return called


@dataclass(frozen=True)
class Timing:
    """How long one kind of answer takes this learner."""

    median_s: float = 0.0
    n: int = 0


@dataclass(frozen=True)
class Timings:
    """First tries, reviews that passed and reviews that failed; each one's first showing of the day."""

    new: Timing = Timing()
    passed: Timing = Timing()
    failed: Timing = Timing()


@dataclass(frozen=True)
class Learner:
    """What selection knows of a learner beside the cards."""

    day: int  # study day
    seed: int  # 32 bits, of learner and study day: breaks ties
    rem_days: tuple[int | None, ...]  # by exam: days until its date; None or negative = no date
    topics: int  # how many topics are numbered
    domains: int
    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    retention: float = 0.9
    new_left: int | None = None  # new cards still allowed today; None = no cap
    ratings: Mapping[int, int] = field(default_factory=dict)  # by domain: 1 (weak) to 5 (strong)
    answered: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # by topic: questions, right ones
    topic_domain: tuple[int, ...] = ()  # by topic: the domain its questions count for, -1 = none
    timings: Timings = Timings()
    surprise: float = 0.0  # sum of (recalled - R) over past reviews, same-day ones left out
    spread: float = 0.0  # sum of R * (1 - R) over the same

    @property
    def dated(self) -> bool:
        """Some exam has a date that is not past."""
        return any(rem is not None and rem >= 0 for rem in self.rem_days)

    def rem_of(self, exam: Whole) -> Whole:
        """Days to the exam by card; a card of none looks to the nearest exam."""
        by_exam = [HORIZON_DAYS if rem is None or rem < 0 else rem for rem in self.rem_days]
        dated = [rem for rem in self.rem_days if rem is not None and rem >= 0]
        return np.array([*by_exam, min(dated, default=HORIZON_DAYS)], dtype=np.int64)[exam]
