"""A transfer's files go when its row does: asked to, after a day, or with its learner."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from cards.transfers import files
from cards.transfers.models import Transfer

SETTLED_S = 3600.0  # a folder is made a moment before its row, and may outlive a worker that was late


@receiver(post_delete, sender=Transfer)
def _files_too(instance: Transfer, **kwargs: Any) -> None:
    """After the commit: what is not deleted after all keeps its files."""
    transaction.on_commit(partial(files.remove, instance.learner_id, instance.id))


def forget_expired() -> None:
    """Rows whose day is over, and folders that no row speaks of."""
    Transfer.objects.filter(expires_at__lt=timezone.now()).delete()
    for learner_id, transfer_id in files.older_than(SETTLED_S):
        if not Transfer.objects.filter(learner_id=learner_id, id=transfer_id).exists():
            files.remove(learner_id, transfer_id)
