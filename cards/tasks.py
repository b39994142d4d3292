"""Background work. A message is a hint: each task can be repeated, and the next night finds what one lost."""

import logging
from collections.abc import Mapping
from uuid import UUID

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import F

from cards.anki import exporting
from cards.anki.importing import job as importing
from cards.media import mending
from cards.reviews.models import LogHead
from cards.reviews.rebuild import rebuild, verify
from cards.tables import job as tables
from cards.tables.writing import export as export_csv
from cards.taking_along.writing import export as export_json
from cards.transfers import running
from cards.transfers.forgetting import forget_expired
from cards.transfers.running import Job

log = logging.getLogger(__name__)

JOBS: Mapping[str, Job] = {  # kind of transfer: what does it
    "anki_preview": importing.preview,
    "anki_import": importing.write,
    "table_preview": tables.preview,
    "table_import": tables.write,
    "export_anki": exporting.write,
    "export_csv": export_csv,
    "export_json": export_json,
}

ROLLING_SAMPLE = 200  # learners a night who were not active, longest unverified first


@shared_task
def verify_rows_nightly() -> None:
    """Hold the derived rows of whoever was active since the last time, and of a sample, against the log."""
    heads = LogHead.objects.all()
    active = heads.filter(server_time__gte=F("verified_at"))
    rest = heads.exclude(pk__in=active.values("pk")).order_by("verified_at")[:ROLLING_SAMPLE]
    for chosen in (active, rest):
        for learner_id in chosen.values_list("learner_id", flat=True):
            verify_rows.delay(str(learner_id))


@shared_task
def verify_rows(learner_id: str) -> None:
    """One learner's share: a difference is a bug and is said loudly before it is mended."""
    wrong = verify(UUID(learner_id))
    if wrong:
        log.error(
            "BUG: %d derived rows of learner %s differ from a replay of the log: %s",
            len(wrong),
            learner_id,
            ", ".join(wrong[:20]),
        )
        rebuild(UUID(learner_id))


@shared_task
def clear_sessions_nightly() -> None:
    """Sessions that ended of age, and who used them from where, are not kept."""
    call_command("clearsessions")
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@shared_task
def sweep_media_nightly() -> None:
    """Files of learners who are gone: a crash may have come between their rows' end and their files'."""
    mending.sweep()


@shared_task
def run_transfer(learner_id: str, transfer_id: str) -> None:
    """One export or import; whichever worker hears of it first does it."""
    running.run(UUID(learner_id), UUID(transfer_id), JOBS)


@shared_task
def sweep_transfers() -> None:
    """Take up again what a worker left behind, and forget what is a day old."""
    for learner_id, transfer_id in running.silent().values_list("learner_id", "id"):
        run_transfer.delay(str(learner_id), str(transfer_id))
    forget_expired()
