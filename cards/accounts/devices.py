"""Which devices hold a learner's log, and how much each has yet to send."""

from datetime import UTC, datetime
from uuid import UUID

from cards.accounts.models import Device


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
