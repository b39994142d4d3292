"""Derived rows: the fold of the log, kept so that a device can have it without the log itself."""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cards.reviews.bulk import NewRow, events_of, rows_of, upsert_rows
from cards.reviews.models import DerivedRow, Event, LogHead
from cards.scheduling.fold import CARD, PARAMETERS, fold, fold_onto
from cards.scheduling.fold_card import EMPTY
from cards.scheduling.json_text import canonical, stored
from cards.scheduling.memory import Fsrs
from cards.scheduling.order import State

BATCH = 500  # keys folded at once: bounds memory, and SQLite's variables in one statement

Events = list[dict[str, Any]]


class Fresh(NamedTuple):
    """What the log is about to take in."""

    events: Mapping[str, Events]  # by key of their row
    undos: Sequence[dict[str, Any]]
    undone: Collection[str]  # keys of older events that these undo


NOTHING = Fresh({}, (), ())


def refold(head: LogHead, keys: Sequence[str], fresh: Fresh = NOTHING) -> list[str]:
    """Fold these rows anew from the log, with what it is about to take in, and store what differs.

    Gives the keys that did. Call under the head's lock, before `fresh` is written and the head's `last_at`
    moves; its row_seq and digest move here, and are saved with it.
    """
    replay = _Replay(head, fresh)
    seq = head.row_seq + 1
    changed: list[str] = []
    for batch in _batches(keys):
        changed += _refold_batch(head, replay.of(batch), seq)
    if changed:
        head.row_seq = seq
    return changed


def differing(head: LogHead, keys: Sequence[str]) -> list[str]:
    """The keys whose stored row is not what a replay of the log gives."""
    replay = _Replay(head, NOTHING)
    return [
        key
        for batch in _batches(keys)
        for key, state, old in replay.of(batch)
        if old is None or old.state != state or old.tag != tag_of(key, state)
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


class Stored(NamedTuple):
    """What a derived row holds now."""

    state: str
    tag: int


def _refold_batch(head: LogHead, folded: Iterator[tuple[str, str, Stored | None]], seq: int) -> list[str]:
    changed: list[NewRow] = []
    for key, state, old in folded:
        if old is not None and old.state == state:
            continue
        tag = tag_of(key, state)
        changed.append(NewRow(key, seq, tag, state))
        head.rows += old is None
        head.tag_sum += tag - (old.tag if old else 0)
    upsert_rows(head.learner_id, changed)
    return [row.key for row in changed]


class _Replay:
    """The fold of a learner's rows, from the log and what it is about to take in."""

    def __init__(self, head: LogHead, fresh: Fresh) -> None:
        self._head = head
        self._fsrs = _fsrs_in_force(head)
        self._fresh = fresh
        self._undos = _undos(head, fresh.undos)

    def of(self, keys: Sequence[str]) -> Iterator[tuple[str, str, Stored | None]]:
        """(key, state as the log gives it, row as stored), one per key that has events."""
        rows = {key: Stored(state, tag) for key, state, tag in rows_of(self._head.learner_id, keys)}
        before = {key: state for key, row in rows.items() if (state := self._goes_on(key, row))}
        events = self._events_by_key([key for key in keys if key not in before])
        for key in sorted(keys):
            own = [*events.get(key, ()), *self._fresh.events.get(key, ())]
            if not own:
                continue
            if self._undos:
                own += [undo for event in own for undo in self._undos.get(event["uid"], ())]
            onto = before.get(key)
            state = fold_onto(onto, own, self._fsrs) if onto else fold(key, own, self._fsrs)
            yield key, canonical(state), rows.get(key)

    def _goes_on(self, key: str, row: Stored) -> State | None:
        """A card's row as it stands, if its new events come after all that the log holds and undo none of it.

        Then nothing older need be read. A damaged row is made anew.
        """
        fresh = self._fresh.events.get(key, ())
        if not fresh or not key.startswith(f"{CARD}:") or key in self._fresh.undone:
            return None
        if min(event["at"] for event in fresh) <= self._head.last_at or row.tag != tag_of(key, row.state):
            return None
        state: State = stored(row.state)
        return state if state.keys() == EMPTY.keys() else None

    def _events_by_key(self, keys: Sequence[str]) -> Mapping[str, Events]:
        events: dict[str, Events] = defaultdict(list)
        for key, body in events_of(self._head.learner_id, keys):
            events[key].append(stored(body))
        return events


def _undos(head: LogHead, fresh: Sequence[dict[str, Any]]) -> Mapping[str, Events]:
    """By the uid of what they undo, which the log need not hold yet."""
    found: dict[str, Events] = defaultdict(list)
    of_the_log = Event.objects.filter(learner_id=head.learner_id, target__isnull=False)
    for undo in (*map(stored, of_the_log.values_list("body", flat=True)), *fresh):
        found[undo["target"]].append(undo)
    return found


def _fsrs_in_force(head: LogHead) -> Fsrs:
    parameters = state_of(head, f"{PARAMETERS}:fsrs")
    return Fsrs(parameters["weights"]) if parameters else Fsrs()


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
