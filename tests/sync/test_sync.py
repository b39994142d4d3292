"""POST /api/sync: what is acknowledged is in the log once, and every device gets the same."""

import json
from typing import Any
from uuid import uuid4

import pytest

from cards.models import DerivedRow, Event, LogHead
from cards.reviews.installation import new_epoch
from cards.sync import exchange
from tests.people import signed_in, signed_out
from tests.scheduling.making import (
    DAY_MS,
    DEVICE,
    NOON_MS,
    OTHER_DEVICE,
    a_mark,
    a_reset,
    a_review,
    a_setting,
    an_undo,
    made,
)
from tests.sync.pushing import post, pulled, stored, sync

pytestmark = pytest.mark.django_db


def test_a_review_pushed_is_there_for_the_next_device() -> None:
    review = a_review()
    answer = sync(signed_in(), review)
    assert [(one["uid"], one["seq"], one["at"]) for one in answer["accepted"]] == [
        (review["uid"], 1, NOON_MS)
    ]
    rows, log, _ = pulled(signed_in())
    assert rows["card:s3.one"]["state"]["reps"] == 1
    assert log == [review]


def test_a_review_pushed_twice_counts_once() -> None:
    review = a_review()
    first = sync(signed_in(), review)
    again = sync(signed_in(), review, review)
    assert again["accepted"] == first["accepted"] * 2
    assert stored("alice")[1]["card:s3.one"]["reps"] == 1
    assert Event.objects.count() == 1


def test_a_repetition_may_carry_another_instant_and_gets_the_first_one_back() -> None:
    review = a_review()
    sync(signed_in(), review)
    assert sync(signed_in(), review | {"at": NOON_MS + 5})["accepted"][0]["at"] == NOON_MS


def test_another_event_under_the_same_uid_is_refused_and_the_first_stands() -> None:
    review = a_review(3)
    sync(signed_in(), review)
    refused = sync(signed_in(), review | {"rating": 1})["refused"]
    assert (refused[0]["code"], refused[0]["uid"]) == ("uid_reused", review["uid"])
    assert stored("alice")[1]["card:s3.one"]["last_rating"] == 3


def test_numbers_written_differently_are_the_same_event() -> None:
    review = a_review() | {"took_ms": 1000}
    sync(signed_in(), review)
    text = json.dumps({"device": str(uuid4()), "events": [review]}).replace("1000", "1e3")
    assert json.loads(post(signed_in(), text).content)["refused"] == []


def test_one_malformed_event_does_not_spoil_its_neighbours() -> None:
    good, also_good = a_review(), a_review(n=2, at=NOON_MS + 1)
    answer = sync(signed_in(), good, a_review(9), "nonsense", also_good)
    assert [one["uid"] for one in answer["accepted"]] == [good["uid"], also_good["uid"]]
    assert [(one["index"], one["code"]) for one in answer["refused"]] == [(1, "malformed"), (2, "malformed")]
    assert "rating must be" in answer["refused"][0]["detail"]


@pytest.mark.parametrize(
    "bad",
    [
        '{"a":NaN}',
        '{"a":1,"a":2}',
        '{"a":99999999999999999999}',
        '{"t":"\\ud800"}',
        '{"t":"\\u0000"}',
        "[" * 100_000 + "]" * 100_000,
        "7",
        "null",
        json.dumps({"t": "x" * 70_000}),
    ],
    ids=lambda text: text[:16],
)
def test_what_no_log_can_hold_is_refused_alone(bad: str) -> None:
    good = json.dumps(a_review())
    response = post(
        signed_in(), f'{{"device":"{uuid4()}","events":[{good},{bad},{json.dumps(a_review(n=2))}]}}'
    )
    answer = json.loads(response.content)
    assert (len(answer["accepted"]), [one["index"] for one in answer["refused"]]) == (2, [1])


def test_every_event_is_either_accepted_or_refused() -> None:
    events: list[Any] = [
        a_review(),
        {},
        a_review(0),
        made("telepathy"),
        made("parameters", weights=[]),
        a_reset(),
    ]
    answer = sync(signed_in(), *events)
    assert len(answer["accepted"]) + len(answer["refused"]) == len(events)
    assert [one["code"] for one in answer["refused"]] == ["malformed", "malformed", "later", "server_only"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("not json", 400, "malformed_request"),
        (b"\xff\xfe", 400, "malformed_request"),
        ("[]", 400, "malformed_request"),
        ("{}", 400, "malformed_request"),
        ('{"device":"x"}', 400, "malformed_request"),
        ('{"device":"0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001","events":{}}', 400, "malformed_request"),
        ('{"device":"0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001","unsynced":-1}', 400, "malformed_request"),
        ('{"device":"0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001","cursor":7}', 400, "malformed_request"),
        ('{"device":"0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001","device":"x"}', 400, "malformed_request"),
        ('{"device":"0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001","cursor":"9!"}', 409, "cursor_unknown"),
        ('{"device":"0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001","cursor":"?"}', 409, "cursor_unknown"),
        ('{"device":"0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001","log_cursor":"1-9"}', 409, "cursor_unknown"),
        (
            '{"device":"0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001","events":[' + "1," * 500 + "1]}",
            413,
            "too_many_events",
        ),
        (" " * 1_000_001, 413, "too_large"),
    ],
    ids=lambda value: str(value)[:70],
)
def test_a_request_that_cannot_be_taken_says_why_in_problem_json(body: str, status: int, code: str) -> None:
    response = post(signed_in(), body)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    problem = json.loads(response.content)
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"]


