"""One exchange with one device: take its events, then give it what it has not seen, from one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models import Q, QuerySet

from cards.reviews import log
from cards.reviews.installation import epoch
from cards.reviews.models import DerivedRow, Event, LogHead
from cards.reviews.snapshot import snapshot
from cards.sync.protocol import Answer, LogCursor, RowCursor, SyncRequest, UnknownCursor, row_json

ROWS_A_PAGE = 2_000
EVENTS_A_PAGE = 2_000
LOG_PAGE_CHARACTERS = 1_000_000


def exchange(learner_id: UUID, request: SyncRequest, now: int) -> Answer:
    """Push and pull; `now` is the server's clock in ms. Committed durably before it returns.

    Raises UnknownCursor, and then has taken nothing.
    """
    with _head(learner_id, request) as head:
        answer = Answer(server_time=max(now, head.server_time), epoch=str(epoch()))
        cursors = _cursors(head, request, answer.epoch)
        if request.events:
            _push(head, request, now, answer)
        _pull(head, *cursors, answer)
    return answer


@contextmanager
def _head(learner_id: UUID, request: SyncRequest) -> Iterator[LogHead]:
    """The learner's head: locked if something may be written, else as one snapshot shows it."""
    if request.events:
        with log.growing(learner_id) as head:
            yield head
    else:
        with snapshot():
            yield LogHead.objects.filter(learner_id=learner_id).first() or LogHead(learner_id=learner_id)


def _cursors(head: LogHead, request: SyncRequest, epoch: str) -> tuple[RowCursor, LogCursor]:
    """Where to go on from; another epoch's cursors speak of another history and count as none."""
    known = request.epoch in (None, epoch)
    rows = RowCursor.read(request.cursor if known else None)
    events = LogCursor.read(request.log_cursor if known else None, head.seq)
    if rows.seq > head.row_seq:
        raise UnknownCursor
    return rows, events


def _push(head: LogHead, request: SyncRequest, now: int, answer: Answer) -> None:
    receipt = log.append(head, request.events, now)
    answer.server_time = receipt.server_time
    answer.accepted = [{"uid": one.uid, "seq": one.seq, "at": one.at} for one in receipt.accepted]
    answer.refused = [
        {"index": one.index, "code": one.refused.code, "detail": one.refused.detail}
        | ({"uid": one.uid} if one.uid else {})
        for one in receipt.refused
    ]


def _pull(head: LogHead, rows: RowCursor, events: LogCursor, answer: Answer) -> None:
    """Rows first: with them alone a new phone can review; the log follows."""
    _pull_rows(head, rows, answer)
    if answer.more:
        answer.log_cursor, answer.log_more = str(events), True
    else:
        answer.digest = {"count": head.rows, "sum": head.tag_sum}
        _pull_log(head, events, answer)


def _pull_rows(head: LogHead, cursor: RowCursor, answer: Answer) -> None:
    if cursor == RowCursor.end(head.row_seq):
        answer.cursor = str(cursor)
        return
    later = Q(seq__gt=cursor.seq) | Q(seq=cursor.seq, key__gt=cursor.key)
    page = list(
        DerivedRow.objects.filter(later, learner_id=head.learner_id, seq__gte=cursor.seq)
        .order_by("seq", "key")
        .values_list("key", "seq", "tag", "state")[: ROWS_A_PAGE + 1]
    )
    answer.more = len(page) > ROWS_A_PAGE
    del page[ROWS_A_PAGE:]
    answer.rows = [row_json(*row) for row in page]
    answer.cursor = str(RowCursor(page[-1][1], page[-1][0]) if answer.more else RowCursor.end(head.row_seq))


def _pull_log(head: LogHead, cursor: LogCursor, answer: Answer) -> None:
    """First what is newer than the device has, oldest first; then what is older, newest first."""
    log_of = Event.objects.filter(learner_id=head.learner_id)
    low, high = cursor.low, cursor.high
    room = LOG_PAGE_CHARACTERS
    newer = _page(log_of.filter(seq__gt=high).order_by("seq")) if high < head.seq else ()
    for seq, body in newer:
        if room <= 0:
            break
        answer.log.append(body)
        high, room = seq, room - len(body)
    if high == head.seq and low > 1:
        for seq, body in _page(log_of.filter(seq__lt=low).order_by("-seq")):
            if room <= 0 or len(answer.log) >= EVENTS_A_PAGE:
                break
            answer.log.append(body)
            low, room = seq, room - len(body)
    answer.log_cursor = str(LogCursor(low, high))
    answer.log_more = high < head.seq or low > 1


def _page(events: QuerySet[Event]) -> Iterator[tuple[int, str]]:
    return events.values_list("seq", "body")[:EVENTS_A_PAGE].iterator(chunk_size=200)
