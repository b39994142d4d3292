"""GET /api/queue gives one learner's next cards, at any instant, for any minutes, whatever is wrong."""

import time
import uuid
from typing import Any

import pytest
from django.test import Client

from cards.api.throttles import Asking
from cards.models import Card, Event, Exam
from tests.people import a_learner, signed_in, signed_out
from tests.scheduling.making import NOON_MS, a_mark, a_setting, made
from tests.study.making import (
    EXAM,
    TODAY,
    a_library,
    a_question,
    a_review_on,
    an_exam_date,
    logged,
)

pytestmark = pytest.mark.django_db

SOON, TODAYS_DATE, PAST = "2024-11-03", "2024-10-04", "2020-02-29"


def asked(client: Client | None = None, **query: Any) -> Any:
    return (client or signed_in()).get("/api/queue", {"at": NOON_MS, "minutes": 60} | query)


def cards(client: Client | None = None, **query: Any) -> list[dict[str, Any]]:
    answer = asked(client, **query)
    assert answer.status_code == 200, answer.json()
    found: list[dict[str, Any]] = answer.json()["cards"]
    return found


def test_a_new_learner_begins_with_the_weightier_domain() -> None:
    a_library()
    topics = [card["card"][:2] for card in cards(minutes=8)]
    assert set(topics) <= {"t0", "t2"}
    assert {card["reason"] for card in cards()} == {"new"}


def test_only_the_signed_in_are_told() -> None:
    a_library()
    assert asked(signed_out()).status_code in (401, 403)


def test_another_learner_has_a_queue_of_their_own() -> None:
    a_library()
    logged(a_learner("alice"), [a_review_on(TODAY - 30, "t0.c0.0", 1), an_exam_date(SOON)])
    mine, theirs = cards(signed_in("alice")), cards(signed_in("bob"))
    assert "t0.c0.0" in [card["card"] for card in mine if card["p"] is None]
    assert {card["p"] is not None for card in theirs} == {True}
    assert [card["card"] for card in mine] != [card["card"] for card in theirs]


def test_faded_cards_come_with_their_chances() -> None:
    a_library()
    logged(a_learner(), [a_review_on(TODAY - 20, "t0.c0.0"), an_exam_date(SOON)])
    seen = next(card for card in cards() if card["card"] == "t0.c0.0")
    assert seen["reason"] in ("fading", "important")
    assert 0 < seen["on_date"] < seen["r"] < 0.9
    assert seen["value"] > 0
    assert seen["seconds"] > 12


def test_the_instant_decides_what_has_faded() -> None:
    a_library()
    logged(a_learner(), [a_review_on(TODAY, "t0.c0.0"), an_exam_date(SOON)])
    assert "t0.c0.0" not in [card["card"] for card in cards()]
    later = cards(at="2024-10-20T09:00:00+02:00")
    assert "t0.c0.0" in [card["card"] for card in later if card["reason"] != "fill"]


def test_without_minutes_they_are_those_of_the_learners_day() -> None:
    a_library()
    logged(a_learner(), [a_setting("minutes_a_day", 4)])
    answer = signed_in().get("/api/queue", {"at": NOON_MS}).json()
    assert answer["minutes"] == 4
    assert answer["day"] == TODAY
    assert 1 <= len(answer["cards"]) <= 8


@pytest.mark.parametrize("minutes", ["-1", "1441", "NaN", "1e2", "", "ten", "٣"])
def test_minutes_that_are_none_are_refused_in_a_sentence(minutes: str) -> None:
    answer = asked(minutes=minutes)
    assert answer.status_code == 400
    assert answer.json()["code"] == "minutes_malformed"


@pytest.mark.parametrize(
    "at", ["yesterday", "2024-10-04", "2024-10-04T08:00:00", "9" * 15, "0001-01-01T00:00:00Z", ""]
)
def test_an_instant_that_is_none_is_refused_in_a_sentence(at: str) -> None:
    answer = asked(at=at)
    assert answer.status_code == 400
    assert answer.json()["code"] == "at_malformed"


@pytest.mark.parametrize(
    "at", ["2024-10-04T14:00:00+02:00", "2024-10-04T12:00:00Z", str(NOON_MS), "2024-10-04T14:00:00 02:00"]
)
def test_an_instant_may_be_written_as_clients_write_it(at: str) -> None:
    assert asked(at=at).json()["day"] == TODAY


def test_no_minutes_hold_nothing_and_a_whole_day_no_more_than_there_is() -> None:
    a_library()
    assert cards(minutes=0) == []
    assert len(cards(minutes=1440)) == Card.objects.count() == 40


@pytest.mark.parametrize("date", [PAST, TODAYS_DATE, SOON, "never", "2024-13-01", "20241103", 7, None])
def test_any_date_of_the_exam_gives_a_queue(date: Any) -> None:
    a_library()
    logged(a_learner(), [a_review_on(TODAY - 20, "t0.c0.0"), a_setting(f"exam.{EXAM}.date", date)])
    reasons = [card["reason"] for card in cards()]
    assert len(reasons) == 40
    assert ("due" in reasons) == (date not in (TODAYS_DATE, SOON))


def test_a_past_date_is_as_good_as_none() -> None:
    a_library()
    logged(a_learner(), [a_review_on(TODAY - 20, "t0.c0.0")])
    without = cards()
    logged(a_learner(), [an_exam_date(PAST)])
    assert cards() == without


def test_with_all_cards_suspended_there_is_nothing_to_show() -> None:
    a_library()
    marks = [a_mark("suspended", card=card, value=True) for card in Card.objects.values_list("id", flat=True)]
    logged(a_learner(), marks)
    assert cards() == []


