"""Guessing is slow, per network address, and the address cannot be made up."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from cards.accounts import recovery
from tests.accounts.allauth import sign_in, sign_up
from tests.people import a_learner, signed_in, signed_out

pytestmark = pytest.mark.django_db
WRONG = "not the password"


def recover(**headers: str) -> Any:
    return signed_out().post(
        "/api/account/recover",
        {"name": "alice", "code": "AAAA", "password": "a quite new password"},
        content_type="application/json",
        headers=headers or None,
    )


def test_passwords_of_one_name_are_guessed_five_times_and_no_more() -> None:
    a_learner("alice")

    answers = [sign_in(signed_out(), username="alice", password=WRONG) for _ in range(6)]

    assert [answer.json()["errors"][0]["code"] for answer in answers[4:]] == [
        "username_password_mismatch",
        "too_many_login_attempts",
    ]
    assert sign_in(signed_out(), username="alice").status_code == 400  # even the right one, for now


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("alice", "testserver:81"),
        ("alice", "localhost"),
        ("ALICE", "testserver"),
        ("al\u0131ce", "testserver"),
    ],
)
def test_another_way_to_write_the_name_or_the_host_wins_no_more_tries(name: str, host: str) -> None:
    a_learner("alice")
    for _ in range(5):
        sign_in(signed_out(), username="alice", password=WRONG)

    answer = sign_in(Client(headers={"Host": host}), username=name, password=WRONG)

    assert answer.json()["errors"][0]["code"] == "too_many_login_attempts"


def test_whoever_recovers_can_sign_in_though_somebody_else_keeps_guessing() -> None:
    code = recovery.issue(a_learner("alice"))[0]
    for _ in range(6):
        sign_in(signed_out(), username="alice", password=WRONG)

    given = {"name": "Alice", "code": code, "password": "a quite new password"}
    assert (
        signed_out().post("/api/account/recover", given, content_type="application/json").status_code == 204
    )

    assert sign_in(signed_out(), username="alice", password="a quite new password").status_code == 200


def test_accounts_are_not_made_by_the_dozen() -> None:
    answers = [sign_up(signed_out(), f"mallory{n}").status_code for n in range(11)]

    assert answers == [200] * 10 + [429]


def test_recovery_codes_are_tried_twenty_times_an_hour() -> None:
    answers = [recover() for _ in range(21)]

    assert [answer.status_code for answer in answers[19:]] == [400, 429]
    assert answers[20].json()["code"] == "throttled"
    assert 0 < int(answers[20].headers["Retry-After"]) <= 3600


def test_a_made_up_forwarding_header_wins_no_more_tries() -> None:
    answers = [recover(**{"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(21)]

    assert answers[-1] == 429


def test_behind_a_proxy_each_of_its_clients_is_counted_apart(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    mallory = [recover(**{"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.66"}).status_code for n in range(21)]

    assert mallory[-1] == 429
    assert recover(**{"X-Forwarded-For": "203.0.113.1"}).status_code == 400


def test_an_ipv6_network_counts_as_one_address(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    answers = [recover(**{"X-Forwarded-For": f"2001:db8::{n:x}"}).status_code for n in range(21)]

    assert answers[-1] == 429


def test_a_found_phone_is_no_place_to_guess_the_password() -> None:
    browser = signed_in("alice")

    answers = [
        browser.delete("/api/account", {"password": WRONG}, content_type="application/json").status_code
        for _ in range(11)
    ]

    assert answers == [400] * 10 + [429]
    assert browser.get("/api/account").status_code == 200
