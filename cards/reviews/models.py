"""The log and what is derived from it. cards/reviews/log.py is the only writer."""

import uuid

from django.conf import settings
from django.db import models


class Installation(models.Model):
    """The one row that names this history; a restore gives it a new epoch."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.UUIDField(default=uuid.uuid4)


class LogHead(models.Model):
    """The head of one learner's log: its row is the lock under which the log grows."""

    learner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="log_head"
    )
    seq = models.BigIntegerField(default=0, help_text="of the newest event")
    row_seq = models.BigIntegerField(default=0, help_text="of the newest change of a derived row")
    server_time = models.BigIntegerField(default=0, help_text="last moment of receipt, ms since the epoch")
    # Defaults of the database too: an earlier version, still up while an upgrade migrates, may add a head.
    last_at = models.BigIntegerField(
        default=0, db_default=0, help_text="no event of the log is later than this, in ms"
    )
    last_at_seq = models.BigIntegerField(default=0, db_default=0, help_text="newest event that it speaks of")
    rows = models.IntegerField(default=0, help_text="number of derived rows")
    tag_sum = models.BigIntegerField(default=0, help_text="sum of their tags")
    server_device = models.UUIDField(default=uuid.uuid4, help_text="device of events the server makes")
    server_n = models.BigIntegerField(default=0, help_text="its counter")
    verified_at = models.BigIntegerField(
        default=0, db_index=True, help_text="when its rows were last verified"
    )


class Event(models.Model):
    """One immutable fact of one learner's log."""

    pk = models.CompositePrimaryKey("learner_id", "uid")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events", db_index=False
    )  # which every key below leads with: an index of it alone would be written for nothing
    uid = models.UUIDField()
    seq = models.BigIntegerField(help_text="order of arrival, consecutive per learner")
    kind = models.CharField(max_length=12)
    row_key = models.CharField(max_length=140, default="", help_text="row it folds into; empty for an undo")
    target = models.UUIDField(null=True, help_text="uid an undo speaks of")
    body = models.TextField(help_text="the whole event as JSON, `at` capped at receipt")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "seq"], name="event_seq")]
        indexes = [
            models.Index(fields=["learner", "row_key"], name="event_row"),
            models.Index(
                fields=["learner", "target"], name="event_target", condition=models.Q(target__isnull=False)
            ),
        ]


class DerivedRow(models.Model):
    """The fold of all events of one key: a card's memory and marks, a setting, ... Never deleted."""

    pk = models.CompositePrimaryKey("learner_id", "key")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="derived_rows", db_index=False
    )
    key = models.CharField(max_length=140)
    seq = models.BigIntegerField(help_text="changes if and only if the content changes")
    tag = models.BigIntegerField(help_text="32-bit checksum of key and state")
    state = models.TextField(help_text="JSON")

    class Meta:
        indexes = [models.Index(fields=["learner", "seq", "key"], name="row_cursor")]
