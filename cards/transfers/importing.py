"""The files of imports: told apart, handed on from the preview to the import, and never piling up."""

import os
from pathlib import Path
from uuid import UUID

from cards.accounts.models import Learner
from cards.transfers import files
from cards.transfers.models import UNFINISHED, Transfer

PREVIEWS_KEPT = 2


def given(learner_id: UUID, transfer_id: UUID) -> Path:
    """Where a file that is handed in goes."""
    return files.given(learner_id, transfer_id)


def kind_of(first: bytes, name: str) -> str:
    """ "anki" or "table", by what the file begins with and is called."""
    is_package = first.startswith(b"PK\x03\x04") or name.lower().endswith((".apkg", ".colpkg"))
    return "anki" if is_package else "table"


def hand_on(learner_id: UUID, preview_id: UUID, transfer_id: UUID) -> bool:
    """Gives a preview's file to another transfer as well, without a copy; False when it is gone."""
    try:
        os.link(files.given(learner_id, preview_id), files.given(learner_id, transfer_id))
    except FileNotFoundError:
        forget(learner_id, transfer_id)
        return False
    return True


def forget(learner_id: UUID, transfer_id: UUID) -> None:
    """The folder of a transfer that does not come to be."""
    files.remove(learner_id, transfer_id)


def make_room(learner: Learner) -> None:
    """Before another file comes: of the earlier ones only the latest previews' stay."""
    finished = Transfer.objects.filter(learner=learner).exclude(state__in=UNFINISHED).order_by("-made_at")
    for old in finished.filter(kind__endswith="_preview")[PREVIEWS_KEPT:]:
        old.delete()
    for old in finished.filter(kind__endswith="_import"):
        files.given(learner.pk, old.id).unlink(missing_ok=True)
