"""The log of events and the rows derived from it: the only writer of both.

Every write happens in one durable transaction under a lock on the learner's head, so two devices pushing at
once stand in line, sequence numbers have no gaps, and what is acknowledged is on the disk.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from cards.reviews import rows
from cards.reviews.models import Event, LogHead
from cards.scheduling.events import Refused, check_event
from cards.scheduling.fold import PARAMETERS, row_key
from cards.scheduling.json_text import canonical


@dataclass(frozen=True)
class Accepted:
    """One event that is in the log, now or since earlier."""

    uid: str
    seq: int
    at: int  # as stored: capped at the moment of receipt


@dataclass(frozen=True)
class Rejected:
    """One event that is not, and why."""

    index: int
    uid: str | None
    refused: Refused


@dataclass
class Receipt:
    """What became of each event of a push, and when it was received (ms since the epoch)."""

    server_time: int
    accepted: list[Accepted] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)


@contextmanager
def growing(learner_id: UUID) -> Iterator[LogHead]:
    """A transaction that holds the lock on the learner's log; the head is saved as it ends."""
    with transaction.atomic():
        LogHead.objects.get_or_create(learner_id=learner_id)
        head = LogHead.objects.select_for_update().get(learner_id=learner_id)
        yield head
        head.save()


def append(head: LogHead, raw_events: Sequence[Any], now: int) -> Receipt:
    """Take what is well-formed into the log and refold the rows it touches; call inside `growing`.

    `now` is the server's clock in ms. Repeating an event changes nothing and is accepted again.
    """
    head.server_time = max(now, head.server_time)
    receipt = Receipt(head.server_time)
    stored = _Stored.named_by(head, raw_events)
    new: list[Event] = []
    for index, raw in enumerate(raw_events):
        try:
            event, text = check_event(raw)
            known = stored.find(event["uid"], text)
            if known is None:
                known = _next_in(head, event)
                new.append(known)
                stored.add(known, text)
        except Refused as refused:
            receipt.refused.append(Rejected(index, _uid_of(raw), refused))
        else:
            receipt.accepted.append(Accepted(str(known.uid), known.seq, json.loads(known.body)["at"]))
    _store(head, new)
    return receipt


def append_parameters(head: LogHead, weights: Sequence[float], now: int) -> None:
    """Put new FSRS weights in force for this learner; every memory is computed anew with them."""
    head.server_time = max(now, head.server_time)
    head.server_n += 1
    in_force = rows.state_of(head, f"{PARAMETERS}:fsrs")
    event = {
        "v": 1,
        "uid": str(uuid4()),
        "device": str(head.server_device),
        "n": head.server_n,
        "at": max(head.server_time, 1 + in_force["last"][0]) if in_force else head.server_time,
        "tz": 0,
        "kind": PARAMETERS,
        "weights": list(weights),
    }
    _store(head, [_next_in(head, event, cap=False)])
    rows.refold(head, rows.keys_of(head))


def _next_in(head: LogHead, event: dict[str, Any], *, cap: bool = True) -> Event:
    if cap:
        # Once, here: a clock that runs ahead must not decide over grades that come later.
        event["at"] = min(event["at"], head.server_time)
    head.seq += 1
    return Event(
        learner_id=head.learner_id,
        uid=UUID(event["uid"]),
        seq=head.seq,
        kind=event["kind"],
        row_key=row_key(event),
        target=UUID(event["target"]) if event["kind"] == "undo" else None,
        body=canonical(event),
    )


def _store(head: LogHead, new: Sequence[Event]) -> None:
    if not new:
        return
    Event.objects.bulk_create(new)
    touched = {event.row_key for event in new if event.row_key}
    targets = {event.target for event in new if event.target}
    undone = Event.objects.filter(learner_id=head.learner_id, uid__in=targets).exclude(row_key="")
    touched.update(undone.values_list("row_key", flat=True))
    rows.refold(head, sorted(touched))


class _Stored:
    """The events of a request that the log already holds, by uid, with their text apart from `at`."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Event, str]] = {}

    @classmethod
    def named_by(cls, head: LogHead, raw_events: Iterable[Any]) -> "_Stored":
        stored = cls()
        uids = {uid for raw in raw_events if (uid := _uid_of(raw))}
        for event in Event.objects.filter(learner_id=head.learner_id, uid__in=uids):
            body = json.loads(event.body)
            del body["at"]
            stored.add(event, canonical(body))
        return stored

    def add(self, event: Event, text: str) -> None:
        self._known[str(event.uid)] = event, text

    def find(self, uid: str, text: str) -> Event | None:
        known = self._known.get(uid)
        if known is None:
            return None
        if known[1] != text:
            raise Refused("uid_reused", "another event with this uid is already in the log")
        return known[0]


def _uid_of(raw: Any) -> str | None:
    """The uid of something that may not even be an event, if it is a usable one."""
    uid = raw.get("uid") if isinstance(raw, dict) else None
    try:
        return uid if isinstance(uid, str) and str(UUID(uid)) == uid else None
    except ValueError:
        return None
