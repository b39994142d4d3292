"""The table of exports and imports under way or done."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = datetime.timedelta(hours=24)


def in_a_day() -> datetime.datetime:
    return timezone.now() + KEPT


class Transfer(models.Model):
    """One export or import of one learner; its files lie in a folder named after it, and go with it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    pk = models.CompositePrimaryKey("learner_id", "id")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="transfers")
    id = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=20, help_text="which job does it")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0, help_text="of total: how far it is")
    total = models.PositiveIntegerField(default=0, help_text="0 while not known")
    parameters = models.JSONField(default=dict, help_text="what was asked for")
    result = models.JSONField(default=dict, help_text="what there is to say about it when it is done")
    file_name = models.CharField(
        max_length=120, default="", help_text="what it is downloaded as; empty: no file"
    )
    error = models.CharField(max_length=500, default="", help_text="a sentence for the learner")
    tries = models.PositiveSmallIntegerField(default=0, help_text="workers that took it up")
    made_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(default=timezone.now, help_text="last sign of life of its worker")
    expires_at = models.DateTimeField(default=in_a_day, db_index=True)


UNFINISHED = (Transfer.State.WAITING, Transfer.State.RUNNING)