def test_an_unknown_cursor_takes_nothing() -> None:
    body = {"device": str(uuid4()), "cursor": "99!", "events": [a_review()]}
    assert post(signed_in(), body).status_code == 409
    assert not Event.objects.exists()


def test_a_card_the_server_does_not_know_yet_is_kept() -> None:
    sync(signed_in(), a_review(card="from.tomorrow"))
    assert stored("alice")[1]["card:from.tomorrow"]["reps"] == 1


def test_own_cards_sittings_and_outcomes_become_rows() -> None:
    events = [
        made("edit", card="own.1", field="created", value=True, n=1),
        made("edit", card="own.1", field="prompt", value="Why?", n=2),
        made("sitting", sitting="s1", action="start", exam="mls-c01", seed=7, n=3),
        made("answer", sitting="s1", question="q1", choices=[2], n=4),
        made("outcome", exam="mls-c01", passed=True, score=812, n=5),
    ]
    assert len(sync(signed_in(), *events)["accepted"]) == 5
    log, rows = stored("alice")
    assert log == events
    assert rows["edit:own.1"]["fields"] == {"created": True, "prompt": "Why?"}
    assert rows["sitting:s1"]["answers"]["q1"]["choices"] == [2]
    assert rows["outcome:mls-c01"]["score"] == 812


@pytest.mark.parametrize("years", [-1, 1])
@pytest.mark.parametrize("off_ms", [3_600_000, 365 * DAY_MS])
def test_a_wrong_clock_never_blocks_a_learner(years: int, off_ms: int) -> None:
    now = sync(signed_in())["server_time"]
    answer = sync(signed_in(), a_review(at=now + years * off_ms))
    assert answer["refused"] == []
    assert answer["accepted"][0]["at"] == min(now + years * off_ms, answer["server_time"])


def test_a_clock_that_runs_ahead_is_capped_once_when_it_first_arrives() -> None:
    review = a_review(at=4_000_000_000_000)
    first = sync(signed_in(), review)["accepted"][0]["at"]
    assert sync(signed_in(), review)["accepted"][0]["at"] == first
    assert stored("alice")[0][0]["at"] == first


def test_server_time_never_runs_backwards() -> None:
    head, later = LogHead.objects, 9_000_000_000_000 - 2**42
    client = signed_in()
    sync(client, a_review())
    head.update(server_time=later)
    assert sync(client)["server_time"] == later
    assert sync(client, a_review(n=2))["server_time"] > later


def test_a_tap_never_loses_to_what_its_learner_had_seen_even_while_the_servers_clock_is_set_back() -> None:
    client, ahead = signed_in(), 7_000_000_000_000
    sync(client, a_review(1, device=OTHER_DEVICE, at=ahead))
    LogHead.objects.update(server_time=ahead)
    first = sync(client, a_review(1, n=2, device=OTHER_DEVICE, at=ahead + 5))["accepted"][0]
    seen = sync(client)["server_time"]
    tap = a_review(4, n=1, device=DEVICE, at=seen + 1)  # by its device's name it would stand before the other
    assert sync(client, tap)["accepted"][0]["at"] > first["at"]
    assert stored("alice")[1]["card:s3.one"]["last_rating"] == 4


def test_an_undo_that_arrives_before_its_review_takes_effect_when_it_comes() -> None:
    review = a_review()
    sync(signed_in(), an_undo(review, at=NOON_MS + 1))
    assert stored("alice")[1] == {}
    sync(signed_in(), review)
    assert stored("alice")[1]["card:s3.one"]["reps"] == 0


def test_an_undo_refolds_its_card_and_a_redo_again() -> None:
    review = a_review()
    sync(signed_in(), review)
    sync(signed_in(), an_undo(review, at=NOON_MS + 1))
    assert stored("alice")[1]["card:s3.one"]["reps"] == 0
    sync(signed_in(), an_undo(review, at=NOON_MS + 2, value=False))
    assert stored("alice")[1]["card:s3.one"]["reps"] == 1


def test_marks_resets_and_settings_take_effect() -> None:
    sync(
        signed_in(),
        a_review(),
        a_mark("suspended", value=True, n=2),
        a_mark("flag", value=4, n=3),
        a_reset(n=4, at=NOON_MS + 1),
        a_setting("exam.mls-c01.date", "2027-01-31", n=5),
    )
    rows = stored("alice")[1]
    assert (rows["card:s3.one"]["reps"], rows["card:s3.one"]["suspended"], rows["card:s3.one"]["flag"]) == (
        0,
        True,
        4,
    )
    assert rows["setting:exam.mls-c01.date"]["value"] == "2027-01-31"


