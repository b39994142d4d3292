"""A learner made anew from an export, with the same log and so the same derived rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cards.accounts import recovery
from cards.accounts.models import Device, Learner
from cards.reviews import log
from cards.reviews.models import DerivedRow
from cards.reviews.rebuild import now_ms
from cards.reviews.rows import tag_of
from cards.scheduling.events import Refused
from cards.scheduling.json_text import canonical
from cards.taking_along.file import NoExport, read

Progress = Callable[[int], None]


class NameTaken(Exception):
    """Another learner has that name, or nobody can have it."""


@dataclass
class Restored:
    """What came back."""

    learner: Learner
    codes: list[str]  # recovery codes, with which a password can be set
    events: int = 0
    rows: int = 0
    differing: int = 0  # rows that are not what the export says they were


def restore(file: Path, name: str, progress: Progress) -> Restored:
    """All in one transaction: a file that cannot be read to its end leaves nothing.

    Raises NoExport and NameTaken. The password does not travel; the recovery codes are new.
    """
    with transaction.atomic():
        learner = _learner(name)
        restored = Restored(learner, recovery.issue(learner))
        for section, items in groupby(read(file), key=lambda one: one[0]):
            values = (value for _, value in items)
            try:
                _take(section, values, restored, progress)
            except (Refused, IntegrityError, ValueError, TypeError, LookupError) as error:
                raise NoExport(f"In its part '{section}': {error}.") from None
        restored.rows = DerivedRow.objects.filter(learner=learner).count()
    return restored


def _learner(name: str) -> Learner:
    if Learner.objects.filter(username__iexact=name).exists():
        raise NameTaken(f"Somebody here is called {name} already.")
    learner = Learner(username=name)
    learner.set_unusable_password()
    try:
        learner.full_clean()
    except ValidationError as error:
        raise NameTaken(" ".join(error.messages)) from None
    learner.save()
    return learner


def _take(section: str, values: Iterator[Any], restored: Restored, progress: Progress) -> None:
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
