"""What is written of a learner: all but what would let somebody in."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from cards.accounts.models import Learner
from cards.reviews.models import DerivedRow, Event
from cards.reviews.snapshot import snapshot
from cards.scheduling.json_text import canonical
from cards.sync.protocol import row_json
from cards.taking_along import file
from cards.transfers.running import Outcome, Run

Progress = Callable[[int, int], None]
_AT_ONCE = 1_000


def export(run: Run) -> Outcome:
    """The transfer that writes the file."""
    learner = Learner.objects.get(pk=run.learner_id)
    told = write(learner, run.made, run.progress)
    return Outcome(f"cardinal-{timezone.now():%Y-%m-%d}.json.gz", told)


def write(learner: Learner, target: Path, progress: Progress) -> dict[str, int]:
    """The whole file, all of one moment; says how many events and rows it holds."""
    with snapshot():
        log = Event.objects.filter(learner=learner).order_by("seq")
        rows = DerivedRow.objects.filter(learner=learner).order_by("key")
        told = {"events": log.count(), "rows": rows.count()}
        total = sum(told.values())
        seen = _Seen(progress, total)
        file.write(
            target,
            {
                "server": {"version": settings.VERSION, "origin": settings.ORIGIN},
                "written_at": timezone.now().isoformat(),
                "account": _account(learner),
                "devices": _listed(learner.devices.order_by("first_sync"), _DEVICE),
                "sessions": _listed(UserSession.objects.filter(user=learner), _SESSION),
                "log": seen.each(_streamed(log.values_list("body", flat=True))),
                "rows": seen.each(row_json(*row) for row in _streamed(_columns(rows))),
            },
        )
    return told


_DEVICE = ("id", "name", "renamed", "first_sync", "last_sync", "unsynced")
_SESSION = ("ip", "user_agent", "created_at", "last_seen_at")


def _account(learner: Learner) -> dict[str, Any]:
    """Without the password's hash, recovery codes, and the secret behind one-time codes."""
    return {
        "id": str(learner.pk),
        "name": learner.username,
        "email": learner.email,
        "emails": [
            {"email": one.email, "verified": one.verified}
            for one in EmailAddress.objects.filter(user=learner)
        ],
        "joined": learner.date_joined.isoformat(),
        "last_sign_in": learner.last_login.isoformat() if learner.last_login else None,
        "recovery_codes_left": learner.recovery_codes.count(),
        "second_factors": [str(one.type) for one in Authenticator.objects.filter(user=learner)],
    }


def _listed(rows: QuerySet[Any], names: tuple[str, ...]) -> Iterator[str]:
    for row in rows:
        yield canonical({name: _plain(getattr(row, name)) for name in names})


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else _text(value)


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _columns(rows: QuerySet[DerivedRow]) -> QuerySet[DerivedRow, tuple[str, int, int, str]]:
    return rows.values_list("key", "seq", "tag", "state")


def _streamed(rows: QuerySet[Any, Any]) -> Iterator[Any]:
    return rows.iterator(chunk_size=_AT_ONCE)


class _Seen:
    """Counts what goes by."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._count = progress, total, 0

    def each(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            self._count += 1
            if self._count % _AT_ONCE == 0:
                self._progress(self._count, self._total)
            yield text