def test_a_late_review_from_another_device_is_folded_where_it_belongs() -> None:
    early, late = a_review(1), a_review(4, at=NOON_MS + DAY_MS)
    sync(signed_in(), late)
    sync(signed_in(), early)
    sync(signed_in("bob"), early, late)
    assert stored("alice")[1] == stored("bob")[1]


def test_a_row_gets_a_new_seq_only_when_its_content_changes() -> None:
    client = signed_in()
    review, undo = a_review(), None
    sync(client, review, a_setting("theme", "dark", n=2))
    before = {row.key: row.seq for row in DerivedRow.objects.all()}
    undo = an_undo(a_review(), at=NOON_MS + 1)
    sync(client, review, undo, a_setting("theme", "light", n=1, at=NOON_MS - 1))
    assert {row.key: row.seq for row in DerivedRow.objects.all()} == before


def test_the_digest_is_the_count_and_sum_of_the_rows_a_device_holds() -> None:
    client = signed_in()
    sync(client, *(a_review(card=f"card.{i}", n=i) for i in range(1, 30)))
    sync(client, *(a_review(1, card=f"card.{i}", n=i, at=NOON_MS + 1) for i in range(1, 10)))
    rows, _, answer = pulled(client)
    assert answer["digest"] == {"count": len(rows), "sum": sum(row["tag"] for row in rows.values())}


def test_rows_come_in_pages_then_the_log_newest_first_and_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exchange, "ROWS_A_PAGE", 7)
    monkeypatch.setattr(exchange, "EVENTS_A_PAGE", 11)
    client = signed_in()
    made_events = [a_review(card=f"card.{i}", n=i, at=NOON_MS + i) for i in range(1, 41)]
    sync(client, *made_events[:25])
    sync(client, *made_events[25:])
    first = sync(client)
    assert (first["more"], first["log"], first["log_more"], "digest" in first) == (True, [], True, False)
    rows, log, _ = pulled(client)
    assert len(rows) == 40
    assert log == made_events[::-1]


def test_a_device_that_comes_back_gets_what_is_new_oldest_first_and_only_that() -> None:
    client = signed_in()
    sync(client, a_review(n=1))
    _, _, seen = pulled(client)
    news = [a_review(n=2, card="new.one"), a_review(n=3, card="new.two")]
    sync(client, *news)
    answer = sync(client, cursor=seen["cursor"], log_cursor=seen["log_cursor"])
    assert [row["key"] for row in answer["rows"]] == ["card:new.one", "card:new.two"]
    assert answer["log"] == news
    nothing = sync(client, cursor=answer["cursor"], log_cursor=answer["log_cursor"])
    assert (nothing["rows"], nothing["log"], nothing["more"], nothing["log_more"]) == ([], [], False, False)


def test_large_events_make_small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "LOG_PAGE_CHARACTERS", 3_000)
    client = signed_in()
    sync(client, *(a_review(n=n, note="x" * 1_000) for n in range(1, 9)))
    assert len(sync(client)["log"]) < 8
    assert len(pulled(client)[1]) == 8


def test_another_epoch_makes_the_cursors_void() -> None:
    client = signed_in()
    sync(client, a_review())
    _, _, seen = pulled(client)
    old = seen["epoch"]
    assert str(new_epoch()) != old
    answer = sync(client, epoch=old, cursor="77!", log_cursor="1-77")
    assert answer["epoch"] != old
    assert len(answer["rows"]) == len(answer["log"]) == 1


def test_two_learners_may_hold_the_same_uid_and_see_nothing_of_each_other() -> None:
    review = a_review()
    sync(signed_in("alice"), review)
    assert sync(signed_in("bob"), review | {"rating": 1})["refused"] == []
    assert stored("alice")[1]["card:s3.one"]["last_rating"] == 3
    assert pulled(signed_in("mallory"))[:2] == ({}, [])
    undo = an_undo(review, at=NOON_MS + 1)
    sync(signed_in("mallory"), undo)
    assert stored("alice")[1]["card:s3.one"]["reps"] == 1


def test_signed_out_nothing_is_taken_or_given() -> None:
    response = post(signed_out(), {"device": str(uuid4()), "events": [a_review()]})
    assert response.status_code in (401, 403)
    assert not Event.objects.exists()


def test_an_outbox_never_enters_another_account() -> None:
    alice = signed_in("alice").session["_auth_user_id"]
    response = post(signed_in("bob"), {"device": str(uuid4()), "learner": alice, "events": [a_review()]})
    assert (response.status_code, json.loads(response.content)["code"]) == (409, "other_account")
    assert not Event.objects.exists()
