"""What is no event is refused, with a sentence; what is one is kept whole."""

from typing import Any

import pytest

from cards.scheduling.checking import check_event
from cards.scheduling.events import MAX_TOOK_MS, Refused
from cards.scheduling.json_text import parse
from tests.scheduling.making import a_mark, a_reset, a_review, a_setting, an_undo, made

PREDICTED = {"mean": 0.7, "low": 0, "high": 1, "at_best": "unknown"}
START: dict[str, Any] = {"kind": "sitting", "sitting": "s1", "action": "start", "exam": "mls-c01", "seed": 3}
WELL_FORMED = [
    a_review(),
    a_review(sure=True, seed=7, given={"choices": [1, 2]}),
    an_undo(a_review()),
    a_mark("suspended", value=True),
    a_mark("starred", value=False),
    a_mark("flag", value=7),
    a_mark("bury", days=365),
    a_reset(),
    a_setting("exam.mls-c01.date", None),
    made("edit", card="own.1", field="prompt", value="Why?"),
    made("sitting", sitting="s1", action="start", exam="mls-c01", seed=3),
    made(
        "sitting",
        sitting="s1",
        action="start",
        exam="mls-c01",
        seed=3,
        paper="full",
        mode="exam",
        minutes=180,
    ),
    made(
        "sitting",
        sitting="s1",
        action="start",
        exam="mls-c01",
        seed=3,
        questions=["q.one"],
        predicted=PREDICTED,
    ),
    made("sitting", sitting="s1", action="flag", question="q1", value=True),
    made("sitting", sitting="s1", action="strike", question="q1", option=2, value=True),
    made("sitting", sitting="s1", action="pause", value=True),
    made("sitting", sitting="s1", action="finish"),
    made("answer", sitting="s1", question="q1", choices=[1], sure=False, took_ms=900),
    made("outcome", exam="mls-c01", passed=True, score=812, date="2026-11-21"),
]


@pytest.mark.parametrize(
    "event", WELL_FORMED, ids=lambda e: e["kind"] + e.get("mark", "") + e.get("action", "")
)
def test_every_kind_is_taken_as_it_is(event: dict[str, Any]) -> None:
    assert check_event(event)[0] == event


@pytest.mark.parametrize(
    ("changed", "code", "says"),
    [
        ({"v": 0}, "malformed", "v must be"),
        ({"v": True}, "malformed", "v must be"),
        ({"v": 2}, "later", "does not know version 2"),
        ({"kind": "telepathy"}, "later", "telepathy"),
        ({"kind": 7}, "malformed", "kind must be text"),
        ({"kind": "parameters"}, "server_only", "server alone"),
        ({"uid": "x"}, "malformed", "uid must be a UUID"),
        ({"uid": "0B0E7A52-3C64-4D8C-9F2B-6B1F6F0A0001"}, "malformed", "lower-case"),
        ({"device": None}, "malformed", "device must be"),
        ({"n": 0}, "malformed", "n must be"),
        ({"n": 1.5}, "malformed", "n must be"),
        ({"at": -(2**52)}, "malformed", "at must be"),
        ({"at": 2**52}, "malformed", "at must be"),
        ({"at": "now"}, "malformed", "at must be"),
        ({"tz": 841}, "malformed", "tz must be"),
        ({"card": "Not An Id"}, "malformed", "card must be"),
        ({"card": "a" * 121}, "malformed", "card must be"),
        ({"card": "a\n"}, "malformed", "card must be"),
        ({"rating": 5}, "malformed", "rating must be"),
        ({"rating": True}, "malformed", "rating must be"),
        ({"took_ms": -1}, "malformed", "took_ms must be"),
        ({"sure": "yes"}, "malformed", "sure must be"),
        ({"note": "nul \0 here"}, "malformed", "NUL"),
        ({"nul \0": 1}, "malformed", "NUL"),
        ({"note": "lone \ud800"}, "malformed", "surrogates"),
        ({"\udc00": 1}, "malformed", "surrogates"),
        ({"note": "x" * 65_536}, "too_large", "65536 bytes"),
        ({"note": "é" * 33_000}, "too_large", "65536 bytes"),
    ],
)
def test_a_malformed_event_is_refused_with_a_sentence(changed: dict[str, Any], code: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_event(a_review() | changed)
    assert refusal.value.code == code
    assert says in refusal.value.detail


@pytest.mark.parametrize(
    "missing", ["v", "uid", "device", "n", "at", "tz", "kind", "card", "rating", "took_ms"]
)
def test_a_missing_field_is_named(missing: str) -> None:
    event = a_review()
    del event[missing]
    with pytest.raises(Refused, match=missing):
        check_event(event)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":NaN}',
        '{"a":-Infinity}',
        '{"a":9007199254740993}',
        '{"a":' + "9" * 5_000 + "}",
        '{"a":1e400}',
        '{"a":1,"a":2}',
        '{"b":{"a":1,"a":2}}',
        '{"a":' + "[" * 40 + "]" * 40 + "}",
        '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a":' + '{"b":' * 50_000 + "1" + "}" * 50_000 + "}",
        "7",
        "[]",
        "null",
    ],
    ids=lambda text: text[:24],
)
def test_what_json_cannot_carry_is_refused_alone(text: str) -> None:
    good, bad, also_good = parse(f'[{{"x":1}},{text},{{"y":2}}]')
    assert (good, also_good) == ({"x": 1}, {"y": 2})
    with pytest.raises(Refused):
        check_event(bad)


