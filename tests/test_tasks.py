"""The nightly check on a real worker, over whichever broker this run is on: files, or Redis."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

import backend
from cards.models import DerivedRow, LogHead
from cards.tasks import clear_sessions_nightly, verify_rows_nightly
from tests.accounts.allauth import sign_up
from tests.people import a_learner, signed_in, signed_out
from tests.scheduling.making import a_review
from tests.sync.pushing import stored, sync

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def a_worker(folder: Path) -> Iterator[Path]:
    """A Celery worker as `manage.py serve` starts it, on this test's database and broker; gives its log."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "backend",
        "worker",
        "--pool",
        "solo",
        "--loglevel",
        "INFO",
    ]
    log = folder / "worker.log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            command, env=_environ(folder), stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield log
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=30)


def _environ(folder: Path) -> dict[str, str]:
    """The real settings, led to the test's database by name or by link, and to the test's messages."""
    name = str(connection.settings_dict["NAME"])
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "backend.settings", "CARDINAL_DATA": str(folder)}
    if connection.vendor == "sqlite":
        (folder / "cardinal.sqlite3").symlink_to(name)
        (folder / "broker").symlink_to(settings.DATA_DIR / "broker")
    else:
        environ["DATABASE_URL"] = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    return environ


def wait_until(seconds: float, log: Path) -> Iterator[None]:
    """Ticks until the caller stops asking; fails with the worker's words when time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_a_worker_finds_a_damaged_row_says_so_and_mends_it(tmp_path: Path) -> None:
    sync(signed_in(), a_review(), a_review(card="other", n=2))
    before = stored("alice")
    DerivedRow.objects.filter(key="card:other").update(state=json.dumps({"s": 99}))
    verify_rows_nightly.delay()
    with a_worker(tmp_path) as log:
        for _ in wait_until(60, log):
            if stored("alice") == before:
                break
    assert "BUG: 1 derived rows" in log.read_text()
    assert LogHead.objects.get().verified_at > 0


def test_sessions_that_have_ended_are_gone_in_the_morning() -> None:
    sign_up(signed_out(), "alice")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    sign_up(signed_out(), "bob")

    clear_sessions_nightly()

    bob = a_learner("bob")
    assert [session.get_decoded()[SESSION_KEY] for session in Session.objects.all()] == [str(bob.pk)]
    assert [seen.user for seen in UserSession.objects.all()] == [bob]  # with its network address


def test_every_scheduled_task_is_one_that_a_worker_knows() -> None:
    backend.celery_app.loader.import_default_modules()

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(
        backend.celery_app.tasks
    )
