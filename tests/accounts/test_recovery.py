"""Recovery codes: the way back in where there is no e-mail."""

from typing import Any
from unittest.mock import Mock

import pytest
from django.test import Client

from cards.accounts import recovery
from cards.models import RecoveryCode
from tests.accounts.allauth import account, script, sign_in
from tests.people import PASSWORD, a_learner, signed_in, signed_out

pytestmark = pytest.mark.django_db
NEW = "a quite new password"


def codes_of(browser: Client, password: str = PASSWORD) -> Any:
    return browser.post(
        "/api/account/recovery-codes", {"password": password}, content_type="application/json"
    )


def recover(name: str, code: str, password: str = NEW) -> Any:
    body = {"name": name, "code": code, "password": password}
    return signed_out().post("/api/account/recover", body, content_type="application/json")


def test_eight_codes_are_shown_and_none_is_stored() -> None:
    browser = signed_in("alice")

    codes = codes_of(browser).json()["codes"]

    assert len(set(codes)) == 8
    assert not RecoveryCode.objects.filter(digest__in=codes).exists()
    assert account(browser).json()["recovery_codes_left"] == 8


def test_a_code_holds_at_least_60_bits() -> None:
    symbols = recovery.issue(a_learner("alice"))[0].replace("-", "")

    assert len(recovery.SYMBOLS) ** len(symbols) >= 2**60
    assert set(symbols) <= set(recovery.SYMBOLS)


def test_codes_are_only_given_for_the_password() -> None:
    answer = codes_of(signed_in("alice"), "not the password")

    assert answer.status_code == 400
    assert answer.json()["code"] == "wrong_password"
    assert not RecoveryCode.objects.exists()


def test_new_codes_replace_the_old_ones() -> None:
    alice = a_learner("alice")
    old, new = recovery.issue(alice)[0], recovery.issue(alice)[0]

    assert recover("alice", old).status_code == 400
    assert recover("alice", new).status_code == 204


def test_a_code_sets_the_password_once_and_ends_every_session() -> None:
    alice = a_learner("alice")
    code = recovery.issue(alice)[0]
    browser = signed_in("alice")
    token = script("auth/login", {"username": "alice", "password": PASSWORD}).json()["meta"]["session_token"]

    assert recover("alice", code).status_code == 204

    assert account(browser).status_code == 401
    assert account(signed_out(), **{"X-Session-Token": token}).status_code == 401
    assert sign_in(signed_out(), username="alice", password=PASSWORD).status_code == 400
    assert sign_in(signed_out(), username="alice", password=NEW).status_code == 200
    assert recover("alice", code).status_code == 400
    assert alice.recovery_codes.count() == 7


@pytest.mark.parametrize("name", ["ALICE", "alice@example.org", "\uff41lice"])
def test_the_name_may_be_written_otherwise_or_be_the_email(name: str) -> None:
    code = recovery.issue(a_learner("alice", email="alice@example.org"))[0]

    assert recover(name, code).status_code == 204


def test_a_code_may_be_typed_as_it_was_read() -> None:
    typed = "o1Il " + "ab-CD ".join(["", ""])
    assert recovery.digest(a_learner("alice").pk, typed) == recovery.digest(
        a_learner("alice").pk, "0111-ABCD"
    )


def test_a_code_that_is_used_twice_at_once_works_once(monkeypatch: pytest.MonkeyPatch) -> None:
    code = recovery.issue(a_learner("alice"))[0]
    match = recovery._match("alice", code)
    assert recover("alice", code).status_code == 204
    monkeypatch.setattr(recovery, "_match", lambda name, code: match)  # seen a moment before

    answer = recover("alice", code, "the password of somebody else")

    assert (answer.status_code, answer.json()["code"]) == (400, "not_recovered")
    assert sign_in(signed_out(), username="alice", password=NEW).status_code == 200


def test_an_unknown_name_and_a_wrong_code_get_the_same_answer() -> None:
    recovery.issue(a_learner("alice"))

    wrong, unknown = recover("alice", "AAAA-AAAA-AAAA-AAAA"), recover("nobody", "AAAA-AAAA-AAAA-AAAA")

    assert wrong.status_code == unknown.status_code == 400
    assert wrong.content == unknown.content


def test_an_unknown_name_takes_the_same_steps_as_a_wrong_code(
    django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery.issue(a_learner("alice"))
    digest = Mock(wraps=recovery.digest)
    monkeypatch.setattr(recovery, "digest", digest)

    for name in ("alice", "nobody"):
        digest.reset_mock()
        with django_assert_num_queries(1):
            assert not recovery.recover(name, "AAAA-AAAA-AAAA-AAAA", NEW)
        assert digest.call_count == 8


def test_another_learners_code_opens_nothing() -> None:
    a_learner("alice")
    code = recovery.issue(a_learner("mallory"))[0]

    assert recover("alice", code).status_code == 400


def test_a_weak_password_is_refused_and_burns_no_code() -> None:
    code = recovery.issue(a_learner("alice"))[0]

    answer = recover("alice", code, password="alice")

    assert answer.status_code == 400
    assert answer.json()["fields"]["password"]
    assert recover("alice", code).status_code == 204


def test_a_lost_secret_key_makes_codes_worthless_not_readable(settings: Any) -> None:
    code = recovery.issue(a_learner("alice"))[0]
    settings.SECRET_KEY = "another key entirely, of sufficient length"

    assert recover("alice", code).status_code == 400
