"""Events on their way into a log, checked: all of the work that needs no lock."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from cards.scheduling.checking import check_event
from cards.scheduling.events import Refused, is_uid
from cards.scheduling.fold import row_key


@dataclass(frozen=True)
class Rejected:
    """One that no log takes, and why; `index` is its place among those handed in."""

    index: int
    uid: str | None
    refused: Refused


class Checked(NamedTuple):
    """One that a log may take."""

    event: dict[str, Any]
    text: str
    key: str  # of the row it folds into; empty for an undo


def checked(raw_events: Iterable[Any]) -> list[Checked | Rejected]:
    """What may go into a log, and what may not and why."""
    found: list[Checked | Rejected] = []
    for index, raw in enumerate(raw_events):
        try:
            found.append(checked_as(*check_event(raw)))
        except Refused as refused:
            found.append(Rejected(index, _uid_of(raw), refused))
    return found


def checked_as(event: dict[str, Any], text: str) -> Checked:
    """An event that is known to be one, with its canonical text."""
    return Checked(event, text, row_key(event))


def _uid_of(raw: Any) -> str | None:
    """The uid of something that may not even be an event, if it is a usable one."""
    uid = raw.get("uid") if isinstance(raw, dict) else None
    return uid if isinstance(uid, str) and is_uid(uid) else None
