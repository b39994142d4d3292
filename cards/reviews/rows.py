"""Derived rows: the fold of the log, kept so that a device can have it without the log itself."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from cards.reviews.models import DerivedRow, Event, LogHead
from cards.scheduling.fold import PARAMETERS, fold
from cards.scheduling.json_text import canonical
from cards.scheduling.memory import Fsrs
from cards.scheduling.order import State

BATCH = 500  # keys folded at once: bounds memory, and SQLite's variables in one statement


def refold(head: LogHead, keys: Sequence[str]) -> list[str]:
    """Fold these rows anew from the log and store what differs; gives the keys that did.

    Call under the head's lock; the head's row_seq and digest move along, and are saved with it.
    """
    fsrs = _fsrs_in_force(head)
    seq = head.row_seq + 1
    changed: list[str] = []
    for batch in _batches(keys):
        changed += _refold_batch(head, batch, fsrs, seq)
    if changed:
        head.row_seq = seq
    return changed


def differing(head: LogHead, keys: Sequence[str]) -> list[str]:
    """The keys whose stored row is not what a replay of the log gives."""
    fsrs = _fsrs_in_force(head)
    return [
        key
        for batch in _batches(keys)
        for key, state, stored in _replayed(head, batch, fsrs)
        if stored is None or stored.state != state or stored.tag != tag_of(key, state)
    ]


def keys_of(head: LogHead) -> list[str]:
    """Every key the learner's log folds into."""
    events = Event.objects.filter(learner_id=head.learner_id).exclude(row_key="")
    return sorted(events.values_list("row_key", flat=True).distinct())


def state_of(head: LogHead, key: str) -> State | None:
    """One stored row's state."""
    row = DerivedRow.objects.filter(learner_id=head.learner_id, key=key).first()
    return json.loads(row.state) if row else None


def tag_of(key: str, state: str) -> int:
    """32-bit checksum of a row's content; a digest adds them up."""
    return zlib.crc32(f"{key}\n{state}".encode())


def _refold_batch(head: LogHead, keys: Sequence[str], fsrs: Fsrs, seq: int) -> list[str]:
    fresh: list[DerivedRow] = []
    for key, state, stored in _replayed(head, keys, fsrs):
        if stored is not None and stored.state == state:
            continue
        tag = tag_of(key, state)
        fresh.append(DerivedRow(learner_id=head.learner_id, key=key, seq=seq, tag=tag, state=state))
        head.rows += stored is None
        head.tag_sum += tag - (stored.tag if stored else 0)
    DerivedRow.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["learner", "key"], update_fields=["seq", "tag", "state"]
    )
    return [row.key for row in fresh]


def _replayed(head: LogHead, keys: Sequence[str], fsrs: Fsrs) -> Iterator[tuple[str, str, DerivedRow | None]]:
    """(key, state as the log gives it, row as stored), one per key that has events."""
    stored = {row.key: row for row in DerivedRow.objects.filter(learner_id=head.learner_id, key__in=keys)}
    for key, events in sorted(_events_by_key(head, keys).items()):
        yield key, canonical(fold(key, events, fsrs)), stored.get(key)


def _events_by_key(head: LogHead, keys: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Events of these keys, each with the undos that speak of one of them."""
    log = Event.objects.filter(learner_id=head.learner_id)
    own = log.filter(row_key__in=keys)
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, body in own.values_list("row_key", "body"):
        events[key].append(json.loads(body))
    undos = log.filter(target__in=own.values("uid"))
    key_of = dict(own.filter(uid__in=undos.values("target")).values_list("uid", "row_key"))
    for body in undos.values_list("body", flat=True):
        undo = json.loads(body)
        events[key_of[UUID(undo["target"])]].append(undo)
    return events


def _fsrs_in_force(head: LogHead) -> Fsrs:
    parameters = state_of(head, f"{PARAMETERS}:fsrs")
    return Fsrs(parameters["weights"]) if parameters else Fsrs()


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
