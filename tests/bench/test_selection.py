"""The comparison of policies: fair to each, the same at each run, and honest about what does not hold."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bench.selection import __main__ as runner
from bench.selection import figures, report, tune
from bench.selection.baselines import Policy, due_first, new_first
from bench.selection.compare import Difference, Line, broken, lines, minutes_saved
from bench.selection.exam import Exam, the_exam
from bench.selection.forecast import Forecasts
from bench.selection.policies import ANKI, CARDINAL, POLICIES, policies
from bench.selection.run import Cell, Course, simulate
from bench.selection.shipped import Shipped

SMALL = Cell(world="A", days=5, minutes=10, seed=2, learners=6)


@pytest.fixture(scope="module")
def exam() -> Exam:
    return the_exam(every=10)


@pytest.fixture(scope="module")
def courses(exam: Exam) -> dict[str, Course]:
    return simulate(exam, SMALL, policies(exam))


@pytest.fixture
def in_small(monkeypatch: pytest.MonkeyPatch, exam: Exam) -> None:
    for module in (runner, tune, figures):
        monkeypatch.setattr(module, "the_exam", lambda: exam)


def a_line(exam: Exam, courses: dict[str, Course], **changes: Any) -> Line:
    ours = next(line for line in lines(exam, SMALL, courses) if line.policy == CARDINAL)
    return replace(ours, **changes)


def test_the_same_policy_twice_scores_the_same(exam: Exam) -> None:
    twice = [Policy("one", new_first), Policy("other", new_first), Policy("third", due_first)]
    courses = simulate(exam, replace(SMALL, world="B"), twice)
    assert np.array_equal(courses["one"].score, courses["other"].score)
    assert not np.array_equal(courses["one"].score, courses["third"].score)


def test_a_cell_comes_out_the_same_when_run_again(exam: Exam, courses: dict[str, Course]) -> None:
    again = simulate(exam, SMALL, policies(exam))
    assert all(np.array_equal(again[name].score, courses[name].score) for name in POLICIES)
    other = simulate(exam, replace(SMALL, seed=3), policies(exam))
    assert not np.array_equal(other[ANKI].score, courses[ANKI].score)


def test_study_raises_the_score_of_every_policy(courses: dict[str, Course]) -> None:
    for course in courses.values():
        assert np.all(course.way[-1] > course.way[0])
        assert np.all((course.score > 25) & (course.score < 100))
        assert np.all(np.diff(course.way_minutes, axis=0) >= 0)


def test_every_policy_gets_the_same_minutes(courses: dict[str, Course]) -> None:
    for course in courses.values():
        assert np.all(course.minutes <= SMALL.days * (SMALL.minutes + 5))
    assert courses[CARDINAL].minutes == pytest.approx(courses["new first"].minutes, rel=0.15)


def test_a_difference_is_taken_learner_by_learner() -> None:
    one, other = np.array([50.0, 60.0, 70.0]), np.array([49.0, 58.0, 67.0])
    difference = Difference.of(one, other)
    assert difference.mean == pytest.approx(2)
    assert difference.ci == pytest.approx(1.96 / np.sqrt(3))


def test_minutes_saved_are_those_after_the_baselines_score_was_reached(courses: dict[str, Course]) -> None:
    way = np.array([[40.0, 40.0], [50.0, 50.0], [60.0, 60.0]])
    spent = np.array([[0.0, 0.0], [100.0, 100.0], [200.0, 200.0]])
    ours = replace(courses[CARDINAL], way=way, way_minutes=spent)
    baseline = replace(courses[ANKI], score=np.array([55.0, 50.0]), minutes=np.array([200.0, 200.0]))
    assert minutes_saved(ours, baseline) == pytest.approx((50 + 100) / 2)
    beyond = replace(baseline, score=np.array([61.0, 61.0]))
    assert minutes_saved(ours, beyond) is None


def test_readiness_is_held_against_what_is_true(exam: Exam) -> None:
    cell = replace(SMALL, days=8)
    ours = simulate(exam, cell, [Policy(CARDINAL, Shipped(exam))])[CARDINAL]
    assert isinstance(ours.forecasts, Forecasts)
    assert len(ours.forecasts.held) == len(ours.forecasts.days) * SMALL.learners
    assert ours.forecasts.coverage()["recall now"] > 0.6
    assert abs(ours.forecasts.bias()["recall now"]) < 10
    assert ours.forecasts.bias()["applied"] > ours.forecasts.bias()["recall now"]


def test_falling_short_of_a_simple_order_is_told(exam: Exam, courses: dict[str, Course]) -> None:
    good = Difference(5.0, 1.0)
    kept = a_line(exam, courses, over_anki=good, over_new_first=Difference(-1.4, 0.1), scarce=True)
    assert broken([kept]) == []
    short = replace(kept, over_new_first=Difference(-1.6, 0.1))
    assert broken([short]) == ["World A, 5 days of 10 minutes: 1.6 points below new cards first."]


def test_not_beating_anki_is_told_where_minutes_are_scarce(exam: Exam, courses: dict[str, Course]) -> None:
    doubtful = a_line(exam, courses, over_anki=Difference(0.9, 1.0), over_new_first=Difference(0, 0))
    assert len(broken([replace(doubtful, scarce=True)])) == 1
    assert broken([replace(doubtful, scarce=False)]) == []


def test_tables_have_a_row_per_cell(exam: Exam, courses: dict[str, Course]) -> None:
    found = list(lines(exam, SMALL, courses))
    for table, rows in ((report.scores(found), 1), (report.waiting(found), 2), (report.coverage(found), 1)):
        head, rule, *body = table.splitlines()
        assert len(body) == rows
        assert {line.count("|") for line in (head, rule, *body)} == {head.count("|")}
    assert f"{courses[CARDINAL].score.mean():.1f}" in report.scores(found)


@pytest.mark.usefixtures("in_small")
def test_the_run_prints_a_line_per_policy_and_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--worlds", "A", "--days", "6", "--minutes", "10", "--learners", "8", "--seed", "2"]
    code = runner.main(asked)
    said = capsys.readouterr()
    printed = [json.loads(line) for line in said.out.splitlines()]
    assert [line["policy"] for line in printed] == list(POLICIES)
    assert code == (0 if "Every cell keeps the promise." in said.err else 1)
    assert "| 6 x 10 " in said.err


@pytest.mark.usefixtures("in_small")
def test_a_change_is_measured_against_the_formula_as_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["floor", "--cells", "4x10", "--learners", "4", "--only"]
    assert tune.main([*asked, "floor 0.8"]) == 0
    shipped, changed = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (shipped["variant"], shipped["over_shipped"]) == ("as shipped", 0)
    assert changed["variant"] == "floor 0.8"
    assert changed["over_shipped"] != 0


@pytest.mark.usefixtures("in_small")
def test_figures_of_both_worlds_join_the_other_benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "DAYS", 4)
    monkeypatch.setattr(figures, "LEARNERS", 4)
    found = list(figures.measure())
    assert [figure.unit for figure in found] == ["points"] * 4
    assert {figure.name.split(".")[1] for figure in found} == {"A", "B"}
