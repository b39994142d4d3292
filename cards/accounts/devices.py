"""Which devices hold a learner's log, how much each has yet to send, and which session each one came with."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase, UpdateError

from cards.accounts.models import Device, Learner

NOTED = "device"  # in a session, and in what allauth keeps beside it: the device that came with it


@dataclass(frozen=True)
class Listed:
    """A device as its learner sees it; moments in ms since 1970."""

    id: UUID
    name: str
    this: bool
    first_sync: int
    last_sync: int
    unsynced: int
    ended: bool


def saw(learner: UUID, device: UUID, unsynced: int, now_ms: int, name: str = "") -> None:
    """Notes a device's visit, in one statement; an empty name keeps the one it has."""
    now = datetime.fromtimestamp(now_ms / 1000, tz=UTC)
    seen = Device(
        learner_id=learner, id=device, unsynced=unsynced, first_sync=now, last_sync=now, name=name[:80]
    )
    Device.objects.bulk_create(
        [seen],
        update_conflicts=True,
        unique_fields=["learner", "id"],
        update_fields=["unsynced", "last_sync", *(["name"] if name else [])],
    )


def seen_since(learner: UUID, device: UUID, unsynced: int, moment_ms: int) -> bool:
    """Whether the device's visit is on record since then, with the same count of unsent grades."""
    moment = datetime.fromtimestamp(moment_ms / 1000, tz=UTC)
    return Device.objects.filter(
        learner_id=learner, id=device, unsynced=unsynced, last_sync__gte=moment
    ).exists()


def came_with(session: SessionBase, device: UUID) -> None:
    """Notes which device uses this session, once: what is noted there already costs no query."""
    noted = [str(device), session.session_key]  # with the key, which a changed password changes
    if session.get(NOTED) == noted:
        return
    session[NOTED] = noted
    with suppress(UpdateError):  # ended meanwhile: nothing brings it back
        session.save()
    UserSession.objects.filter(session_key=session.session_key).update(data={NOTED: str(device)})


def listed(learner: Learner, session: SessionBase) -> list[Listed]:
    """The learner's devices, the last seen first; ended is one that has to sign in before it can sync."""
    alive = {one.data.get(NOTED): one.session_key for one in UserSession.objects.purge_and_list(learner)}
    this = (session.get(NOTED) or [""])[0]
    return [
        Listed(
            id=device.id,
            name=device.renamed or device.name,
            this=str(device.id) == this,
            first_sync=_ms(device.first_sync),
            last_sync=_ms(device.last_sync),
            unsynced=device.unsynced,
            ended=str(device.id) not in alive,
        )
        for device in learner.devices.order_by("-last_sync", "id")
    ]


def end(device: Device) -> set[str]:
    """Ends every session the device came with, at once; their keys. Its log and its place here stay."""
    sessions = list(UserSession.objects.filter(user=device.learner_id, data__device=str(device.id)))
    for session in sessions:
        session.end()
    return {session.session_key for session in sessions}


def rename(device: Device, name: str) -> None:
    """From now on the learner's name for it; an empty one gives way to the device's own."""
    device.renamed = name
    Device.objects.filter(learner_id=device.learner_id, id=device.id).update(renamed=name)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
