"""What a learner may do with transfers: ask for one, look, fetch, throw away; only ever the own ones."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from cards.accounts.models import Learner
from cards.transfers import files
from cards.transfers.models import UNFINISHED, Transfer

MOST_UNFINISHED = 3
MOST_KEPT = 20


class TooMany(Exception):
    """This learner has enough under way."""


def ask(learner: Learner, kind: str, parameters: dict[str, Any], transfer_id: UUID | None = None) -> Transfer:
    """A new transfer that waits for a worker; TooMany when the learner has enough under way.

    Give the id under which the file that was sent lies already, if there is one.
    """
    with transaction.atomic():
        Learner.objects.select_for_update().get(pk=learner.pk)  # so that two requests at once are counted
        kept = Transfer.objects.filter(learner=learner)
        refuse_more(learner)
        for old in kept.exclude(state__in=UNFINISHED).order_by("-made_at")[MOST_KEPT:]:
            old.delete()
        return Transfer.objects.create(
            learner=learner, id=transfer_id or uuid4(), kind=kind, parameters=parameters
        )


def refuse_more(learner: Learner) -> None:
    """TooMany when the learner has enough under way; to be asked before a large file is taken in as well."""
    if Transfer.objects.filter(learner=learner, state__in=UNFINISHED).count() >= MOST_UNFINISHED:
        raise TooMany


def listed(learner: Learner) -> list[Transfer]:
    """The latest first."""
    return list(Transfer.objects.filter(learner=learner).order_by("-made_at"))


def one(learner: Learner, transfer_id: UUID) -> Transfer | None:
    """A transfer, if it is this learner's."""
    return Transfer.objects.filter(learner=learner, id=transfer_id).first()


def download(transfer: Transfer) -> Path | None:
    """The file of a finished transfer, while there is one."""
    if transfer.state != Transfer.State.DONE or not transfer.file_name:
        return None
    file = files.made(transfer.learner_id, transfer.id, transfer.tries)
    return file if file.exists() else None
