"""The page is always the newest, its hashed files are fetched once, and its policy is strict."""

import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

SCRIPT = "/assets/app-DkJ3_x9a.js"


class Browser:
    """Fetches from a server and reads the answer to its end."""

    def __init__(self) -> None:
        self.client = Client()

    def get(self, path: str, **headers: str) -> tuple[bytes, Mapping[str, str]]:
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == 200
        return answer.getvalue(), answer.headers


@pytest.fixture
def browser(tmp_path: Path, settings: Settings) -> Browser:
    """A browser on a server whose built page has one file of each kind."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Cardinal</title>")
    (tmp_path / "sw.js").write_text("self.skipWaiting")
    (tmp_path / "manifest.webmanifest").write_text("{}")
    (tmp_path / "assets" / "app-DkJ3_x9a.js").write_text("let cards;" * 99)
    (tmp_path / "assets" / "app-DkJ3_x9a.js.gz").write_bytes(gzip.compress(b"let cards;" * 99))
    settings.WHITENOISE_ROOT = tmp_path
    return Browser()


@pytest.mark.parametrize("path", ["/", "/sw.js", "/manifest.webmanifest"])
def test_what_keeps_its_name_is_asked_for_anew_each_time(browser: Browser, path: str) -> None:
    _, headers = browser.get(path)
    assert headers["Cache-Control"] == "no-cache"


def test_a_file_named_by_its_content_is_kept_for_ever(browser: Browser) -> None:
    _, headers = browser.get(SCRIPT)
    assert "immutable" in headers["Cache-Control"]
    assert "max-age=315360000" in headers["Cache-Control"]


def test_a_browser_that_can_unpack_gets_the_packed_file(browser: Browser) -> None:
    packed, headers = browser.get(SCRIPT, accept_encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    plain, plain_headers = browser.get(SCRIPT)
    assert "Content-Encoding" not in plain_headers
    assert gzip.decompress(packed) == plain


def test_the_page_carries_a_strict_policy(browser: Browser) -> None:
    _, headers = browser.get("/")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/sw.js", "text/javascript"),
        ("/manifest.webmanifest", "application/manifest+json"),
    ],
)
def test_each_file_has_its_type(browser: Browser, path: str, kind: str) -> None:
    _, headers = browser.get(path)
    assert headers["Content-Type"].startswith(kind)
