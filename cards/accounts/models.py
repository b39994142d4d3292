"""Learners, their devices, and what is left when one is deleted."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Upper


class Learner(AbstractUser):
    """An account. Its id names the learner's database on every phone and is never given out twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [  # in upper case, because that is how names and e-mails are looked up
            models.UniqueConstraint(Upper("username"), name="learner_name"),
        ]
        indexes = [models.Index(Upper("email"), name="learner_email")]


class Device(models.Model):
    """A browser or script that keeps a copy of its learner's log."""

    pk = models.CompositePrimaryKey("learner_id", "id")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    id = models.UUIDField()
    name = models.CharField(max_length=80, default="", help_text="as it calls itself")
    renamed = models.CharField(max_length=80, default="", help_text="as its learner calls it")
    first_sync = models.DateTimeField(auto_now_add=True)
    last_sync = models.DateTimeField()
    unsynced = models.PositiveIntegerField(default=0, help_text="grades it said it had not sent yet")


class RecoveryCode(models.Model):
    """One of the codes shown once that set a new password without e-mail."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64, help_text="keyed hash; the code itself is never stored")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "digest"], name="recovery_code_once")]


class DeletedLearner(models.Model):
    """Answers a deleted account's devices with 410 for ever; replayed after a restore."""

    learner = models.UUIDField(primary_key=True)
    deleted_at = models.DateTimeField(auto_now_add=True)
