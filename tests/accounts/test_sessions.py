"""A session lasts 180 days from the last day it was used."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session

from tests.accounts.allauth import account, script, sign_in
from tests.people import PASSWORD, a_learner, signed_in, signed_out

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_the_cookie_outlives_the_browsers_window() -> None:
    a_learner("alice")

    cookie = sign_in(signed_out(), username="alice").cookies["sessionid"]

    assert cookie["max-age"] == 180 * 24 * 3600
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_session_used_now_and_then_never_ends() -> None:
    with time_machine.travel(START, tick=False) as now:
        browser = signed_in("alice")
        for _ in range(3):
            now.shift(timedelta(days=179))
            assert account(browser).status_code == 200


def test_a_session_unused_for_180_days_ends() -> None:
    with time_machine.travel(START, tick=False) as now:
        browser = signed_in("alice")
        now.shift(timedelta(days=181))
        assert account(browser).status_code == 401


def test_a_scripts_token_slides_too() -> None:
    a_learner("alice")
    with time_machine.travel(START, tick=False) as now:
        token = script("auth/login", {"username": "alice", "password": PASSWORD}).json()["meta"][
            "session_token"
        ]
        for _ in range(3):
            now.shift(timedelta(days=179))
            assert account(signed_out(), **{"X-Session-Token": token}).status_code == 200


def test_a_session_is_written_once_a_day_at_most() -> None:
    with time_machine.travel(START, tick=False) as now:
        browser = signed_in("alice")
        account(browser)
        ends = Session.objects.get().expire_date
        now.shift(timedelta(hours=1))
        cookie = account(browser).cookies
        assert Session.objects.get().expire_date == ends
        assert "sessionid" not in cookie
