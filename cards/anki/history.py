"""What Anki keeps of a card's past: a row for each review, and what FSRS made of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from cards.anki.package import ReviewRow
from cards.anki.remembered import ROWS, RowIds
from cards.reviews.models import Event
from cards.scheduling.json_text import stored
from cards.scheduling.memory import Fsrs, Memory
from cards.scheduling.order import place, undone
from cards.scheduling.study_day import study_day

LEARNING, REVIEW, MANUAL = 0, 1, 4


class Graded(NamedTuple):
    """A review or, with rating 0, a reset; sorts as the log does: by (at, device, n, uid)."""

    at: int
    device: str
    n: int
    uid: str
    tz: int
    rating: int
    took_ms: int
    row_id: int


def graded(learner_id: UUID) -> dict[str, list[Graded]]:
    """By card, in order, what was not undone; reviews before a reset are there, and the reset after them."""
    log = Event.objects.filter(learner_id=learner_id, kind__in=(*ROWS, "undo")).order_by("seq")
    ids, undos, cards = RowIds(), [], dict[str, list[Graded]]()
    for body in log.values_list("body", flat=True).iterator(chunk_size=2_000):
        event = stored(body)
        if event["kind"] == "undo":
            undos.append(event)
            continue
        one = Graded(
            event["at"], event["device"], event["n"], event["uid"], event["tz"],
            event.get("rating", 0), event.get("took_ms", 0), ids.id_of(event["at"]),
        )  # fmt: skip
        cards.setdefault(event["card"], []).append(one)
    gone = undone(sorted(undos, key=place))
    return {card: sorted(one for one in all_ if one.uid not in gone) for card, all_ in cards.items()}


def rows(history: Sequence[Graded], card: int, fsrs: Fsrs, retention: float) -> Iterator[ReviewRow]:
    """The review log of one card. After a reset FSRS begins anew, there as here."""
    memory: Memory | None = None
    interval = day = 0
    for at, _, _, _, tz, rating, took_ms, row_id in history:
        if not rating:
            memory, interval = None, 0
            yield ReviewRow(row_id, card, -1, 0, 0, 0, 0, 0, MANUAL)
            continue
        today = study_day(at, tz)
        if memory is None:
            memory, kind = fsrs.first(rating), LEARNING
        else:
            today = max(today, day)
            memory, kind = fsrs.next(memory, today - day, rating), REVIEW
        before, interval, day = interval, fsrs.interval(memory.s, retention), today
        factor = round((memory.d - 1) / 9 * 1000) + 100
        yield ReviewRow(row_id, card, -1, rating, interval, before, factor, took_ms, kind)
