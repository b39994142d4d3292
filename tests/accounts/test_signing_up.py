"""Signing up, in and out, by browser and by script."""

import importlib

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.test import Client

from cards.accounts.adapter import AccountAdapter
from cards.models import Learner
from tests.accounts.allauth import account, post, script, sign_in, sign_out, sign_up
from tests.people import PASSWORD, a_learner, signed_in, signed_out

pytestmark = pytest.mark.django_db


def test_whoever_signs_up_is_signed_in() -> None:
    browser = signed_out()

    assert sign_up(browser, "alice").status_code == 200

    assert account(browser).json()["name"] == "alice"


def test_a_name_that_is_taken_is_refused_in_any_case() -> None:
    a_learner("alice")

    answer = sign_up(signed_out(), "Alice")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["param"] == "username"


def test_of_two_who_sign_up_with_one_name_at_once_the_second_hears_that_it_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found_free = AccountAdapter.new_user

    def after_another(adapter: AccountAdapter, request: HttpRequest) -> AbstractBaseUser:
        a_learner("Alice")
        return found_free(adapter, request)

    monkeypatch.setattr(AccountAdapter, "new_user", after_another)
    at_once = sign_up(signed_out(), "alice")
    monkeypatch.undo()

    later = sign_up(signed_out(), "alice")
    assert at_once.status_code == 400
    assert at_once.json() == later.json()
    assert Learner.objects.count() == 1


@pytest.mark.parametrize("name", ["a", "alice@example.org", "alice smith", "x" * 41, "ali\u0000ce"])
def test_a_name_that_could_be_mistaken_is_refused(name: str) -> None:
    answer = sign_up(signed_out(), name)

    assert answer.status_code == 400
    assert not Learner.objects.exists()


def test_names_that_look_the_same_are_the_same() -> None:
    a_learner("alice")

    assert sign_up(signed_out(), "\uff41lice").status_code == 400  # a full-width a


@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "mallory-mallory"])
def test_a_weak_password_is_refused(password: str) -> None:
    answer = sign_up(signed_out(), "mallory-mallory", password=password)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["param"] == "password"


def test_passwords_are_hashed_with_argon2() -> None:
    from backend import settings

    hashers = importlib.import_module("django.contrib.auth.hashers")
    assert [hashers.Argon2PasswordHasher.__name__ in path for path in settings.PASSWORD_HASHERS] == [True]


def test_one_signs_in_by_name_or_by_email() -> None:
    sign_up(signed_out(), "alice", email="alice@example.org")

    for who in ({"username": "alice"}, {"username": "ALICE"}, {"email": "Alice@example.org"}):
        browser = signed_out()
        assert sign_in(browser, **who).status_code == 200, who
        assert account(browser).json()["email"] == "alice@example.org"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer() -> None:
    a_learner("alice")

    wrong = sign_in(signed_out(), username="alice", password="not the password")
    unknown = sign_in(signed_out(), username="nobody", password="not the password")

    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())
    assert wrong.status_code == 400


def test_signing_out_ends_the_session() -> None:
    browser = signed_in("alice")

    sign_out(browser)

    assert account(browser).status_code == 401


def test_a_browser_without_the_csrf_token_changes_nothing() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(a_learner("alice"))

    answer = browser.post(
        "/api/account/recovery-codes", {"password": PASSWORD}, content_type="application/json"
    )

    assert answer.status_code == 403
    assert answer.json()["code"] == "csrf_failed"


def test_a_browser_with_the_csrf_token_of_its_cookie_is_served() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get("/_allauth/browser/v1/auth/session")
    token = browser.cookies["csrftoken"].value
    assert sign_up(browser, "mallory").status_code == 403
    assert (
        post(
            browser, "auth/signup", {"username": "alice", "password": PASSWORD}, **{"X-CSRFToken": token}
        ).status_code
        == 200
    )

    answer = browser.post(
        "/api/account/recovery-codes",
        {"password": PASSWORD},
        content_type="application/json",
        headers={"X-CSRFToken": browser.cookies["csrftoken"].value},
    )

    assert answer.status_code == 200


def test_a_script_signs_up_in_and_out_with_a_session_token() -> None:
    signed_up = script("auth/signup", {"username": "alice", "password": PASSWORD})
    token = script("auth/login", {"username": "alice", "password": PASSWORD}).json()["meta"]["session_token"]
    headers = {"X-Session-Token": token}

    assert signed_up.status_code == 200
    assert account(signed_out(), **headers).json()["name"] == "alice"
    Client().delete("/_allauth/app/v1/auth/session", headers=headers)
    ended = account(signed_out(), **headers)
    assert ended.status_code == 401
    assert ended.json()["code"] == "authentication_failed"


def test_changing_the_password_keeps_this_session_and_ends_the_others() -> None:
    here, elsewhere = signed_in("alice"), signed_in("alice")
    token = script("auth/login", {"username": "alice", "password": PASSWORD}).json()["meta"]["session_token"]

    answer = post(
        here,
        "account/password/change",
        {"current_password": PASSWORD, "new_password": "a quite new password"},
    )

    assert answer.status_code == 200
    assert account(here).status_code == 200
    assert account(elsewhere).status_code == 401
    assert account(signed_out(), **{"X-Session-Token": token}).status_code == 401
    assert sign_in(signed_out(), username="alice", password="a quite new password").status_code == 200


def test_changing_the_password_needs_the_old_one() -> None:
    answer = post(
        signed_in("alice"),
        "account/password/change",
        {"current_password": "not the password", "new_password": "a quite new password"},
    )

    assert answer.status_code == 400
    assert sign_in(signed_out(), username="alice").status_code == 200


def test_changing_the_email_needs_the_password_again() -> None:
    browser = signed_in("alice")  # a long time ago, as far as allauth can tell

    answer = post(browser, "account/email", {"email": "mallory@example.org"})

    assert answer.status_code == 401
    assert [flow["id"] for flow in answer.json()["data"]["flows"]] == ["reauthenticate"]
