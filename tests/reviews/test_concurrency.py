"""Two devices at once: they stand in line, nothing is lost, and a reader waits for nobody."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from cards.models import DerivedRow, Event, LogHead
from cards.reviews import log
from cards.reviews.rebuild import now_ms, verify
from cards.reviews.snapshot import snapshot
from tests.people import a_learner, signed_in
from tests.scheduling.making import a_review
from tests.sync.pushing import sync

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    return run


def test_concurrent_pushes_of_one_learner_leave_no_gap_and_lose_no_row() -> None:
    learner = a_learner().pk

    def push(worker: int) -> None:
        for n in range(10):
            with log.growing(learner) as head:
                log.append(head, [a_review(card=f"card.{n % 4}", n=n * 10 + worker + 1)], now_ms())

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(in_thread(partial(push, worker))) for worker in range(4)]:
            done.result(timeout=60)
    head = LogHead.objects.get()
    seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, 41))
    assert head.seq == 40
    assert verify(learner) == []
    tags = list(DerivedRow.objects.values_list("tag", flat=True))
    assert (head.rows, head.tag_sum) == (len(tags), sum(tags))


def test_a_device_that_only_looks_does_not_wait_for_one_that_writes() -> None:
    client = signed_in()
    sync(client, a_review())
    device = "0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0099"
    sync(client, device=device)
    holding, release = threading.Event(), threading.Event()

    def write() -> None:
        with log.growing(a_learner().pk) as head:
            log.append(head, [a_review(card="half.written", n=2)], now_ms())
            holding.set()
            release.wait(30)

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(in_thread(write))
        try:
            assert holding.wait(30)
            rows = sync(client, device=device)["rows"]
            assert not writer.done()
        finally:
            release.set()
        writer.result(timeout=30)
    assert [row["key"] for row in rows] == ["card:s3.one"]


def test_a_snapshot_shows_one_moment() -> None:
    learner = a_learner().pk
    with log.growing(learner) as head:
        log.append(head, [a_review()], now_ms())

    def write() -> None:
        with log.growing(learner) as head:
            log.append(head, [a_review(n=2)], now_ms())

    with snapshot():
        before = Event.objects.count()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(in_thread(write)).result(timeout=30)
        assert Event.objects.count() == before == 1
    assert Event.objects.count() == 2


def test_what_fails_halfway_leaves_nothing() -> None:
    learner = a_learner().pk

    def push_and_fail() -> None:
        with log.growing(learner) as head:
            log.append(head, [a_review()], now_ms())
            raise ConnectionError

    with pytest.raises(ConnectionError):
        push_and_fail()
    assert not Event.objects.exists()
    assert not DerivedRow.objects.exists()
