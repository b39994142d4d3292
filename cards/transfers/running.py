"""Runs one transfer to its end, whichever worker has it, however often one is killed on the way.

A job is a function that takes a `Run` and gives an `Outcome`. Which kind of transfer is which job's is said
in one place, `JOBS` in cards/tasks.py. To add a kind, write the function in its own slice and add its line:

    def export(run: Run) -> Outcome:
        for number, card in enumerate(cards):
            ...
            run.progress(number, len(cards))     # as often as you like; it also says that the job is alive
        run.made.write_bytes(...)                # what is to be downloaded, if anything
        return Outcome("cardinal.apkg", {"cards": len(cards)})

- `run.learner_id` and `run.parameters` say what was asked; `run.given` is the file that was sent, if one was.
- A job is started again from its beginning when its worker died, so it must not do twice what it did: it
  writes events with uids that are the same each time. Only a finished job's file can be downloaded.
- `raise Failure("a sentence")` tells the learner what was wrong, what is safe and what to do.
- `run.progress` raises `Superseded` when the transfer was deleted or another worker has taken it over; let it
  pass. Call it at least twice a minute: after `SILENT` without a sign of life the job counts as dead.
- Inside a transaction `run.progress` says nothing, for nobody would see it, and a snapshot must not write:
  keep transactions short, and report between them.
"""

import datetime
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cards.transfers import files
from cards.transfers.models import UNFINISHED, Transfer

log = logging.getLogger(__name__)

SILENT = datetime.timedelta(seconds=90)
MOST_TRIES = 3
LONGEST_S = 3_600.0  # of one try: nobody keeps a worker from the others for ever
SAY_EVERY_S = 1.0  # each sign of life is a write to the database
TOO_LONG = (
    "This took more than an hour and was stopped. What an import wrote stays and comes no second time. "
    "Ask for less at once: one deck, or one exam."
)
BROKEN = (
    "Something went wrong on the server, and your cards are as they were. Try again; "
    "if it fails again, tell whoever runs this server."
)


class Failure(Exception):
    """A sentence for the learner: what was wrong, what is safe, what to do."""


class Superseded(Exception):
    """The transfer is no longer this worker's."""


@dataclass(frozen=True)
class Outcome:
    """What a finished job leaves: the name its file is downloaded under, and what there is to say."""

    file_name: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Run:
    """One worker's hold on one transfer."""

    learner_id: UUID
    transfer_id: UUID
    tries: int
    parameters: dict[str, Any]
    given: Path
    made: Path
    _said: float = 0.0
    _began: float = field(default_factory=time.monotonic)

    def progress(self, done: int, total: int) -> None:
        """How far the job is; written down at most once a second. Raises Failure when it takes too long."""
        if time.monotonic() - self._began > LONGEST_S:
            raise Failure(TOO_LONG)
        if time.monotonic() - self._said < SAY_EVERY_S or connection.in_atomic_block:
            return
        self._said = time.monotonic()
        self.say(done=done, total=total)

    def say(self, **columns: Any) -> None:
        """Write it down, as long as the transfer is this worker's."""
        mine = _one(self.learner_id, self.transfer_id).filter(tries=self.tries, state=Transfer.State.RUNNING)
        if not mine.update(heard_at=timezone.now(), **columns):
            raise Superseded


Job = Callable[[Run], Outcome]


def run(learner_id: UUID, transfer_id: UUID, jobs: Mapping[str, Job]) -> None:
    """Take up a transfer that waits or whose worker fell silent; does nothing to any other."""
    transfer = _taken(learner_id, transfer_id)
    if transfer is None:
        return
    held = _hold(transfer)
    try:
        outcome = jobs[transfer.kind](held)
        held.say(state=Transfer.State.DONE, file_name=outcome.file_name, result=outcome.result)
    except Superseded:
        held.made.unlink(missing_ok=True)
    except Exception as error:
        held.made.unlink(missing_ok=True)
        _fail(held, transfer.kind, error)


def silent() -> QuerySet[Transfer]:
    """What waits for a message that was lost, or was taken up by a worker that died."""
    return Transfer.objects.filter(state__in=UNFINISHED, heard_at__lt=timezone.now() - SILENT)


def _taken(learner_id: UUID, transfer_id: UUID) -> Transfer | None:
    """One statement decides between two workers with the same message."""
    free = Q(state=Transfer.State.WAITING) | Q(
        state=Transfer.State.RUNNING, heard_at__lt=timezone.now() - SILENT
    )
    mine = _one(learner_id, transfer_id)
    if not mine.filter(free).update(
        state=Transfer.State.RUNNING, tries=F("tries") + 1, heard_at=timezone.now()
    ):
        return None
    transfer = mine.get()
    if transfer.tries <= MOST_TRIES:
        return transfer
    log.error("transfer %s ended its worker %d times", transfer_id, MOST_TRIES)
    mine.update(state=Transfer.State.FAILED, error=BROKEN)
    return None


def _hold(transfer: Transfer) -> Run:
    learner_id, transfer_id, tries = transfer.learner_id, transfer.id, transfer.tries
    given, made = files.given(learner_id, transfer_id), files.made(learner_id, transfer_id, tries)
    return Run(learner_id, transfer_id, tries, dict(transfer.parameters), given, made)


def _fail(held: Run, kind: str, error: Exception) -> None:
    if not isinstance(error, Failure):
        log.error("a transfer of kind %s failed", kind, exc_info=error)
    sentence = str(error) if isinstance(error, Failure) else BROKEN
    with suppress(Superseded):
        held.say(state=Transfer.State.FAILED, error=sentence[:500])


def _one(learner_id: UUID, transfer_id: UUID) -> QuerySet[Transfer]:
    return Transfer.objects.filter(learner_id=learner_id, id=transfer_id)
