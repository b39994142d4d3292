"""What Anki keeps of the past: a row for each review, and what FSRS made of it; for all cards at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

import numpy as np

from cards.anki.graded import RESET, Graded, Texts, graded, logged
from cards.anki.remembered import RowIds
from cards.reviews import models
from cards.scheduling.json_text import stored
from cards.scheduling.memory_columns import Days, FsrsColumns
from cards.scheduling.order import Place, undone
from cards.scheduling.order import place as place_of
from cards.scheduling.replay import Flags, replay
from cards.scheduling.study_day import MINUTES_A_DAY, TURNOVER_MIN

FEW = 500  # events asked for by name at once
LEARNING, REVIEW, MANUAL = 0, 1, 4  # Anki's kinds of rows


@dataclass
class Log:
    """What the database says of a learner's grades: all that must be of one moment."""

    texts: list[Texts] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)  # places of what was undone


class History(NamedTuple):
    """The review log of what was graded and not undone, in order of its ids."""

    cards: Sequence[str]  # each once
    card: Days  # place in `cards`, of each row
    rows: Days  # as Package.reviews takes them, but for the card's number
    last_tz: int  # where the learner was at the newest review; UTC when there is none

    def of(self, numbers: Mapping[str, int]) -> Days:
        """The rows of the cards that have a number in the package."""
        number = np.array([numbers.get(card, 0) for card in self.cards], np.int64)[self.card]
        self.rows[:, 1] = number
        return self.rows[number > 0]


def log_of(learner_id: UUID) -> Log:
    """Reads it."""
    return Log(logged(learner_id), _undone(learner_id))


def history(learner_id: UUID, log: Log, fsrs: FsrsColumns, retention: float) -> History:
    """What was not undone. Reviews before a reset are there, and the reset after them. Empties the log."""
    arrived = graded(log.texts)
    row_id = _row_ids(arrived.at)  # by arrival, and counts what is gone
    order = _order(learner_id, arrived)
    if log.gone:
        order = order[~np.isin(arrived.seq[order], log.gone)]
    cards, *columns = arrived
    left = Graded(cards, *(column[order] for column in columns))
    rows = _rows(left, row_id[order], fsrs, retention)
    in_turn = rows[:, 0].argsort()  # SQLite appends what comes in order
    last_tz = int(left.tz[left.at.argmax()]) if len(left.at) else 0
    return History(cards, left.card[in_turn], rows[in_turn], last_tz)


def _row_ids(at: Days) -> Days:
    if np.diff(np.sort(at)).all():
        return at  # each moment is there once
    ids = RowIds()
    return np.array([ids.id_of(moment) for moment in at.tolist()], np.int64)


def _order(learner_id: UUID, arrived: Graded) -> Days:
    """By card, and within a card as the log orders: by (at, device, n, uid)."""
    card, at = arrived.card, arrived.at
    order = np.lexsort((at, card))
    same = (np.diff(card[order]) == 0) & (np.diff(at[order]) == 0)
    if not same.any():
        return order
    tied = order[np.append(same, False) | np.insert(same, 0, False)]
    places = dict(_places(learner_id, arrived.seq[tied].tolist()))
    turn = np.zeros(len(at), np.int64)
    turn[sorted(tied, key=lambda one: places[int(arrived.seq[one])])] = np.arange(len(tied))
    return np.lexsort((turn, at, card))


def _places(learner_id: UUID, seqs: Sequence[int]) -> Iterator[tuple[int, Place]]:
    log = models.Event.objects.filter(learner_id=learner_id)
    for start in range(0, len(seqs), FEW):
        some = log.filter(seq__in=seqs[start : start + FEW])
        yield from ((seq, place_of(stored(body))) for seq, body in some.values_list("seq", "body"))


def _undone(learner_id: UUID) -> list[int]:
    """Where what is not in force any more stands in the log."""
    log = models.Event.objects.filter(learner_id=learner_id)
    undos = [stored(body) for body in log.filter(target__isnull=False).values_list("body", flat=True)]
    uids = sorted(undone(sorted(undos, key=place_of)))
    return [
        seq
        for start in range(0, len(uids), FEW)
        for seq in log.filter(uid__in=uids[start : start + FEW]).values_list("seq", flat=True)
    ]


def _rows(past: Graded, row_id: Days, fsrs: FsrsColumns, retention: float) -> Days:
    """Card after card, and within a card in the log's order."""
    reset = past.rating == RESET
    first = _first(past.card, reset)
    days = (past.at // 60_000 + past.tz - TURNOVER_MIN) // MINUTES_A_DAY
    memory = replay(fsrs, first, days, past.rating)
    interval = np.where(reset, 0, fsrs.interval(memory.s, retention))
    before = np.where(first, 0, np.roll(interval, 1))
    factor = np.where(reset, 0, np.rint((memory.d - 1) / 9 * 1000).astype(np.int64) + 100)
    kind = np.where(reset, MANUAL, np.where(first, LEARNING, REVIEW))
    number = np.zeros(len(row_id), np.int64)
    return np.column_stack((row_id, number, past.rating, interval, before, factor, past.took_ms, kind))


def _first(card: Days, reset: Flags) -> Flags:
    """Resets, and the reviews with which FSRS begins: a card's first, and the first after a reset."""
    changes = np.diff(card, prepend=-1) != 0
    first: Flags = changes | reset | np.roll(reset, 1)
    return first
