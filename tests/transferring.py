"""Transfers as a worker runs them."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from cards.models import Learner, Transfer
from cards.tasks import JOBS
from cards.transfers import asking, files, running


def transferred(learner: Learner, kind: str, given: bytes = b"", **parameters: Any) -> Transfer:
    """A transfer asked for and run to its end."""
    transfer_id = uuid4()
    if given:
        files.given(learner.pk, transfer_id).write_bytes(given)
    asking.ask(learner, kind, parameters, transfer_id)
    running.run(learner.pk, transfer_id, JOBS)
    return Transfer.objects.get(learner=learner, id=transfer_id)


def made(transfer: Transfer) -> Path:
    """Its file."""
    assert transfer.error == ""
    file = asking.download(transfer)
    assert file is not None
    return file
