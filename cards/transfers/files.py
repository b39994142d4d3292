"""Where the files of transfers lie: a folder for each, for the server's eyes only, gone with its row."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

GIVEN, MADE = "given", "made"


def folder(learner_id: UUID, transfer_id: UUID) -> Path:
    """The folder of one transfer, made if need be."""
    home = root() / str(learner_id) / str(transfer_id)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def given(learner_id: UUID, transfer_id: UUID) -> Path:
    """What the learner sent: an import's file is written here before the import is asked for."""
    return folder(learner_id, transfer_id) / GIVEN


def made(learner_id: UUID, transfer_id: UUID, tries: int) -> Path:
    """What there is to download. Each worker that took the transfer up writes a file of its own, so that one
    that was thought dead cannot write over another's."""
    return folder(learner_id, transfer_id) / f"{MADE}.{tries}"


def remove(learner_id: UUID, transfer_id: UUID) -> None:
    """The folder and all that is in it."""
    shutil.rmtree(root() / str(learner_id) / str(transfer_id), ignore_errors=True)


def older_than(seconds: float) -> Iterator[tuple[UUID, UUID]]:
    """Learner and transfer of every folder that has been there so long."""
    for home in root().glob("*/*"):
        if time.time() - home.stat().st_mtime > seconds:
            yield UUID(home.parent.name), UUID(home.name)


def root() -> Path:
    """In the data folder, which web and workers share; made for this user alone."""
    whole = Path(settings.DATA_DIR) / "transfers"
    whole.mkdir(mode=0o700, exist_ok=True)
    return whole
