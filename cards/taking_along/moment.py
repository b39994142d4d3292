"""What there is of a learner at one moment, read so briefly that nobody notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from cards.accounts.models import Learner
from cards.media import keeping
from cards.reviews.models import DerivedRow, Event, LogHead
from cards.reviews.snapshot import snapshot
from cards.scheduling.json_text import canonical
from cards.sync.protocol import row_json

ROWS_AT_ONCE, EVENTS_AT_ONCE = 1_000, 5_000
_DEVICE = ("id", "name", "renamed", "first_sync", "last_sync", "unsynced")
_SESSION = ("ip", "user_agent", "created_at", "last_seen_at")


@dataclass(frozen=True)
class Moment:
    """Without what would let somebody in."""

    account: dict[str, Any]
    devices: list[str]  # JSON texts, as are sessions
    sessions: list[str]
    events: int  # this many of the log
    rows: int  # in the spool
    media: list[str]  # names of pictures and sounds, which never change either


def moment(learner: Learner, spool: IO[str]) -> Moment:
    """All of it belongs together: the rows, each a line of JSON in `spool`, are the fold of the events."""
    with snapshot():
        head = LogHead.objects.filter(learner=learner).first()
        return Moment(
            _account(learner),
            list(_listed(learner.devices.order_by("first_sync"), _DEVICE)),
            list(_listed(UserSession.objects.filter(user=learner), _SESSION)),
            head.seq if head else 0,
            _spooled(learner, spool),
            list(keeping.names(learner.pk)),
        )


def log(learner: Learner, events: int) -> Iterator[str]:
    """So many events, in the order of their receipt. They never change: no snapshot need be held."""
    received = Event.objects.filter(learner=learner).order_by("seq").values_list("body", flat=True)
    for start in range(0, events, EVENTS_AT_ONCE):
        yield from received.filter(seq__gt=start, seq__lte=min(start + EVENTS_AT_ONCE, events))


def _spooled(learner: Learner, spool: IO[str]) -> int:
    """Rows do change, so all of them are read here, and packed when the snapshot has ended."""
    rows = DerivedRow.objects.filter(learner=learner).order_by("key")
    count = 0
    for row in rows.values_list("key", "seq", "tag", "state").iterator(chunk_size=ROWS_AT_ONCE):
        spool.write(row_json(*row) + "\n")
        count += 1
    spool.seek(0)
    return count


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
