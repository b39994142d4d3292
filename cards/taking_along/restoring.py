"""A learner made anew from an export, with the same log and so the same derived rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cards.accounts import recovery
from cards.accounts.models import Device, Learner
from cards.media import files
from cards.media.models import MediaFile
from cards.reviews import log
from cards.reviews.models import DerivedRow
from cards.reviews.rebuild import now_ms
from cards.reviews.rows import tag_of
from cards.scheduling.events import Refused
from cards.scheduling.json_text import canonical
from cards.taking_along.file import NoExport, read
from cards.taking_along.media import bring

Progress = Callable[[str, int], None]  # what is being brought, and how many of it so far


class NameTaken(Exception):
    """Another learner has that name, or nobody can have it."""


@dataclass
class Restored:
    """What came back."""

    learner: Learner
    codes: list[str]  # recovery codes, with which a password can be set
    events: int = 0
    rows: int = 0
    media: int = 0  # pictures and sounds
    differing: int = 0  # rows that are not what the export says they were


def restore(file: Path, name: str, progress: Progress) -> Restored:
    """A file that cannot be read to its end leaves nothing: the rows are one transaction.

    Raises NoExport and NameTaken. The password does not travel; the recovery codes are new.
    """
    learner = _learner(name)
    try:
        # Before the transaction: many files take long to reach the disk, and nobody waits for them meanwhile.
        sizes = _media(learner, file, progress)
        with transaction.atomic():
            return _restored(learner, sizes, file, partial(progress, "events"))
    except BaseException:
        files.remove(learner.pk)
        raise


def _media(learner: Learner, file: Path, progress: Progress) -> dict[str, int]:
    pieces = (value for _, value in read(file, only="media"))
    return bring(learner.pk, pieces, partial(progress, "pictures and sounds"))


def _restored(
    learner: Learner, sizes: dict[str, int], file: Path, progress: Callable[[int], None]
) -> Restored:
    learner.save(force_insert=True)
    restored = Restored(learner, recovery.issue(learner))
    rows = [MediaFile(learner=learner, name=one, size=size) for one, size in sizes.items()]
    restored.media = len(MediaFile.objects.bulk_create(rows, batch_size=1_000))
    for section, items in groupby(read(file), key=lambda one: one[0]):
        if section == "media":  # the last, and brought already
            break
        values = (value for _, value in items)
        try:
            _take(section, values, restored, progress)
        except (Refused, IntegrityError, ValueError, TypeError, LookupError) as error:
            raise NoExport(f"In its part '{section}': {error}.") from None
    restored.rows = DerivedRow.objects.filter(learner=learner).count()
    return restored


def _learner(name: str) -> Learner:
    """Not in the database yet."""
    if Learner.objects.filter(username__iexact=name).exists():
        raise NameTaken(f"Somebody here is called {name} already.")
    learner = Learner(username=name)
    learner.set_unusable_password()
    try:
        learner.full_clean()
    except ValidationError as error:
        raise NameTaken(" ".join(error.messages)) from None
    return learner


def _take(section: str, values: Iterator[Any], restored: Restored, progress: Callable[[int], None]) -> None:
    match section:
        case "devices":
            Device.objects.bulk_create(_device(restored.learner, value) for value in values)
        case "log":
            with log.growing(restored.learner.pk) as head:
                restored.events = log.restore(head, values, now_ms(), progress)
        case "rows":
            restored.differing = _differing(restored.learner, values)
        case _:
            for _ in values:  # known to the reader of the file; nothing here to put it in
                pass


def _device(learner: Learner, value: dict[str, Any]) -> Device:
    return Device(
        learner=learner,
        id=UUID(value["id"]),
        name=value["name"],
        renamed=value["renamed"],
        last_sync=datetime.fromisoformat(value["last_sync"]),
        unsynced=value["unsynced"],
    )


def _differing(learner: Learner, values: Iterator[dict[str, Any]]) -> int:
    """Counts rows by their tags, which are checksums of what they hold."""
    here = dict(DerivedRow.objects.filter(learner=learner).values_list("key", "tag"))
    told = {value["key"]: tag_of(value["key"], canonical(value["state"])) for value in values}
    return sum(here.get(key) != told.get(key) for key in here.keys() | told.keys())
