"""A learner's pictures and sounds: put once, never changed, named after what is in them.

The bytes are on the disk before the row that names them is committed. What a crash leaves between the two is
a file that nothing names: putting it again takes it up, and so does `adopt` after a restore.
"""

from collections.abc import Iterator
from enum import Enum
from typing import IO
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Greatest

from cards.media import files
from cards.media.kinds import kind_of, named
from cards.media.models import MediaFile
from cards.media.references import is_name

MOST_BYTES = 10 * 2**20  # of a file
LEAST_COUNTED = 4096  # bytes of room that a file takes: a disk gives no less, and has only so many files


class NotKept(Enum):
    """Why a file is not kept; a sentence each for the learner."""

    UNKNOWN = "These are no pictures (PNG, JPEG, GIF, WebP, AVIF, SVG) and no sounds (MP3, Ogg, WAV, M4A)."
    LARGE = f"These are larger than {MOST_BYTES // 2**20} MB."
    FULL = "There is no more room: this account holds as many pictures and sounds as this server allows."


def checked(data: bytes) -> str | NotKept:
    """The name that the bytes are kept under, or why they are not, room apart; writes nothing."""
    if len(data) > MOST_BYTES:
        return NotKept.LARGE
    kind = kind_of(data)
    return named(data, kind) if kind else NotKept.UNKNOWN


def put(learner_id: UUID, data: bytes, *, within_quota: bool = True) -> str | NotKept:
    """Keeps a file; its name, or why it is not kept. Putting it twice is putting it once.

    A restore may put what is beyond the quota. Raises Learner.DoesNotExist.
    """
    name = checked(data)
    if isinstance(name, NotKept) or _is_kept(learner_id, name):
        return name
    with files.draft(data) as draft, transaction.atomic():
        # Two at once share one quota.
        get_user_model().objects.select_for_update(no_key=True).get(pk=learner_id)
        if within_quota and not _is_listed(learner_id, name) and _taking(data) > room(learner_id):
            return NotKept.FULL
        files.move(draft, files.place(learner_id, name))
        MediaFile.objects.get_or_create(learner_id=learner_id, name=name, defaults={"size": len(data)})
    return name


class Trial:
    """Says of each file what putting it after those before would come to; writes nothing."""

    def __init__(self, learner_id: UUID) -> None:
        self._learner_id = learner_id
        self._room = room(learner_id)
        self._put: set[str] = set()

    def __call__(self, data: bytes) -> str | NotKept:
        name = checked(data)
        if isinstance(name, NotKept) or name in self._put or _is_listed(self._learner_id, name):
            return name
        if _taking(data) > self._room:
            return NotKept.FULL
        self._room -= _taking(data)
        self._put.add(name)
        return name


def room(learner_id: UUID) -> int:
    """How many bytes more the learner may put; never below 0."""
    kept = MediaFile.objects.filter(learner_id=learner_id)
    taken: int = kept.aggregate(all=Sum(Greatest("size", LEAST_COUNTED)))["all"] or 0
    return max(0, settings.MEDIA_MOST_BYTES - taken)


def _taking(data: bytes) -> int:
    return max(len(data), LEAST_COUNTED)


def names(learner_id: UUID) -> Iterator[str]:
    """Of every file of the learner, in their own order."""
    return (
        MediaFile.objects.filter(learner_id=learner_id)
        .order_by("name")
        .values_list("name", flat=True)
        .iterator()
    )


def open_file(learner_id: UUID, name: str) -> IO[bytes] | None:
    """The file, opened; None when this learner has none of that name. Close it."""
    if not is_name(name) or not _is_listed(learner_id, name):
        return None
    try:
        return files.place(learner_id, name).open("rb")
    except FileNotFoundError:
        return None


def read(learner_id: UUID, name: str) -> bytes | None:
    """The file's bytes, at most MOST_BYTES; None when this learner has none of that name."""
    found = open_file(learner_id, name)
    if found is None:
        return None
    with found:
        return found.read()


def _is_listed(learner_id: UUID, name: str) -> bool:
    return MediaFile.objects.filter(learner_id=learner_id, name=name).exists()


def _is_kept(learner_id: UUID, name: str) -> bool:
    return files.place(learner_id, name).exists() and _is_listed(learner_id, name)
