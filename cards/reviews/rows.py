"""Derived rows: the fold of the log, kept so that a device can have it without the log itself."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cards.reviews.bulk import NewRow, events_of, rows_of, upsert_rows
from cards.reviews.models import DerivedRow, Event, LogHead
from cards.scheduling.fold import PARAMETERS, fold
from cards.scheduling.json_text import canonical, stored
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
    return stored(row.state) if row else None


def tag_of(key: str, state: str) -> int:
    """32-bit checksum of a row's content; a digest adds them up."""
    return zlib.crc32(f"{key}\n{state}".encode())


def _refold_batch(head: LogHead, keys: Sequence[str], fsrs: Fsrs, seq: int) -> list[str]:
    fresh: list[NewRow] = []
    for key, state, old in _replayed(head, keys, fsrs):
        if old is not None and old.state == state:
            continue
        tag = tag_of(key, state)
        fresh.append(NewRow(head.learner_id, key, seq, tag, state))
        head.rows += old is None
        head.tag_sum += tag - (old.tag if old else 0)
    upsert_rows(fresh)
    return [row.key for row in fresh]


class Stored(NamedTuple):
    """What a derived row holds now."""

    state: str
    tag: int


def _replayed(head: LogHead, keys: Sequence[str], fsrs: Fsrs) -> Iterator[tuple[str, str, Stored | None]]:
    """(key, state as the log gives it, row as stored), one per key that has events."""
    stored_rows = {key: Stored(state, tag) for key, state, tag in rows_of(head.learner_id, keys)}
    for key, events in sorted(_events_by_key(head, keys).items()):
        yield key, canonical(fold(key, events, fsrs)), stored_rows.get(key)


def _events_by_key(head: LogHead, keys: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Events of these keys, each with the undos that speak of one of them."""
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for key, body in events_of(head.learner_id, keys):
        events[key].append(stored(body))
    key_of = {event["uid"]: key for key, own in events.items() for event in own}
    undos = Event.objects.filter(learner_id=head.learner_id, target__isnull=False)
    for body in undos.values_list("body", flat=True):
        undo = stored(body)
        if undo["target"] in key_of:
            events[key_of[undo["target"]]].append(undo)
    return events


def _fsrs_in_force(head: LogHead) -> Fsrs:
    parameters = state_of(head, f"{PARAMETERS}:fsrs")
    return Fsrs(parameters["weights"]) if parameters else Fsrs()


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
