"""Brings an Anki package into a learner's log: shows what it would do, or does it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from cards.anki.importing.cards import incoming
from cards.anki.importing.media import ArrivingMedia, Keep
from cards.anki.reading.collection import read
from cards.anki.reading.media import packed_media
from cards.anki.remembered import Remembered, remembered
from cards.content.models import Card
from cards.intake.deciding import Chosen
from cards.intake.taking_in import Intake, Walk
from cards.intake.unreadable import Unreadable
from cards.media.keeping import Trial, put
from cards.reviews.rebuild import now_ms
from cards.transfers.running import Failure, Outcome, Run

Progress = Callable[[int, int], None]  # cards done, of all


def preview(run: Run) -> Outcome:
    """The transfer that says what an import of the given file would do."""
    return _run(run, Intake.preview)


def write(run: Run) -> Outcome:
    """The transfer that imports the given file; a preview has read it to its end by then."""
    return _run(run, Intake.write)


def take_in(
    learner_id: UUID, file: Path, chosen: Chosen, progress: Progress, walk: Walk = Intake.write
) -> dict[str, Any]:
    """What was done, or with `Intake.preview` would be. Raises Unreadable."""
    keep: Keep = Trial(learner_id) if walk is Intake.preview else partial(put, learner_id)
    with read(file) as collection, packed_media(file) as packed:
        told = _Telling(progress, collection.size())
        intake = Intake(learner_id, chosen, _Recognising(learner_id))
        library = set(Card.objects.values_list("id", flat=True))
        media = ArrivingMedia(packed, keep, told.alive)
        summary = walk(intake, incoming(collection, library, media), told.looked)
        of_the_file = {"format": "anki", "notes": collection.notes(), "log_rows": collection.rows()}
    return of_the_file | summary.told()


def _run(run: Run, walk: Walk) -> Outcome:
    given = run.parameters
    chosen = Chosen(given.get("at", now_ms()), given.get("decks", {}), given.get("tags", {}))
    try:
        told = take_in(run.learner_id, run.given, chosen, run.progress, walk)
    except Unreadable as unreadable:
        raise Failure(str(unreadable)) from None
    return Outcome(result=told | {"file": given.get("file", "")})


@dataclass
class _Telling:
    """How far the import is, also while it is busy with files between two cards."""

    progress: Progress
    total: int
    done: int = 0

    def looked(self, done: int) -> None:
        self.done = min(done, self.total)
        self.alive()

    def alive(self) -> None:
        self.progress(self.done, self.total)


class _Recognising:
    """Rows that an export of Cardinal's carried out; the log is read once, when the first is asked for."""

    def __init__(self, learner_id: UUID) -> None:
        self._learner_id = learner_id
        self._remembered: Remembered | None = None

    def __call__(self, card: str, moment: int) -> str | None:
        if self._remembered is None:
            self._remembered = remembered(self._learner_id)
        return self._remembered.event_uid_of(card, moment)
