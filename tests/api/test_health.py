"""What anybody may ask."""

import tomllib
from pathlib import Path

import pytest

from cards.models import Library
from tests.people import signed_out

pytestmark = pytest.mark.django_db
PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]


def test_health_names_the_version_and_the_library() -> None:
    Library.objects.update_or_create(id=1, defaults={"version": 12})

    answer = signed_out().get("/api/health")

    assert answer.json() == {"version": PROJECT["version"], "library_version": 12, "email_recovery": False}


def test_an_empty_library_is_version_0() -> None:
    assert signed_out().get("/api/health").json()["library_version"] == 0
