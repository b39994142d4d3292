"""The log of events and the rows derived from it: the only writer of both.

Every write happens in one durable transaction under a lock on the learner's head, so two devices pushing at
once stand in line, sequence numbers have no gaps, and what is acknowledged is on the disk.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction

from cards.reviews import rows
from cards.reviews.bulk import NewEvent, insert_events, stored_events
from cards.reviews.checked import Checked, Rejected, checked, checked_as
from cards.reviews.models import Event, LogHead
from cards.scheduling.checking import check_event
from cards.scheduling.events import Refused
from cards.scheduling.fold import PARAMETERS
from cards.scheduling.json_text import canonical, stored
from cards.scheduling.memory import Fsrs


class Accepted(NamedTuple):
    """One event that is in the log, now or since earlier."""

    uid: str
    seq: int
    at: int  # as stored: capped at the moment of receipt


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
        locked = LogHead.objects.select_for_update()
        head = locked.filter(learner_id=learner_id).first()
        if head is None:
            LogHead.objects.get_or_create(learner_id=learner_id)
            head = locked.get(learner_id=learner_id)
        yield head
        head.save()


def append(head: LogHead, raw_events: Iterable[Any], now: int) -> Receipt:
    """Take what is well-formed into the log and refold the rows it touches; call inside `growing`.

    `now` is the server's clock in ms. Repeating an event changes nothing and is accepted again.
    """
    return take(head, checked(raw_events), now)


def take(head: LogHead, events: Sequence[Checked | Rejected], now: int) -> Receipt:
    """The second half of `append`: all that needs the lock."""
    _receive(head, now)
    receipt = Receipt(head.server_time)
    known = stored_events(head.learner_id, {one.event["uid"] for one in events if isinstance(one, Checked)})
    new: list[Checked] = []
    seq = head.seq
    for index, one in enumerate(events):
        if isinstance(one, Rejected):
            receipt.refused.append(one)
            continue
        uid = one.event["uid"]
        if uid in known:
            _take_again(receipt, index, one.event, *known[uid])
            continue
        if one.event["at"] > head.server_time:
            one = _capped(one, head.server_time)
        new.append(one)
        seq += 1
        known[uid] = seq, one.text
        receipt.accepted.append(Accepted(uid, seq, one.event["at"]))
    _store(head, new)
    return receipt


def append_parameters(head: LogHead, weights: Sequence[float], now: int) -> None:
    """Put new FSRS weights in force for this learner; every memory is computed anew with them."""
    _receive(head, now)
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
    _store(head, [checked_as(event, canonical(event))])
    rows.refold(head, rows.keys_of(head))


def restore(
    head: LogHead, events: Iterable[Any], now: int, done: Callable[[int], None] = lambda count: None
) -> int:
    """Put the events of an exported log, in its order, into an empty one, as they stand there; how many.

    The server's own are among them, and moments stay as they were capped. Raises Refused.
    """
    iterator = iter(events)
    while piece := [_restored(raw) for raw in islice(iterator, rows.BATCH)]:
        _receive(head, max([now, *(one.event["at"] for one in piece)]))
        _insert(head, piece)
        done(head.seq)
    keys = rows.keys_of(head)
    rows.refold(head, [key for key in keys if key.startswith(f"{PARAMETERS}:")])  # which all others need
    rows.refold(head, keys)
    return head.seq


def _restored(raw: Any) -> Checked:
    if not isinstance(raw, dict) or raw.get("kind") != PARAMETERS:
        return checked_as(*check_event(raw))
    # Nobody may hand these in but a server; what they have in common with others is checked as of another.
    check_event(raw | {"kind": "setting", "name": PARAMETERS, "value": raw.get("weights")})
    try:
        Fsrs(raw["weights"])
    except (ValueError, TypeError, LookupError):
        raise Refused("malformed", "weights must be 21 numbers within FSRS's bounds") from None
    return checked_as(raw, canonical(raw))


def _receive(head: LogHead, now: int) -> None:
    if (
        head.last_at_seq != head.seq
    ):  # grown by a version that keeps no such bound; it capped all that came in
        head.last_at, head.last_at_seq = head.server_time, head.seq
    # Always later than the time before, even while the clock was set back: else what one device makes after
    # it saw another's events could be capped to their very moment, and come before them.
    head.server_time = max(now, head.server_time + 1)


def _capped(one: Checked, server_time: int) -> Checked:
    """Once, here: a clock that runs ahead must not decide over grades that come later."""
    event = one.event | {"at": server_time}
    return checked_as(event, canonical(event))


def _store(head: LogHead, new: Sequence[Checked]) -> None:
    """Rows first: what the log holds of them is read before the new is in it."""
    if not new:
        return
    own: dict[str, list[dict[str, Any]]] = {}
    for one in new:
        own.setdefault(one.key, []).append(one.event)
    undos = own.pop("", [])
    undone: set[str] = set()
    if targets := {undo["target"] for undo in undos}:
        of_targets = Event.objects.filter(learner_id=head.learner_id, uid__in=targets).exclude(row_key="")
        undone.update(of_targets.values_list("row_key", flat=True))
    rows.refold(head, sorted(own.keys() | undone), rows.Fresh(own, undos, undone))
    _insert(head, new)


def _insert(head: LogHead, new: Iterable[Checked]) -> None:
    """At the end of the log, in this order."""
    made = []
    for event, text, key in new:
        head.seq += 1
        head.last_at = max(head.last_at, event["at"])
        target = event["target"] if event["kind"] == "undo" else None
        made.append(NewEvent(event["uid"], head.seq, event["kind"], key, target, text))
    head.last_at_seq = head.seq
    insert_events(head.learner_id, made)


def _take_again(receipt: Receipt, index: int, event: dict[str, Any], seq: int, text: str) -> None:
    """The answer to a repetition: as the first time, if it is one. Only `at` may differ."""
    first = stored(text)
    if canonical(event | {"at": 0}) == canonical(first | {"at": 0}):
        receipt.accepted.append(Accepted(event["uid"], seq, first["at"]))
    else:
        refused = Refused("uid_reused", "another event with this uid is already in the log")
        receipt.refused.append(Rejected(index, event["uid"], refused))
