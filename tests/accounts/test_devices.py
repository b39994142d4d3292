"""Devices are noted at each visit; their learner sees, names and ends them."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cards.accounts import devices
from cards.models import Device
from tests.accounts.allauth import account, script, sign_in, sign_out
from tests.accounts.allauth import post as allauth_post
from tests.people import PASSWORD, a_learner, signed_out
from tests.scheduling.making import a_review
from tests.sync.pushing import post, stored

pytestmark = pytest.mark.django_db
NOON = 1_800_000_000_000


def test_a_visit_is_noted_in_one_statement(django_assert_num_queries: Any) -> None:
    alice, phone = a_learner("alice"), uuid.uuid4()

    for visit in range(2):
        with django_assert_num_queries(1):
            devices.saw(alice.pk, phone, visit, NOON + visit, "Alice's phone" if visit == 0 else "")

    device = Device.objects.get()
    assert (device.unsynced, device.name) == (1, "Alice's phone")
    assert device.last_sync.timestamp() * 1000 == pytest.approx(NOON + 1)


def test_two_learners_on_one_device_are_two_devices() -> None:
    phone = uuid.uuid4()

    for name in ("alice", "bob"):
        devices.saw(a_learner(name).pk, phone, 0, NOON)

    assert Device.objects.count() == 2


# What a learner sees and may do


class Phone:
    """A browser signed in as that learner, with a device of its own that has synced once."""

    def __init__(self, name: str = "alice", says: str = "Chrome on Android") -> None:
        a_learner(name)
        self.id, self.name, self.says, self.browser = str(uuid.uuid4()), name, says, signed_out()
        self.sign_in()

    def sign_in(self) -> None:
        assert sign_in(self.browser, username=self.name).status_code == 200
        assert self.sync().status_code == 200

    def sync(self, *events: Any, unsynced: int = 0) -> Any:
        body = {"device": self.id, "device_name": self.says, "unsynced": unsynced, "events": list(events)}
        return post(self.browser, body)

    def list(self) -> dict[str, dict[str, Any]]:
        """By id."""
        answer = self.browser.get("/api/devices")
        assert answer.status_code == 200
        return {one["id"]: one for one in answer.json()}

    def end(self, other: str) -> Any:
        return self.browser.delete(f"/api/devices/{other}")

    def rename(self, other: str, name: Any) -> Any:
        return self.browser.patch(f"/api/devices/{other}", {"name": name}, content_type="application/json")


def test_a_learner_sees_each_device_and_which_one_this_is() -> None:
    phone, laptop, bobs = Phone(), Phone(says="Firefox on Linux"), Phone("bob")
    laptop.sync(unsynced=4)

    seen = phone.list()

    assert set(seen) == {phone.id, laptop.id}
    assert bobs.id not in seen
    here, there = seen[phone.id], seen[laptop.id]
    assert (here["name"], here["this"], here["ended"], here["unsynced"]) == (
        "Chrome on Android",
        True,
        False,
        0,
    )
    assert (there["name"], there["this"], there["ended"], there["unsynced"]) == (
        "Firefox on Linux",
        False,
        False,
        4,
    )
    assert 0 < there["first_sync"] <= there["last_sync"]


def test_an_ended_device_is_out_at_its_next_request_and_hands_in_its_grades_after_signing_in() -> None:
    phone, laptop = Phone(), Phone()
    phone.sync(a_review())

    assert laptop.end(phone.id).status_code == 204

    grade = a_review()
    refused = phone.sync(grade, unsynced=1)
    assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")
    assert phone.browser.get("/api/account").status_code == 401
    assert laptop.sync().status_code == 200
    assert laptop.list()[phone.id]["ended"]
    assert len(stored("alice")[0]) == 1
    phone.sign_in()
    assert phone.sync(grade).json()["accepted"][0]["uid"] == grade["uid"]
    assert len(stored("alice")[0]) == 2
    assert not laptop.list()[phone.id]["ended"]


def test_a_devices_earlier_sign_ins_end_with_it() -> None:
    phone, laptop = Phone(), Phone()
    earlier = phone.browser
    phone.browser = signed_out()
    phone.sign_in()

    laptop.end(phone.id)

    assert [account(one).status_code for one in (earlier, phone.browser)] == [401, 401]


def test_a_device_whose_password_was_changed_on_it_can_still_be_ended() -> None:
    phone, laptop = Phone(), Phone()
    fresh = "a wholly different battery"
    changed = allauth_post(
        phone.browser, "account/password/change", {"current_password": PASSWORD, "new_password": fresh}
    )
    assert changed.status_code == 200
    phone.sync()
    sign_in(laptop.browser, username="alice", password=fresh)
    laptop.sync()
    assert not laptop.list()[phone.id]["ended"]

    laptop.end(phone.id)

    assert phone.sync().status_code == 401


def test_a_script_is_a_device_and_its_token_can_be_ended() -> None:
    laptop, device = Phone(), str(uuid.uuid4())
    token = script("auth/login", {"username": "alice", "password": PASSWORD}).json()["meta"]["session_token"]
    headers = {"X-Session-Token": token}
    body = {"device": device, "device_name": "Nightly report"}

    def ask() -> Any:
        return signed_out().post("/api/sync", body, content_type="application/json", headers=headers)

    assert ask().status_code == 200
    listed = signed_out().get("/api/devices", headers=headers).json()
    assert [one["id"] for one in listed if one["this"]] == [device]

    laptop.end(device)

    assert ask().status_code == 401


def test_ending_the_device_one_is_on_signs_out() -> None:
    phone, laptop = Phone(), Phone()

    assert phone.end(phone.id).status_code == 204

    assert account(phone.browser).status_code == 401
    assert laptop.list()[phone.id]["ended"]


def test_a_device_that_signed_out_is_listed_as_ended_and_ending_it_again_does_no_harm() -> None:
    phone, laptop = Phone(), Phone()
    sign_out(phone.browser)

    assert laptop.list()[phone.id]["ended"]
    assert laptop.end(phone.id).status_code == 204


def test_a_name_the_learner_gave_outlasts_what_the_device_calls_itself_until_it_is_taken_back() -> None:
    phone, laptop = Phone(), Phone()

    assert laptop.rename(phone.id, "  The old one  ").status_code == 204
    phone.says = "Chrome 200 on Android"
    phone.sync(a_review())
    assert laptop.list()[phone.id]["name"] == "The old one"

    laptop.rename(phone.id, "")
    assert laptop.list()[phone.id]["name"] == "Chrome 200 on Android"


@pytest.mark.parametrize("name", ["x" * 81, "two\nlines", "turned \u202eround", None, 7 * [1]])
def test_a_name_that_no_list_can_show_is_refused(name: Any) -> None:
    phone = Phone()

    renamed = phone.rename(phone.id, name)
    synced = post(phone.browser, {"device": phone.id, "device_name": name or 1})

    assert (renamed.status_code, renamed.json()["code"]) == (400, "invalid")
    assert (synced.status_code, synced.json()["code"]) == (400, "malformed_request")
    assert phone.list()[phone.id]["name"] == "Chrome on Android"


def test_anothers_device_is_no_device() -> None:
    phone, mallory = Phone(), Phone("mallory")

    for answer in (mallory.end(phone.id), mallory.rename(phone.id, "mine now"), mallory.end("no-uuid")):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    assert phone.list()[phone.id]["name"] == "Chrome on Android"


def test_two_learners_on_one_device_end_apart() -> None:
    alices = Phone()
    bobs = Phone("bob")
    bobs.id = alices.id
    bobs.sync()

    alices.end(alices.id)

    assert bobs.sync().status_code == 200


def test_a_poll_of_a_known_device_writes_nothing() -> None:
    phone = Phone()

    with CaptureQueriesContext(connection) as asked:
        phone.sync()

    said = [one["sql"].split()[0] for one in asked.captured_queries]
    assert not {"INSERT", "UPDATE", "DELETE"} & set(said)
