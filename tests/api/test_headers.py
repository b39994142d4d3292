"""What every answer tells the browser to forbid."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from pytest_django import Settings

from tests.people import signed_in

OVER_HTTPS = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("check", "--deploy", "--fail-level", "WARNING")
call_command("migrate", verbosity=0)
answer = Client().post(
    "/_allauth/browser/v1/auth/signup",
    {"username": "alice", "password": "correct horse battery staple"},
    content_type="application/json", secure=True, headers={"Host": "cardinal.example.org"},
)
assert answer.status_code == 200, answer.content
print(answer.headers["Strict-Transport-Security"])
print(answer.cookies.output(header="cookie"))
"""


@pytest.fixture
def page(settings: Settings, tmp_path: Path) -> None:
    """A built page."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Cardinal</title>")
    settings.WHITENOISE_ROOT = tmp_path


def ask(path: str, **headers: str) -> Any:
    """Read to the end, as a browser does: a page is a file that stays open until then."""
    answer = signed_in().get(path, headers=headers)
    answer.getvalue()
    return answer


@pytest.mark.django_db
@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    "path", ["/", "/api/account", "/api/nothing", "/nothing", "/_allauth/browser/v1/config"]
)
def test_every_answer_carries_a_strict_policy(path: str) -> None:
    headers = ask(path).headers

    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["media-src"] == "blob:"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert not [source for source in policy.values() if "unsafe" in source or "*" in source]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.usefixtures("page")
def test_only_the_page_itself_may_call_the_api() -> None:
    for path in ("/", "/api/health"):
        assert "Access-Control-Allow-Origin" not in ask(path, Origin="https://mallory.example").headers


@pytest.mark.django_db
def test_an_account_is_kept_in_no_cache() -> None:
    assert signed_in().get("/api/account").headers["Cache-Control"] == "no-store"


def test_debug_pages_are_never_served() -> None:
    from backend import settings

    assert settings.DEBUG is False
    assert configured.DEBUG is False


def test_over_https_cookies_are_bound_to_the_host_and_django_finds_nothing_to_warn_of(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "CARDINAL_ORIGIN": "https://cardinal.example.org",
        "CARDINAL_DATA": str(tmp_path),
    }

    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OVER_HTTPS], env=environment, capture_output=True, text=True
    )

    assert run.returncode == 0, run.stderr
    hsts, *cookies = run.stdout.strip().splitlines()[-3:]
    assert hsts == "max-age=31536000"
    [csrf] = [cookie for cookie in cookies if "__Host-csrftoken=" in cookie]
    [session] = [cookie for cookie in cookies if "__Host-sessionid=" in cookie]
    for cookie in (csrf, session):
        assert "Secure" in cookie
        assert "Path=/;" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain" not in cookie
    assert "HttpOnly" in session
    assert "Max-Age=15552000" in session
