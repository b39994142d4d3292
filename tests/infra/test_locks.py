"""The lock files agree with each other and name no registry."""

import json
import re

import pytest
from django.conf import settings


def pins(lock: str) -> dict[str, str]:
    return dict(
        re.findall(r"^([\w.\[\]-]+)==([^\s;]+)", (settings.BASE_DIR / lock).read_text(), re.MULTILINE)
    )


def test_what_is_tested_is_what_runs() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "requirements-node.lock", "requirements-anki.lock"]
)
def test_every_python_package_is_held_by_a_hash_and_none_by_an_address(lock: str) -> None:
    text = (settings.BASE_DIR / lock).read_text()
    assert "://" not in text
    assert text.count("sha256:") >= len(pins(lock)) > 0


def test_every_npm_package_is_held_by_a_hash_and_none_by_an_address() -> None:
    text = (settings.BASE_DIR / "pwa/package-lock.json").read_text()
    assert "://" not in text, (
        "npm wrote addresses into the lock file; `python tools/plain_lock.py` removes them"
    )
    packages = json.loads(text)["packages"]
    del packages[""]  # the PWA itself
    assert all("integrity" in package and "resolved" not in package for package in packages.values())
