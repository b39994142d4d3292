"""Whoever waits for the file sees how far it is; nobody else waits for it, and it is all of one moment."""

import gzip
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from cards.media import keeping
from cards.models import Learner, Transfer
from cards.reviews import log
from cards.reviews.rebuild import now_ms
from cards.taking_along import moment, writing
from cards.transfers import running
from cards.transfers.running import Run
from tests.media.making import a_png
from tests.taking_along.lives import a_life, bodies, event, rows
from tests.transferring import made, transferred

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small steps, each said."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(writing, "SAY_EVERY", 10)
    monkeypatch.setattr(moment, "EVENTS_AT_ONCE", 10)
    monkeypatch.setattr(running, "SAY_EVERY_S", 0.0)


def elsewhere(work: Callable[[], Any]) -> Any:
    """What it gives over a connection of its own, which sees only what is committed."""

    def run() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=60)


def at_each_step(monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]) -> None:
    """Does it elsewhere whenever the export has said how far it is."""
    say = Run.progress

    def said(run: Run, done: int, total: int) -> None:
        say(run, done, total)
        elsewhere(work)

    monkeypatch.setattr(Run, "progress", said)


def test_others_see_how_far_it_is_from_the_beginning_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = a_life()
    for number in range(3):
        keeping.put(alice.pk, a_png(more=b"%d" % number))
    seen: list[tuple[str, int, int]] = []
    at_each_step(
        monkeypatch, lambda: seen.append(Transfer.objects.values_list("state", "done", "total").get())
    )

    transfer = transferred(alice, "export_json")

    total = 69 + len(rows(alice)) + 3
    assert made(transfer).exists()
    assert [one[1] for one in seen] == [*range(0, total - 3, 10), total - 2, total - 1, total]
    assert {(state, of) for state, _, of in seen} == {("running", total)}


def test_what_is_learned_while_it_is_written_waits_for_nothing_and_is_not_in_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alice = a_life()
    before = (bodies(alice), rows(alice))
    graded = iter(range(1_000, 2_000))

    def grade() -> None:
        with log.growing(alice.pk) as head:
            review = event(next(graded), kind="review", card="c.1", rating=3, took_ms=900)
            assert not log.append(head, [review], now_ms()).refused

    at_each_step(monkeypatch, grade)
    file = made(transferred(alice, "export_json"))

    whole = json.loads(gzip.decompress(file.read_bytes()))
    assert len(bodies(alice)) > len(before[0])
    assert whole["log"] == [json.loads(body) for body in before[0]]
    assert {row["key"]: row["tag"] for row in whole["rows"]} == {
        key: tag for key, (_, tag) in before[1].items()
    }
    monkeypatch.undo()
    call_command("import_learner", file, name="alice2")
    assert rows(Learner.objects.get(username="alice2")) == before[1]
