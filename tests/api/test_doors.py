"""Who may come in: nobody unless signed in, and nobody to another's things."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cards.accounts import devices
from cards.media import files
from cards.models import DerivedRow, Device, Event, LogHead, MediaFile, Transfer
from tests.api.addresses import all_addresses, operations
from tests.people import a_learner, signed_in, signed_out

pytestmark = pytest.mark.django_db

PUBLIC = {
    ("/api/health", "get"): "load balancers, and the page before anybody signed in",
    ("/api/schema", "get"): "describes the service; holds nothing of anybody",
    ("/api/account/recover", "post"): "for those who cannot sign in; asks for a recovery code",
}
PULL: dict[str, Any] = {
    "device": str(uuid.uuid4()),
    "epoch": None,
    "cursor": None,
    "log_cursor": None,
    "unsynced": 0,
    "events": [],
}
BODIES: dict[str, Any] = {"/api/sync": PULL, "/api/devices/{device}": {"name": "mallory was here"}}
SECRETS = ("alice", "only-alice-knows", "card:alices-own")


ALICES_PHONE = uuid.uuid4()
ALICES_TRANSFER = uuid.uuid4()
ALICES_PICTURE = "64bd4e3aa7ca0ff8fca50a1d2e3b4ab1d1b8f4b5b0f2a6c5a2e3a6dc1c5ba5b4.svg"


def ask(client: Client, path: str, method: str) -> Any:
    body = json.dumps(BODIES.get(path, {}))
    here = path.format(device=ALICES_PHONE, transfer=ALICES_TRANSFER, name=ALICES_PICTURE)
    return client.generic(method.upper(), here, body, content_type="application/json")


def test_every_address_of_the_api_is_known_to_these_tests() -> None:
    described = {path for path, _ in operations()}

    assert {path for path in all_addresses() if path.startswith("/api/")} == described


def test_only_the_api_the_accounts_and_the_page_have_addresses() -> None:
    assert all(path.startswith(("/api/", "/_allauth/")) for path in all_addresses())


def test_whoever_is_not_signed_in_is_refused() -> None:
    for path, method in operations():
        answer = ask(signed_out(), path, method)
        if (path, method) not in PUBLIC:
            assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated"), path
            assert answer.headers["WWW-Authenticate"]


def test_what_is_public_answers_without_an_account() -> None:
    for path, method in PUBLIC:
        assert ask(signed_out(), path, method).status_code in {200, 400}, path


def test_a_made_up_session_token_is_refused() -> None:
    answer = signed_out().get("/api/account", headers={"X-Session-Token": "made-up"})

    assert (answer.status_code, answer.json()["code"]) == (401, "authentication_failed")


def test_another_learner_never_sees_what_is_alices(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    alice = a_learner("alice", email="only-alice-knows@example.org")
    LogHead.objects.update_or_create(
        learner=alice, defaults={"seq": 1, "row_seq": 1, "rows": 1, "tag_sum": 1}
    )
    body = json.dumps({"uid": str(uuid.uuid4()), "note": "only-alice-knows"})
    Event.objects.create(
        learner=alice, uid=uuid.uuid4(), seq=1, kind="mark", row_key="card:alices-own", body=body
    )
    DerivedRow.objects.create(learner=alice, key="card:alices-own", seq=1, tag=1, state="{}")
    devices.saw(alice.pk, ALICES_PHONE, 0, 1_800_000_000_000, "only-alice-knows")
    Transfer.objects.create(
        learner=alice,
        id=ALICES_TRANSFER,
        kind="table_preview",
        state="done",
        parameters={"file": "only-alice-knows"},
    )
    MediaFile.objects.create(learner=alice, name=ALICES_PICTURE, size=9)
    picture = files.place(alice.pk, ALICES_PICTURE)
    picture.parent.mkdir(parents=True)
    picture.write_text("only-alice-knows")
    mallory = signed_in("mallory")

    for path, method in operations():
        answer = ask(mallory, path, method)
        told = answer.content.decode()
        if path != "/api/schema":
            assert not [secret for secret in SECRETS if secret in told], path
        if "{" in path:
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), method
    assert Device.objects.get(id=ALICES_PHONE).renamed == ""
