"""What Anki keeps of the past: a row for each review, and what FSRS made of it; for all cards at once."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from sys import intern
from typing import NamedTuple
from uuid import UUID

import numpy as np

from cards.anki.remembered import ROWS, RowIds
from cards.anki.texts import stored_together
from cards.reviews import models
from cards.scheduling.memory_columns import Days, FsrsColumns
from cards.scheduling.order import Event, undone
from cards.scheduling.order import place as place_of
from cards.scheduling.replay import Flags, replay
from cards.scheduling.study_day import MINUTES_A_DAY, TURNOVER_MIN

NOTHING: Days = np.empty(0, dtype=np.int64)
CHUNK = 2_000  # events read at once
RESET = 0  # in place of a rating
LEARNING, REVIEW, MANUAL = 0, 1, 4  # Anki's kinds of rows


class History(NamedTuple):
    """Columns over all that was graded, card after card, and within a card in the log's order."""

    cards: Sequence[str] = ()
    at: Days = NOTHING
    tz: Days = NOTHING
    rating: Days = NOTHING
    took_ms: Days = NOTHING
    row_id: Days = NOTHING

    def last_tz(self) -> int:
        """Where the learner was at the newest review; UTC when there is none."""
        return int(self.tz[self.at.argmax()]) if self.cards else 0


@dataclass
class _Arrived:
    """The same columns in order of arrival, as they are read."""

    card: list[str] = field(default_factory=list)
    device: list[str] = field(default_factory=list)
    uid: list[str] = field(default_factory=list)
    n: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    tz: list[int] = field(default_factory=list)
    rating: list[int] = field(default_factory=list)
    took_ms: list[int] = field(default_factory=list)

    def take(self, events: Sequence[Event]) -> None:
        """Column by column, which is twice as fast as event by event."""
        self.card += [intern(event["card"]) for event in events]
        self.device += [intern(event["device"]) for event in events]
        self.uid += [event["uid"] for event in events]
        self.n += [event["n"] for event in events]
        self.at += [event["at"] for event in events]
        self.tz += [event["tz"] for event in events]
        self.rating += [event.get("rating", RESET) for event in events]
        self.took_ms += [event.get("took_ms", 0) for event in events]

    def in_order(self, gone: Set[str]) -> History:
        """Without what is gone. A row's id goes by arrival, and counts what is gone."""
        ids = RowIds()
        row_id = [ids.id_of(at) for at in self.at]
        order = self._order()
        if gone:
            order = order[[self.uid[place] not in gone for place in order]]
        columns = (
            np.array(one, np.int64)[order] for one in (self.at, self.tz, self.rating, self.took_ms, row_id)
        )
        return History([self.card[place] for place in order], *columns)

    def _order(self) -> Days:
        """By card, and within a card as the log orders: by (at, device, n, uid)."""
        number = {card: place for place, card in enumerate(dict.fromkeys(self.card))}
        card, at = np.array([number[one] for one in self.card], np.int64), np.array(self.at, np.int64)
        order = np.lexsort((at, card))
        if not np.any((np.diff(card[order]) == 0) & (np.diff(at[order]) == 0)):
            return order
        keys = list(zip(card.tolist(), self.at, self.device, self.n, self.uid, strict=True))
        return np.array(sorted(range(len(keys)), key=keys.__getitem__))


def history(learner_id: UUID) -> History:
    """What was not undone. Reviews before a reset are there, and the reset after them."""
    log = models.Event.objects.filter(learner_id=learner_id, kind__in=(*ROWS, "undo")).order_by("seq")
    arrived, undos = _Arrived(), list[Event]()
    for events in stored_together(log.values_list("body", flat=True).iterator(chunk_size=CHUNK)):
        arrived.take([event for event in events if event["kind"] != "undo"])
        undos += [event for event in events if event["kind"] == "undo"]
    return arrived.in_order(undone(sorted(undos, key=place_of))) if arrived.card else History()


def review_rows(
    past: History, numbers: Mapping[str, int], fsrs: FsrsColumns, retention: float
) -> Iterator[tuple[int, ...]]:
    """The review log of the cards that have a number, as columns of Anki's table."""
    number = np.array([numbers.get(one, 0) for one in past.cards], dtype=np.int64)
    reset = past.rating == RESET
    first = _first(past, reset)
    days = (past.at // 60_000 + past.tz - TURNOVER_MIN) // MINUTES_A_DAY
    memory = replay(fsrs, first, days, past.rating)
    interval = np.where(reset, 0, fsrs.interval(memory.s, retention))
    before = np.where(first, 0, np.roll(interval, 1))
    factor = np.where(reset, 0, np.rint((memory.d - 1) / 9 * 1000).astype(np.int64) + 100)
    kind = np.where(reset, MANUAL, np.where(first, LEARNING, REVIEW))
    usn = np.full(len(number), -1)
    columns = (past.row_id, number, usn, past.rating, interval, before, factor, past.took_ms, kind)
    in_turn = np.argsort(past.row_id)  # SQLite appends what comes in order
    exported = in_turn[number[in_turn] > 0]
    return zip(*(column[exported].tolist() for column in columns), strict=True)


def _first(past: History, reset: Flags) -> Flags:
    """Resets, and the reviews with which FSRS begins: a card's first, and the first after a reset."""
    one_before = [None, *past.cards[:-1]] if past.cards else []
    changes = np.array([one != before for one, before in zip(past.cards, one_before, strict=True)], np.bool_)
    first: Flags = changes | reset | np.roll(reset, 1)
    return first
