"""The one Django app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CardsConfig(AppConfig):
    name = "cards"
    verbose_name = "Cardinal"

    def ready(self) -> None:
        import cards.transfers.forgetting  # noqa: F401  it listens for what is deleted

        post_migrate.connect(_name_this_history, sender=self)


def _name_this_history(**kwargs: Any) -> None:
    """Here and not at the first sync, which may be a reader's and must not write."""
    from cards.reviews.installation import ensure_epoch

    ensure_epoch()
