"""Brings folders and rows of pictures and sounds together again after what no transaction covers."""

from uuid import UUID

from django.contrib.auth import get_user_model

from cards.media import files
from cards.media.models import MediaFile
from cards.media.references import is_name


def adopt() -> int:
    """After a restore: what lies in a learner's folder and the older database does not know is kept again.

    How many files that were.
    """
    return sum(_adopt_of(learner_id) for learner_id in files.learners() if _exists(learner_id))


def sweep() -> None:
    """What is left of learners who are gone, and of writers that were killed.

    A restore brings files before there is such a learner: whose folder nobody has put anything into for a day
    is nobody's.
    """
    for learner_id in files.learners():
        if files.is_old(learner_id) and not _exists(learner_id):
            files.remove(learner_id)
    files.forget_old_drafts()


def _adopt_of(learner_id: UUID) -> int:
    listed = set(MediaFile.objects.filter(learner_id=learner_id).values_list("name", flat=True))
    unknown = [
        MediaFile(learner_id=learner_id, name=name, size=size)
        for name, size in files.lying(learner_id)
        if is_name(name) and name not in listed
    ]
    MediaFile.objects.bulk_create(unknown, ignore_conflicts=True, batch_size=500)
    return len(unknown)


def _exists(learner_id: UUID) -> bool:
    return get_user_model().objects.filter(pk=learner_id).exists()
