"""The table of the pictures and sounds that are kept; their bytes lie in files."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class MediaFile(models.Model):
    """One file of one learner, named after its content; never changed."""

    pk = models.CompositePrimaryKey("learner_id", "name")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="media")
    name = models.CharField(max_length=69, help_text="SHA-256 of the bytes in hexadecimal, and the extension")
    size = models.PositiveIntegerField(help_text="bytes")
    created = models.DateTimeField(default=timezone.now)