def test_a_library_of_one_topic_is_enough() -> None:
    a_library(topics=1, concepts=1, cards=1)
    assert [card["card"] for card in cards()] == ["t0.c0.0"]


def test_without_a_library_there_is_nothing_to_show() -> None:
    assert cards() == []


def test_a_retired_card_is_never_shown() -> None:
    a_library()
    Card.objects.filter(id="t0.c0.0").update(retired=True)
    assert "t0.c0.0" not in [card["card"] for card in cards()]


def test_a_cap_counts_the_new_cards_of_the_day() -> None:
    a_library()
    logged(
        a_learner(),
        [a_setting("new_cap", 3), a_review_on(TODAY, "t0.c0.0"), a_review_on(TODAY - 1, "t0.c0.1")],
    )
    assert [card["reason"].startswith("new") for card in cards()].count(True) == 2


def test_a_domain_rated_strong_moves_back() -> None:
    a_library(exam_a={"data": 50, "models": 50})
    ratings = [a_setting("exam.exam-a.rating.data", 5), a_setting("exam.exam-a.rating.models", 1)]
    logged(a_learner(), ratings)
    assert {card["card"][:2] for card in cards(minutes=10)} <= {"t1", "t3"}


def test_settings_that_make_no_sense_count_as_not_set() -> None:
    a_library()
    usual = cards()
    odd = {"minutes_a_day": "lots", "desired_retention": [], "new_cap": "two", "exams": {"a": 1}}
    ratings = {"exam.exam-a.rating.data": 9, "exam.exam-a.rating.models": True}
    logged(a_learner(), [a_setting(name, value) for name, value in (odd | ratings).items()])
    assert cards() == usual


def test_own_cards_are_shown_as_of_median_importance() -> None:
    a_library()
    own = "own.0192f000-0000-7000-8000-000000000001"
    fields = {"created": True, "prompt": "Why?", "answer": "So.", "topic": "t0"}
    logged(a_learner(), [made("edit", card=own, field=field, value=value) for field, value in fields.items()])
    assert own in [card["card"] for card in cards()]
    logged(a_learner(), [made("edit", card=own, field="deleted", value=True, at=NOON_MS + 1)])
    assert own not in [card["card"] for card in cards()]


def test_a_question_answered_wrong_calls_the_cards_of_its_concept() -> None:
    a_library()
    a_question("q.one", "t1.c1")
    paper: dict[str, Any] = {
        "action": "start",
        "exam": EXAM,
        "seed": 1,
        "questions": ["q.one"],
        "paper": "short",
        "mode": "training",
    }
    events = [
        made("sitting", sitting="s.1", at=NOON_MS - 10_000, **paper, minutes=20),
        made("answer", sitting="s.1", question="q.one", choices=[2], at=NOON_MS - 5_000),
        made("sitting", sitting="s.1", action="finish", at=NOON_MS - 1_000),
    ]
    logged(a_learner(), [*events, a_review_on(TODAY - 1, "t1.c1.0", 4), an_exam_date(SOON)])
    called = {card["card"] for card in cards() if card["reason"] == "called"}
    assert called == {"t1.c1.0", "t1.c1.1"}


def test_a_concept_of_two_exams_counts_where_it_counts_most() -> None:
    a_library(exam_a={"data": 100}, exam_b={"first": 10, "second": 90})
    logged(a_learner(), [a_setting("exams", ["exam-b"])])
    assert {card["card"][:2] for card in cards(minutes=10)} <= {"t1", "t3"}


def test_a_card_of_other_exams_is_repeated_but_never_introduced() -> None:
    a_library(exam_a={"data": 100}, exam_b={"first": 10, "second": 90})
    exam = Exam.objects.get(id="exam-b")
    exam.body["concepts"].pop("t3.c0")
    exam.save()
    logged(a_learner(), [a_setting("exams", ["exam-b"]), a_review_on(TODAY - 30, "t3.c0.1")])
    shown = [card["card"] for card in cards()]
    assert "t3.c0.1" in shown
    assert "t3.c0.0" not in shown


@pytest.mark.parametrize("why", ["new", "diagnostic"])
def test_the_learners_own_seconds_of_first_tries_move_the_plan(why: str) -> None:
    a_library()
    usual = len(cards(minutes=5))
    quick = [a_review_on(TODAY - 1, f"gone.{n}") | {"why": why, "took_ms": 3_000} for n in range(200)]
    logged(a_learner(), quick)
    assert len(cards(minutes=5)) > 2 * usual


def test_a_hundred_thousand_reviews_give_a_queue_in_a_moment() -> None:
    a_library(topics=10, concepts=20, cards=5)
    learner = a_learner()
    names = list(Card.objects.values_list("id", flat=True))
    logged(learner, [a_review_on(TODAY - 9, name) for name in names[:500]])
    [body] = Event.objects.filter(learner=learner, seq=1).values_list("body", flat=True)
    more = (
        Event(learner=learner, uid=uuid.UUID(int=n), seq=n, kind="review", row_key="card:x", body=body)
        for n in range(1_000, 100_500)
    )
    Event.objects.bulk_create(more, batch_size=2_000)
    cards()
    began = time.perf_counter()
    assert len(cards(minutes=1440)) == 200
    assert time.perf_counter() - began < 1


def test_nobody_asks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Asking, "rate", "2/min")
    alice = signed_in()
    assert [asked(alice).status_code for _ in range(3)] == [200, 200, 429]
