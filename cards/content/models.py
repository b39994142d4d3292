"""The loaded library: what the files say, rendered, kept for ever once a learner may have met it."""

from django.db import models


class Library(models.Model):
    """The one row that says which state of the files is loaded."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveIntegerField(
        default=0, help_text="grows by one at every load that changes something"
    )
    digest = models.CharField(
        max_length=64, default="", help_text="of the files, so that a second load does nothing"
    )


class LibraryItem(models.Model):
    """What every loaded thing has."""

    id = models.CharField(max_length=120, primary_key=True)
    body = models.JSONField(help_text="what devices get, HTML rendered and sanitised")
    changed_in = models.PositiveIntegerField(db_index=True, help_text="library version that last changed it")
    retired = models.BooleanField(default=False, help_text="no longer in the files; never deleted")

    class Meta:
        abstract = True


class Exam(LibraryItem):
    """A blueprint."""


class Topic(LibraryItem):
    """A group of concepts."""


class Concept(LibraryItem):
    """One idea, exam-neutral."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="concepts")


class Revised(LibraryItem):
    """What learners answer, and so may have answered in an older wording."""

    revision = models.PositiveIntegerField(default=1, help_text="grows with each change of its text")

    class Meta:
        abstract = True


class Card(Revised):
    """One prompt about one concept."""

    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="cards")
    form = models.CharField(max_length=12)


class Question(Revised):
    """One scenario of practice exams; its body names its concepts, for a paper reads it whole."""
