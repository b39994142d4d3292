"""Deletion: everything goes, at once and for good, and stays gone through a restore."""

import os
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from cards.accounts import deletion, devices, recovery
from cards.models import DeletedLearner, DerivedRow, Event, Learner, LogHead
from cards.sync.exchange import exchange
from cards.sync.protocol import Answer, SyncRequest
from tests.accounts.allauth import account, script, sign_in, sign_up
from tests.people import PASSWORD, a_learner, signed_in, signed_out
from tests.scheduling.making import a_review
from tests.sync.pushing import post, sync

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_list(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def delete(browser: Client, password: str = PASSWORD, **headers: str) -> Any:
    return browser.delete(
        "/api/account", {"password": password}, content_type="application/json", headers=headers or None
    )


def with_everything(name: str) -> Learner:
    """A learner with a row in every table that can hold one."""
    sign_up(signed_out(), name, email=f"{name}@example.org")
    learner = Learner.objects.get(username=name)
    recovery.issue(learner)
    devices.saw(learner.pk, uuid.uuid4(), 3, 1_800_000_000_000)
    LogHead.objects.get_or_create(learner=learner)
    Event.objects.create(learner=learner, uid=uuid.uuid4(), seq=1, kind="review", row_key="card:a", body="{}")
    DerivedRow.objects.create(learner=learner, key="card:a", seq=1, tag=1, state="{}")
    return learner


def pushing(*events: Any) -> dict[str, Any]:
    return {"device": str(uuid.uuid4()), "events": list(events)}


def in_thread(work: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return work()
        finally:
            connection.close()

    return run


def tables_that_name(learner: uuid.UUID) -> set[str]:
    """Every table with a row that refers to this learner."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            refers = isinstance(field, models.ForeignKey) and field.related_model is Learner
            if refers and model._default_manager.filter(**{field.name: learner}).exists():
                found.add(model._meta.label)
    return found


def test_deleting_needs_the_password() -> None:
    answer = delete(signed_in("alice"), "not the password")

    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_password")
    assert Learner.objects.filter(username="alice").exists()


def test_nothing_of_a_deleted_learner_is_left_and_nothing_of_another_is_gone() -> None:
    alice, bob = with_everything("alice").pk, with_everything("bob").pk
    before = tables_that_name(bob)
    assert {
        "cards.Event",
        "cards.DerivedRow",
        "cards.Device",
        "cards.RecoveryCode",
        "cards.LogHead",
    } <= before
    assert tables_that_name(alice) == before

    assert delete(signed_in("alice")).status_code == 204

    assert tables_that_name(alice) == set()
    assert tables_that_name(bob) == before
    assert deletion.was_deleted(alice)
    assert not deletion.was_deleted(bob)


def test_a_deleted_accounts_browsers_and_scripts_are_told_so() -> None:
    here, elsewhere = signed_in("alice"), signed_in("alice")
    token = script("auth/login", {"username": "alice", "password": PASSWORD}).json()["meta"]["session_token"]

    delete(here)

    for answer in (account(here), account(elsewhere), account(signed_out(), **{"X-Session-Token": token})):
        assert (answer.status_code, answer.json()["code"]) == (410, "account_deleted")
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_sessions_of_a_deleted_account_tell_no_name() -> None:
    here, elsewhere = signed_out(), signed_out()
    sign_up(here, "alice", email="alice@example.org")
    sign_in(elsewhere, email="alice@example.org")
    script("auth/login", {"username": "alice", "password": PASSWORD})
    alice = a_learner("alice").pk

    delete(here)

    kept = [session.get_decoded() for session in Session.objects.all()]
    assert kept == [{SESSION_KEY: str(alice)}] * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("events", [[], [a_review()]])
def test_a_sync_that_its_accounts_deletion_overtakes_is_told_so(
    events: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_the_deletion(learner: uuid.UUID, request: SyncRequest, now: int) -> Answer:
        deletion.delete(Learner.objects.get(pk=learner))
        return exchange(learner, request, now)

    browser = signed_in("alice")
    monkeypatch.setattr("cards.api.sync.exchange", after_the_deletion)

    answer = post(browser, pushing(*events))

    assert (answer.status_code, answer.json()["code"]) == (410, "account_deleted")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("synced_before", [True, False])
def test_a_sync_that_waits_for_its_accounts_deletion_is_told_so(
    synced_before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, alice = signed_in("alice"), a_learner("alice")
    if synced_before:
        sync(browser, a_review())
    real, deleting, go_on = deletion._note, threading.Event(), threading.Event()

    def slowly(learner: uuid.UUID, word: str) -> None:
        real(learner, word)
        deleting.set()
        go_on.wait(30)

    monkeypatch.setattr(deletion, "_note", slowly)
    with ThreadPoolExecutor(2) as pool:
        deletes = pool.submit(in_thread(lambda: deletion.delete(alice)))
        assert deleting.wait(30)
        pushes = pool.submit(in_thread(lambda: post(browser, pushing(a_review(n=2)))))
        time.sleep(0.5)  # it has come as far as it can
        go_on.set()
        deletes.result(timeout=30)
        answer = pushes.result(timeout=30)

    assert (answer.status_code, answer.json()["code"]) == (410, "account_deleted")
    assert not Event.objects.exists()


def test_the_browser_of_a_deleted_account_can_sign_up_anew() -> None:
    browser = signed_in("alice")
    old = a_learner("alice").pk
    delete(browser)

    assert sign_up(browser, "alice").status_code == 200

    assert account(browser).json()["id"] != str(old)


def test_a_restored_backup_loses_the_deleted_learner_again() -> None:
    alice, bob = a_learner("alice"), a_learner("bob")
    gone = alice.pk
    deletion.delete(alice)
    DeletedLearner.objects.all().delete()  # the backup is older than the deletion
    Learner.objects.create(id=gone, username="alice")

    said = StringIO()
    call_command("replay_deletions", stdout=said)

    assert "1 deleted accounts listed, 1 had come back" in said.getvalue()
    assert list(Learner.objects.all()) == [bob]
    assert deletion.was_deleted(gone)


def test_a_learner_younger_than_the_backup_is_remembered_as_deleted_too() -> None:
    alice = a_learner("alice")
    gone = alice.pk
    deletion.delete(alice)
    DeletedLearner.objects.all().delete()

    call_command("replay_deletions", stdout=StringIO())
    call_command("replay_deletions", stdout=StringIO())

    assert deletion.was_deleted(gone)


def test_the_list_is_on_the_disk_before_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = a_learner("alice")
    seen: list[bool] = []
    real = os.fsync

    def fsync(file: int) -> None:
        real(file)
        seen.append(str(alice.pk) in deletion.list_file().read_text())

    monkeypatch.setattr(os, "fsync", fsync)
    deletion.delete(alice)

    assert seen[0]


def test_a_deletion_that_failed_is_not_replayed(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = a_learner("alice")
    real = deletion._note

    def full_disk_after(learner: uuid.UUID, word: str) -> None:
        real(learner, word)
        if word == deletion.DELETED:
            raise OSError("the commit fails")

    monkeypatch.setattr(deletion, "_note", full_disk_after)
    with pytest.raises(OSError, match="the commit fails"):
        deletion.delete(alice)
    monkeypatch.undo()
    call_command("replay_deletions", str(deletion.list_file()), stdout=StringIO())

    assert Learner.objects.filter(username="alice").exists()


def test_a_damaged_list_deletes_nobody_and_says_where_it_is_damaged() -> None:
    alice = a_learner("alice")
    deletion.list_file().write_text(f"{alice.pk} deleted {timezone.now()}\nnonsense\n")

    with pytest.raises(CommandError, match="line 2"):
        call_command("replay_deletions")

    assert Learner.objects.filter(username="alice").exists()
