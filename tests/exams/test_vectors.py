"""The vectors that the phone is held against are what the core computes."""

import json

from tests.vectors.make import HERE
from tests.vectors.papers import paper_lines


def test_the_committed_vectors_are_what_the_core_computes() -> None:
    old = [json.loads(line) for line in (HERE / "papers.jsonl").read_text().splitlines()]
    assert old == [json.loads(line) for line in paper_lines()]


def test_the_vectors_meet_every_kind_of_case() -> None:
    cases = [json.loads(line) for line in (HERE / "papers.jsonl").read_text().splitlines()][1:]
    assert len(cases) >= 200
    drawn = [case for case in cases if "drawn" in case]
    assert {case["wish"]["kind"] for case in drawn} == {"full", "short", "domain", "weak"}
    assert sum("lacking" in case["drawn"] for case in drawn) > 20
    assert sum(bool(case["seen"]) for case in drawn) > 50
    marked = [one for case in cases for marks in case.get("marked", []) for one in marks["questions"]]
    assert {one["verdict"] for one in marked} == {"right", "wrong", "unanswered", "late"}
    assert all(any(case.get(name) for case in cases) for name in ("called", "still", "evidence", "mastery"))
