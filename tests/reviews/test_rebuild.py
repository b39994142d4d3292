"""Derived rows can be thrown away and made anew from the log, and a difference is found and mended."""

import json
import logging

import pytest

from cards.models import DerivedRow, Event, LogHead
from cards.reviews import log
from cards.reviews.rebuild import now_ms, rebuild, verify
from cards.reviews.rows import state_of
from cards.scheduling.memory import DEFAULT_WEIGHTS, Fsrs
from cards.tasks import verify_rows, verify_rows_nightly
from tests.people import a_learner, signed_in
from tests.scheduling.making import DAY_MS, NOON_MS, a_mark, a_review, a_setting, an_undo
from tests.sync.pushing import pulled, stored, sync

pytestmark = pytest.mark.django_db


def a_studied_learner(name: str = "alice") -> None:
    """Reviews of several cards over days, marks, settings and an undo."""
    reviews = [
        a_review(1 + (n * 7) % 4, card=f"card.{n % 12}", n=n, at=NOON_MS + n * DAY_MS // 3)
        for n in range(1, 60)
    ]
    marks = [a_mark("flag", card="card.3", value=2, n=60), a_setting("theme", "dark", n=61)]
    sync(signed_in(name), *reviews, *marks, an_undo(reviews[4], n=62, at=NOON_MS + 90 * DAY_MS))


def test_rows_made_anew_are_the_rows_that_were_there() -> None:
    a_studied_learner()
    before = stored("alice")
    DerivedRow.objects.all().delete()
    LogHead.objects.update(rows=0, tag_sum=0)
    assert len(rebuild(a_learner().pk)) == len(before[1])
    assert stored("alice") == before
    rows, _, answer = pulled(signed_in())
    assert answer["digest"] == {"count": len(rows), "sum": sum(row["tag"] for row in rows.values())}


def test_a_rebuild_of_sound_rows_changes_no_seq() -> None:
    a_studied_learner()
    before = list(DerivedRow.objects.order_by("key").values_list("key", "seq", "tag"))
    assert rebuild(a_learner().pk) == []
    assert list(DerivedRow.objects.order_by("key").values_list("key", "seq", "tag")) == before


def test_a_damaged_row_is_reported_loudly_and_mended(caplog: pytest.LogCaptureFixture) -> None:
    a_studied_learner()
    before = stored("alice")
    seen = pulled(signed_in())[2]
    row = DerivedRow.objects.get(key="card:card.5")
    DerivedRow.objects.filter(key="card:card.5").update(state=json.dumps(json.loads(row.state) | {"s": 1.5}))
    assert verify(a_learner().pk) == ["card:card.5"]
    with caplog.at_level(logging.ERROR):
        verify_rows(str(a_learner().pk))
    assert "BUG: 1 derived rows" in caplog.text
    assert "card:card.5" in caplog.text
    assert stored("alice") == before
    news = sync(signed_in(), cursor=seen["cursor"], log_cursor=seen["log_cursor"])
    assert [one["key"] for one in news["rows"]] == ["card:card.5"]


def test_sound_rows_are_not_reported(caplog: pytest.LogCaptureFixture) -> None:
    a_studied_learner()
    verify_rows(str(a_learner().pk))
    assert caplog.text == ""


def test_the_night_looks_at_everyone_who_was_active_and_at_a_sample_of_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("alice", "bob", "mallory"):
        sync(signed_in(name), a_review())
    late = now_ms() + DAY_MS
    LogHead.objects.exclude(learner__username="alice").update(verified_at=late)
    LogHead.objects.filter(learner__username="mallory").update(verified_at=late + 1)
    asked: list[str] = []
    monkeypatch.setattr(verify_rows, "delay", asked.append)
    monkeypatch.setattr("cards.tasks.ROLLING_SAMPLE", 1)
    verify_rows_nightly()
    assert asked == [str(a_learner("alice").pk), str(a_learner("bob").pk)]


def test_a_learner_verified_is_not_asked_again_until_active() -> None:
    sync(signed_in(), a_review())
    LogHead.objects.update(server_time=now_ms() - 1_000)
    verify(a_learner().pk)
    head = LogHead.objects.get()
    assert head.verified_at > head.server_time


def test_new_weights_recompute_every_memory_and_reach_devices_as_rows() -> None:
    a_studied_learner()
    weights = [*DEFAULT_WEIGHTS[:2], 4.0, *DEFAULT_WEIGHTS[3:]]
    seen = pulled(signed_in())[2]
    with log.growing(a_learner().pk) as head:
        log.append_parameters(head, weights, now_ms())
    rows = stored("alice")[1]
    assert rows["parameters:fsrs"]["weights"] == weights
    assert verify(a_learner().pk) == []
    good_first = a_review(3, card="fresh", n=99)
    sync(signed_in(), good_first)
    assert stored("alice")[1]["card:fresh"]["s"] == Fsrs(weights).first(3).s == 4.0
    news = sync(signed_in(), cursor=seen["cursor"], log_cursor=seen["log_cursor"])
    assert "parameters:fsrs" in {row["key"] for row in news["rows"]}


def test_later_weights_win_even_when_the_clock_was_set_back() -> None:
    sync(signed_in(), a_review())
    for now, first in ((now_ms() + DAY_MS, 3.0), (now_ms(), 5.0)):
        with log.growing(a_learner().pk) as head:
            head.server_time = 0
            log.append_parameters(head, [*DEFAULT_WEIGHTS[:2], first, *DEFAULT_WEIGHTS[3:]], now)
    with log.growing(a_learner().pk) as head:
        parameters = state_of(head, "parameters:fsrs")
    assert parameters is not None
    assert parameters["weights"][2] == 5.0


def test_the_log_has_no_gaps_in_its_sequence() -> None:
    a_studied_learner()
    sync(signed_in(), a_review(9), a_review(n=70), "nonsense", a_review(n=71))
    seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))
