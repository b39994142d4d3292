"""Rows are those of a replay after each push, whether its events came in order, late, twice or undone."""

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from cards.models import DerivedRow, Event, LogHead
from cards.reviews import log
from cards.reviews.bulk import NewEvent, insert_events
from cards.reviews.rebuild import now_ms, verify
from cards.scheduling.fold import fold, fold_onto, row_key
from cards.scheduling.json_text import canonical, stored
from cards.scheduling.memory import DEFAULT_WEIGHTS, Fsrs
from tests.people import a_learner
from tests.scheduling.making import NOON_MS, a_review
from tests.vectors.make import DAY_MS, random_events

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone_on(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each row that was not replayed."""
    seen: list[int] = []

    def counted(*given: Any) -> Any:
        seen.append(1)
        return fold_onto(*given)

    monkeypatch.setattr("cards.reviews.rows.fold_onto", counted)
    return seen


def push(learner: UUID, *events: Any) -> None:
    with log.growing(learner) as head:
        assert not log.append(head, events, now_ms()).refused


def replayed(events: list[Any]) -> dict[str, str]:
    """Every row from all the events, by the plainest way there is."""
    weights = [event["weights"] for event in events if event["kind"] == "parameters"]
    fsrs = Fsrs(*weights)
    undos = [event for event in events if event["kind"] == "undo"]
    own = defaultdict(list)
    for event in events:
        own[row_key(event)].append(event)
    return {key: canonical(fold(key, own[key] + undos, fsrs)) for key in own if key}


def in_pieces(rng: random.Random, events: list[Any]) -> Iterator[list[Any]]:
    while events:
        size = rng.randrange(1, 6)
        yield events[:size]
        events = events[size:]


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("disorder", [0, 3, 100])
def test_rows_are_a_replay_after_every_push(seed: int, disorder: int) -> None:
    """`disorder` is by how many places an event may arrive too late or too early."""
    rng = random.Random(f"{seed} {disorder}")
    learner = a_learner().pk
    events = random_events(rng)
    arrival = {event["uid"]: place + rng.uniform(0, disorder) for place, event in enumerate(events)}
    events.sort(key=lambda event: arrival[event["uid"]])
    for number, piece in enumerate(in_pieces(rng, events)):
        push(learner, *piece, *rng.choices(events[:1], k=seed % 2))
        if number == seed % 7:
            with log.growing(learner) as head:
                log.append_parameters(head, [*DEFAULT_WEIGHTS[:2], 4.0, *DEFAULT_WEIGHTS[3:]], now_ms())
        written = [stored(body) for body in Event.objects.values_list("body", flat=True)]
        assert dict(DerivedRow.objects.values_list("key", "state")) == replayed(written)
    assert verify(learner) == []
    assert LogHead.objects.get().last_at == max(event["at"] for event in written)


def test_what_comes_last_reads_nothing_older(gone_on: list[int]) -> None:
    learner = a_learner().pk
    push(learner, a_review(n=1), a_review(n=2, card="other"))
    push(learner, a_review(n=3, at=NOON_MS + 1), a_review(n=4, at=NOON_MS + 2, card="other"))
    assert len(gone_on) == 2
    assert verify(learner) == []


def test_what_comes_from_before_is_replayed(gone_on: list[int]) -> None:
    learner = a_learner().pk
    push(learner, a_review(4, n=1))
    push(learner, a_review(1, n=2, at=NOON_MS - 1))
    push(learner, a_review(1, n=3))
    assert gone_on == []
    assert verify(learner) == []


def test_a_damaged_row_is_mended_by_the_next_grade(gone_on: list[int]) -> None:
    learner = a_learner().pk
    push(learner, a_review(n=1))
    row = DerivedRow.objects.get()
    DerivedRow.objects.update(state=row.state.replace('"reps":1', '"reps":7'))
    push(learner, a_review(n=2, at=NOON_MS + 1))
    assert gone_on == []
    assert verify(learner) == []


def test_a_uid_that_the_log_holds_is_never_written_over() -> None:
    learner = a_learner().pk
    event = NewEvent(a_review()["uid"], 1, "review", "card:s3.one", None, "{}")
    insert_events(learner, [event])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_events(learner, [event._replace(seq=2, body="other")])
    assert Event.objects.get().body == "{}"


def test_what_an_earlier_version_wrote_meanwhile_is_replayed(gone_on: list[int]) -> None:
    """While an upgrade migrates, or after it is taken back, processes that keep no `last_at` serve."""
    learner = a_learner().pk
    push(learner, a_review(3, n=1))
    kept = LogHead.objects.values("last_at", "last_at_seq").get()
    push(learner, a_review(1, n=2, at=NOON_MS + 10 * DAY_MS))
    LogHead.objects.update(**kept)
    gone_on.clear()
    push(learner, a_review(3, n=3, at=NOON_MS + 5 * DAY_MS))
    assert gone_on == []
    assert verify(learner) == []
    push(learner, a_review(3, n=4, at=now_ms()))
    assert gone_on == [1]
    assert verify(learner) == []


def test_an_earlier_version_can_begin_a_log() -> None:
    learner = a_learner().pk
    with log.growing(learner):
        pass
    known = [one.attname for one in LogHead._meta.fields if not one.name.startswith("last_at")]
    columns = ", ".join(known)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE kept AS SELECT {columns} FROM cards_loghead")  # noqa: S608  ours
        cursor.execute("DELETE FROM cards_loghead")
        cursor.execute(f"INSERT INTO cards_loghead ({columns}) SELECT {columns} FROM kept")  # noqa: S608  ours
        cursor.execute("DROP TABLE kept")
    push(learner, a_review(3, n=1))
    assert verify(learner) == []
