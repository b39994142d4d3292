"""Brings an Anki package into a learner's log: what it would do, or doing it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from cards.anki.importing.cards import incoming
from cards.anki.reading.collection import AnkiCollection, read
from cards.anki.remembered import Remembered, remembered
from cards.content.models import Card
from cards.intake.deciding import Chosen
from cards.intake.taking_in import Intake

Progress = Callable[[int, int], None]  # cards done, of all


def preview(learner_id: UUID, file: Path, chosen: Chosen, progress: Progress) -> dict[str, Any]:
    """What an import of the file would do; writes nothing. Raises Unreadable."""
    return _take_in(learner_id, file, chosen, progress, write=False)


def write(learner_id: UUID, file: Path, chosen: Chosen, progress: Progress) -> dict[str, Any]:
    """Imports the file. Raises Unreadable; what was written by then is whole cards, and found again."""
    return _take_in(learner_id, file, chosen, progress, write=True)


def _take_in(
    learner_id: UUID, file: Path, chosen: Chosen, progress: Progress, *, write: bool
) -> dict[str, Any]:
    with read(file) as collection:
        total = collection.size()
        intake = Intake(learner_id, chosen, _Recognising(learner_id))
        walk = intake.write if write else intake.preview
        library = set(Card.objects.values_list("id", flat=True))
        summary = walk(incoming(collection, library), lambda done: progress(done, total))
        return _of_the_file(collection) | summary.told()


def _of_the_file(collection: AnkiCollection) -> dict[str, Any]:
    return {"format": "anki", "notes": collection.notes(), "log_rows": collection.rows()}


class _Recognising:
    """Rows that an export of Cardinal's carried out; the log is read once, when the first is asked for."""

    def __init__(self, learner_id: UUID) -> None:
        self._learner_id = learner_id
        self._remembered: Remembered | None = None

    def __call__(self, card: str, moment: int) -> str | None:
        if self._remembered is None:
            self._remembered = remembered(self._learner_id)
        return self._remembered.event_uid_of(card, moment)
