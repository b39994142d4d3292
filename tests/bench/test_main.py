"""`make bench` prints figures a program can read, and knows its benchmarks by name."""

import json

import pytest

from bench import __main__ as runner
from bench import startup
from bench.figure import Figure


def test_a_figure_is_one_line_of_json_without_empty_fields() -> None:
    line = Figure("startup.later", 2.5, "s").line()
    assert "\n" not in line
    assert json.loads(line) == {"name": "startup.later", "value": 2.5, "unit": "s"}


def test_what_is_asked_for_is_measured_and_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(startup, "measure", lambda: iter([Figure("startup.first", 30.0, "s")]))
    assert runner.main(["startup"]) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "startup.first", "value": 30.0, "unit": "s"}


def test_an_unknown_benchmark_is_told_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["nonsense"]) == 2
    assert "There are:" in capsys.readouterr().err
    assert "startup" in runner.names()
