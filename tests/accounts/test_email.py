"""E-mail: a forgotten password, whose address it is, and what nobody learns from it."""

import re
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from unittest.mock import patch
from urllib.parse import unquote

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from pytest_django import Settings

from cards.models import Learner
from tests.accounts.allauth import account, post, sign_in, sign_up
from tests.people import a_learner, signed_in, signed_out

pytestmark = pytest.mark.django_db
NEW = "a quite new password"


@pytest.fixture(autouse=True)
def mail_server(settings: Settings) -> None:
    """EMAIL_URL is set."""
    settings.EMAIL_RECOVERY = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"


def key_in(text: object, page: str) -> str:
    found = re.search(rf"#/{page}/(\S+)", str(text))
    assert found, text
    return unquote(found[1])  # as the page does with what follows #


def test_a_forgotten_password_is_replaced_through_the_mailed_link() -> None:
    browser = signed_out()
    sign_up(browser, "alice", email="alice@example.org")
    mail.outbox.clear()

    post(signed_out(), "auth/password/request", {"email": "alice@example.org"})
    [sent] = mail.outbox
    answer = post(signed_out(), "auth/password/reset", {"key": key_in(sent.body, "recover"), "password": NEW})

    assert "http://localhost:8000/#/recover/" in sent.body
    assert answer.status_code == 401  # the password is set; nobody is signed in by it
    assert sign_in(signed_out(), username="alice", password=NEW).status_code == 200
    assert account(browser).status_code == 401


def test_asking_for_a_reset_does_not_tell_who_learns_here() -> None:
    sign_up(signed_out(), "alice", email="alice@example.org")
    mail.outbox.clear()

    known = post(signed_out(), "auth/password/request", {"email": "alice@example.org"})
    unknown = post(signed_out(), "auth/password/request", {"email": "nobody@example.org"})

    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert len(mail.outbox) == 2


def test_signing_up_does_not_tell_who_learns_here() -> None:
    sign_up(signed_out(), "alice", email="alice@example.org")

    answer = sign_up(signed_out(), "mallory", email="alice@example.org")

    assert answer.status_code == 200


def test_a_proven_address_is_its_owners_alone() -> None:
    with time_machine.travel(datetime(2026, 11, 21, tzinfo=UTC), tick=False) as now:
        sign_up(signed_out(), "mallory", email="alice@example.org")
        now.shift(timedelta(minutes=5))  # mails to one address keep a distance
        mail.outbox.clear()
        sign_up(signed_out(), "alice", email="alice@example.org")
        post(signed_out(), "auth/email/verify", {"key": key_in(mail.outbox[0].body, "verify-email")})
        mail.outbox.clear()
        post(signed_out(), "auth/password/request", {"email": "alice@example.org"})

    assert EmailAddress.objects.get(verified=True).user == Learner.objects.get(username="alice")
    [sent] = mail.outbox
    assert "alice" in str(sent.body)
    assert "mallory" not in str(sent.body)


def test_without_an_email_the_account_says_that_mail_cannot_recover_it() -> None:
    a_learner("bob", email="bob@example.org")

    assert account(signed_in("alice")).json()["email_recovery"] is False
    assert account(signed_in("bob")).json()["email_recovery"] is True


def test_a_mail_server_that_is_down_costs_nobody_an_account() -> None:
    with patch("django.core.mail.EmailMessage.send", side_effect=SMTPServerDisconnected):
        answer = sign_up(signed_out(), "alice", email="alice@example.org")

    assert answer.status_code == 200


def test_without_a_mail_server_everybody_is_told(settings: Settings) -> None:
    settings.EMAIL_RECOVERY = False
    a_learner("bob", email="bob@example.org")

    assert signed_out().get("/api/health").json()["email_recovery"] is False
    assert account(signed_in("bob")).json()["email_recovery"] is False


def test_the_log_does_not_tell_whose_address_the_mail_server_refused(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refusal = SMTPRecipientsRefused({"alice@example.org": (550, b"no such box of alice@example.org")})
    with patch("django.core.mail.EmailMessage.send", side_effect=refusal):
        sign_up(signed_out(), "alice", email="alice@example.org")

    assert "could not be sent" in caplog.text
    assert "alice" not in caplog.text
