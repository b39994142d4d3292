"""Which history this is: its epoch changes with every restore, so that devices hand back what they hold."""

from uuid import UUID, uuid4

from cards.reviews.models import Installation


def ensure_epoch() -> None:
    """Give a new database its epoch."""
    Installation.objects.get_or_create(id=1)


def epoch() -> UUID:
    """The epoch of this history."""
    return Installation.objects.get(id=1).epoch


def new_epoch() -> UUID:
    """Begin a new one; part of every restore."""
    return Installation.objects.update_or_create(id=1, defaults={"epoch": uuid4()})[0].epoch
