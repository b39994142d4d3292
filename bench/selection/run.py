"""One cell: the same learners under each policy, day by day to the exam, and what is measured on the way."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.selection.baselines import FIRST_DAY, Morning, Policy
from bench.selection.exam import Exam, Real, Whole
from bench.selection.forecast import Forecasts
from bench.selection.memory import Fsrs
from bench.selection.notes import Notes
from bench.selection.people import people
from bench.selection.perturbed import Perturbed
from bench.selection.shipped import Shipped
from bench.selection.study import Class, Draws, Sitting
from bench.selection.watch import Waits
from bench.selection.worlds import WORLDS

GUESS = 0.25
MEASURINGS = 15  # of the score, on the way to the exam


@dataclass(frozen=True)
class Cell:
    """How much there is to study with, and where."""

    world: str
    days: int
    minutes: int
    seed: int
    learners: int
    fatigue: float = 0.0


@dataclass
class Course:
    """How it went, by learner: all of one policy."""

    score: Real  # expected, 0..100
    minutes: Real  # spent
    way: Real  # [measuring, learner]: the score had the exam been then
    way_minutes: Real  # [measuring, learner]: spent until then
    waited: Real  # days the longest waiting seen card has gone unseen, at any time
    overdue: Real  # days that one was due and not shown
    piled: Real  # due cards left at the end of a day, at most
    unseen: Real  # part of the exam never met
    forecasts: Forecasts


def simulate(exam: Exam, cell: Cell, policies: Sequence[Policy]) -> dict[str, Course]:
    """By policy. Exams are on the morning after the last day."""
    return dict(zip((one.name for one in policies), _School(exam, cell, policies).run(), strict=True))


class _School:
    def __init__(self, exam: Exam, cell: Cell, policies: Sequence[Policy]) -> None:
        self._exam, self._cell, self._policies = exam, cell, policies
        self._people = people(exam, cell.learners, cell.days, cell.seed).times(len(policies))
        self._world = WORLDS[cell.world](exam, self._people)
        self._class = Class(
            exam=exam,
            people=self._people,
            world=self._world,
            notes=Notes(exam, len(self._people), self._schedulers()),
            draws=Draws(cell.learners, exam.cards, cell.seed),
            showings_of_new=np.repeat([one.showings_of_new for one in policies], cell.learners),
            passes=np.repeat([one.passes for one in policies], cell.learners),
            fatigue=cell.fatigue,
        )
        asking = Shipped(exam)
        self._spent, self._waits = np.zeros(len(self._people)), Waits(len(self._people))
        self._way: list[tuple[Real, Real]] = []
        self._forecasts = [Forecasts(cell.days, asking) for _ in policies]

    def run(self) -> list[Course]:
        every = max(1, self._cell.days // MEASURINGS)
        self._way.append((self.score(FIRST_DAY), self._spent.copy()))
        for day in range(self._cell.days):
            self._study(day)
            self._waits.watch(self._class.notes, FIRST_DAY + day)
            if (day + 1) % every == 0 or day + 1 == self._cell.days:
                self._way.append((self.score(FIRST_DAY + day + 1), self._spent.copy()))
            self._forecast(day + 1)
        return [self._course(number) for number in range(len(self._policies))]

    def score(self, day: int) -> Real:
        """In percent, were the exam on this morning; by row."""
        right = self._people.transfer[:, None] * self._world.known(day)
        score: Real = 100 * (self._people.counts * (GUESS + (1 - GUESS) * right)).sum(axis=1)
        return score

    def _schedulers(self) -> Fsrs:
        """With the default weights, unless some policy has its own."""
        if not isinstance(self._world, Perturbed) or not any(one.weights for one in self._policies):
            return Fsrs()
        true = np.split(self._world.weights, len(self._policies))
        default = np.broadcast_to(Fsrs().weights_of(0), true[0].shape)
        chosen = [
            one.weights(w) if one.weights else default for one, w in zip(self._policies, true, strict=True)
        ]
        return Fsrs(np.concatenate(chosen))

    def _study(self, day: int) -> None:
        studies = self._people.studies[:, day]
        seconds = np.where(studies, 60.0 * self._cell.minutes, 0.0)
        queues = [self._queue(row, day) if studies[row] else _NOTHING for row in range(len(seconds))]
        sitting = Sitting(self._class, FIRST_DAY + day, queues, seconds)
        sitting.run()
        self._spent += sitting.clock / 60

    def _queue(self, row: int, day: int) -> Whole:
        policy = self._policies[row // self._cell.learners]
        return policy.queue(self._morning(row, day, 60.0 * self._cell.minutes))

    def _morning(self, row: int, day: int, seconds: float) -> Morning:
        return Morning(
            exam=self._exam,
            notes=self._class.notes,
            row=row,
            learner=row % self._cell.learners,
            day=FIRST_DAY + day,
            left_days=self._cell.days - day,
            seconds=seconds,
        )

    def _forecast(self, day: int) -> None:
        """Predictions of Cardinal's readiness, for every policy's learners, against what is true."""
        if day not in self._forecasts[0].days:
            return
        now, then = (self._truth(FIRST_DAY + ahead) for ahead in (day, self._cell.days))
        for row in range(len(self._people)):
            policy = row // self._cell.learners
            self._forecasts[policy].add(self._morning(row, day, 0.0), now[:, row], then[:, row])

    def _truth(self, day: int) -> Real:
        """The score in parts, [2, row]: of what is recalled, and of what is right when questions apply it."""
        known = self._world.known(day)
        recalled = (self._exam.importance * (GUESS + (1 - GUESS) * known)).sum(axis=1)
        return np.stack([recalled, self.score(day) / 100])

    def _course(self, number: int) -> Course:
        mine = slice(number * self._cell.learners, (number + 1) * self._cell.learners)
        unseen = (self._exam.importance * (self._class.notes.shown == 0)).sum(axis=1)
        return Course(
            score=self._way[-1][0][mine],
            minutes=self._spent[mine],
            way=np.array([score[mine] for score, _ in self._way]),
            way_minutes=np.array([spent[mine] for _, spent in self._way]),
            waited=self._waits.unseen[mine],
            overdue=self._waits.overdue[mine],
            piled=self._waits.piled[mine],
            unseen=unseen[mine],
            forecasts=self._forecasts[number],
        )


_NOTHING = np.zeros(0, dtype=np.int64)