def test_brackets_within_texts_are_no_nesting() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    assert parse(f'[{{"t":"[{{\\"[["}},{deep},"}}"]')[0] == {"t": '[{"[['}


def test_unknown_fields_are_kept() -> None:
    event = a_review(from_the_future={"deep": [1, "two", None, 0.5]})
    assert check_event(event)[0]["from_the_future"] == {"deep": [1, "two", None, 0.5]}


@pytest.mark.parametrize("value", [[1], "long", None, {}, True, 5])
def test_a_field_of_another_kind_is_as_unknown_as_any(value: Any) -> None:
    event = a_reset() | {"took_ms": value}
    assert check_event(event)[0] == event


def test_a_mark_this_server_does_not_know_is_for_later() -> None:
    with pytest.raises(Refused) as refusal:
        check_event(a_mark("sparkle", value=1))
    assert refusal.value.code == "later"


@pytest.mark.parametrize(
    ("mark", "field", "value"), [("flag", "value", 8), ("bury", "days", 366), ("starred", "value", 1)]
)
def test_a_mark_has_its_own_range(mark: str, field: str, value: int) -> None:
    with pytest.raises(Refused, match=field):
        check_event(a_mark(mark) | {field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paper", "A Paper"),
        ("mode", None),
        ("minutes", 0),
        ("minutes", 601),
        ("minutes", 1.5),
        ("questions", "q.one"),
        ("questions", ["q.one", 2]),
        ("questions", ["q.one"] * 201),
        ("predicted", 0.7),
        ("predicted", {"mean": 0.7, "low": 0.5}),
        ("predicted", {"mean": 0.7, "low": -0.1, "high": 1}),
        ("predicted", {"mean": 0.7, "low": True, "high": 1}),
        ("predicted", parse('{"mean":0.7,"low":0.5,"high":NaN}')),
    ],
)
def test_a_sitting_starts_with_well_formed_facts_or_not_at_all(field: str, value: Any) -> None:
    start = made("sitting", sitting="s1", action="start", exam="mls-c01", seed=3)
    assert check_event(start)[0] == start
    with pytest.raises(Refused, match=f"{field} must") as refusal:
        check_event(start | {field: value})
    assert refusal.value.code == "malformed"


def test_two_hundred_questions_with_long_ids_fit_into_one_event() -> None:
    questions = [f"q.{i:0>118}" for i in range(200)]
    check_event(made("sitting", sitting="s1", action="start", exam="e", seed=3, questions=questions))


def test_a_card_left_open_overnight_took_a_day_at_most() -> None:
    assert check_event(a_review() | {"took_ms": 10**12})[0]["took_ms"] == MAX_TOOK_MS


def test_whole_numbers_written_as_fractions_are_the_same_event() -> None:
    assert parse("[1.0, 1e3, -0]") == [1, 1000, 0]
    assert all(type(value) is int for value in parse("[1.0, 1e3, -0]"))
