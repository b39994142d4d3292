"""Tests never touch a learner's real data."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection


def test_tests_run_on_throw_away_data() -> None:
    assert "cardinal-tests-" in str(settings.DATA_DIR)
    assert Path(settings.BASE_DIR) not in Path(settings.DATA_DIR).parents


@pytest.mark.django_db
def test_tests_run_on_a_throw_away_database() -> None:
    assert "test" in Path(str(connection.settings_dict["NAME"])).name
