"""Deletes a learner for good, and remembers that it did, through any restore."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from cards.accounts.models import DeletedLearner, Learner
from cards.media import files
from cards.reviews.models import LogHead

DELETED, KEPT = "deleted", "kept"


def list_file() -> Path:
    """The list of deleted learners: outside the database, so that no restore takes it back."""
    return Path(settings.DATA_DIR) / "deleted_learners.txt"


def was_deleted(learner: UUID | str) -> bool:
    """Whether an account of this id existed and was deleted."""
    return DeletedLearner.objects.filter(learner=learner).exists()


def delete(learner: Learner) -> None:
    """Every row of the learner goes, in one transaction, and then every file; what stays is the id, and that
    it was deleted. Files that a crash leaves behind are swept at night."""
    gone = learner.pk
    try:
        with transaction.atomic(durable=True):
            _wait_for_writers(gone)
            _strip_sessions(gone)
            Learner.objects.filter(pk=gone).delete()
            DeletedLearner.objects.get_or_create(learner=gone)
            # Before the commit: a crash between the two can only leave an id too many on the list, of an
            # account whose owner did ask for its deletion; the other order could bring a deleted one back.
            _note(gone, DELETED)
    except Exception:
        if Learner.objects.filter(pk=gone).exists():
            _note(gone, KEPT)
        raise
    files.remove(gone)


def strip(session: SessionBase) -> None:
    """Of a session, which outlives its learner to be told so, only the id stays: no name, no e-mail."""
    for name in set(session.keys()) - {SESSION_KEY}:
        del session[name]


def replay(file: Path) -> tuple[int, int]:
    """Deletes again what a restored backup brought back; how many ids are listed, how many had come back."""
    listed = _listed(file)
    returned = list(Learner.objects.filter(pk__in=listed))
    for learner in returned:
        delete(learner)
    for gone in listed:  # a backup of the folder may hold files of one that the database's does not know
        files.remove(gone)
    DeletedLearner.objects.bulk_create(
        [DeletedLearner(learner=gone) for gone in listed], ignore_conflicts=True
    )
    return len(listed), len(returned)


def _wait_for_writers(learner: UUID) -> None:
    """A sync under way holds the log's head first and the learner's row after it: the same order here."""
    list(LogHead.objects.select_for_update().filter(learner=learner))
    list(Learner.objects.select_for_update().filter(pk=learner))


def _strip_sessions(learner: UUID) -> None:
    for key in UserSession.objects.filter(user=learner).values_list("session_key", flat=True):
        session = SessionStore(key)
        if session.get(SESSION_KEY) == str(learner):
            strip(session)
            with suppress(UpdateError):  # signed out there meanwhile
                session.save()


def _note(learner: UUID, word: str) -> None:
    """One line, on the disk before this returns."""
    file = list_file()
    with file.open("ab") as out:
        out.write(f"{learner} {word} {timezone.now().isoformat()}\n".encode())
        out.flush()
        os.fsync(out.fileno())
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _listed(file: Path) -> list[UUID]:
    """The ids whose last line says deleted."""
    last: dict[UUID, str] = {}
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        try:
            learner, word = line.split()[:2]
            last[UUID(learner)] = word
        except ValueError as error:
            raise ValueError(
                f"{file}, line {number}: expected '<learner id> deleted <time>', found {line!r}. "
                "Mend or remove that line and run this again; nothing was deleted yet."
            ) from error
    return [learner for learner, word in last.items() if word == DELETED]
