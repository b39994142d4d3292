"""Cardinal's own choice of the next card, by its own code."""

import numpy as np

from bench.selection.baselines import Morning
from bench.selection.exam import Exam, Whole
from bench.selection.notes import Notes
from cards.selection import session as shipped
from cards.selection.deck import Deck, Learner, Timing, Timings
from cards.selection.dice import hash32

SLACK = 1.25  # how much more is asked for than should fit, since some days go quicker than expected
AT_LEAST_S = 5  # no card takes less: bounds how many a queue needs to hold


class Shipped:
    """Asks `cards.selection.session` with what the notes tell."""

    slack = SLACK

    def __init__(
        self, exam: Exam, floor: float = shipped.FLOOR, retention: float = 0.9, horizon: int = 365
    ) -> None:
        self._exam, self._floor, self._retention, self._horizon = exam, floor, retention, horizon
        self._dice = np.array([hash32(one) for one in exam.ids], dtype=np.uint32)
        self._exams = np.zeros(exam.cards, dtype=np.int64)
        self._never = np.zeros(exam.cards, dtype=np.int64)

    def __call__(self, at: Morning) -> Whole:
        limit = min(int(at.seconds / AT_LEAST_S), 500)
        picks = shipped.session(
            self.deck(at.notes, at.row),
            self.learner(at),
            at.seconds * self.slack,
            limit=limit,
            floor=self._floor,
        )
        return np.array([pick.card for pick in picks], dtype=np.int64)

    def deck(self, notes: Notes, row: int) -> Deck:
        exam = self._exam
        return Deck(
            ids=exam.ids,
            dice=self._dice,
            concept=exam.concept,
            topic=exam.topic,
            domain=exam.domain,
            exam=self._exams,
            importance=exam.importance,
            s=notes.s[row],
            d=notes.d[row],
            last_day=notes.last_day[row],
            last_rating=notes.last_rating[row],
            first_rating=notes.first_rating[row],
            suspended=self._never > 0,
            buried_until=self._never,
            called_day=self._never,
        )

    def learner(self, at: Morning) -> Learner:
        notes, row = at.notes, at.row
        return Learner(
            day=at.day,
            seed=hash32(f"{at.learner}:{at.day}"),
            rem_days=(min(at.left_days, self._horizon),),
            topics=at.exam.topics,
            domains=len(at.exam.weights),
            weights=notes.weights_of(row),
            retention=self._retention,
            timings=Timings(*(_timing(notes, row, kind) for kind in range(3))),
            surprise=float(notes.surprise[row]),
            spread=float(notes.spread[row]),
        )


def _timing(notes: Notes, row: int, kind: int) -> Timing:
    kept = notes.times[row, kind, : notes.timed[row, kind]]
    return Timing(float(np.median(kept)), int(notes.timed[row, kind])) if len(kept) else Timing()
