"""What Anki itself holds after it imported our package: our memories, due days, history and texts."""

import json
import os
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from anki.collection import Collection

from cards.anki import graded, shelf
from cards.anki.choosing import What
from cards.anki.export import export
from cards.anki.preset import PRESET_ID
from cards.anki.remembered import remembered
from cards.models import Card, Learner
from cards.reviews import log
from cards.reviews.rebuild import now_ms
from cards.scheduling.memory import DEFAULT_WEIGHTS, Fsrs
from tests.anki import exporting
from tests.anki.exporting import (
    NOW,
    TZ,
    a_library,
    an_own_card,
    card_id,
    did,
    months,
    packed,
    rows,
    state_of,
    take_in,
    taken_in,
)  # fmt: skip
from tests.scheduling.making import DAY_MS, a_mark, a_reset, a_review, a_setting, an_undo, made

pytestmark = pytest.mark.django_db
CARDS_QUERY = "SELECT guid, flds, n.tags, due, reps FROM notes n JOIN cards c ON n.id = c.nid ORDER BY guid"
LOG_QUERY = "SELECT id, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"


@pytest.fixture(autouse=True)
def in_the_learners_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Anki's days turn at 04:00 of the machine's zone; the learner's phone and computer share it."""
    monkeypatch.setenv("TZ", "Etc/GMT-2")
    time.tzset()
    yield
    del os.environ["TZ"]
    time.tzset()


@pytest.fixture
def alice(monkeypatch: pytest.MonkeyPatch) -> Learner:
    """A learner of half a year, until today: Anki's clock cannot be set."""
    today = now_ms()
    monkeypatch.setattr(exporting, "NOW", today)
    a_library()
    forms = exporting.BODIES
    events = [review for seed, form in enumerate(forms) for review in months(f"c.{form}", seed)]
    return did(*events, *an_own_card("own.1", prompt="Mine {{a}}?", form="cloze", at=today - DAY_MS))


def known_after(s: float, elapsed_ms: int) -> float:
    """FSRS-6's curve; Anki counts the hours too."""
    decay = -DEFAULT_WEIGHTS[20]
    return float((1 + (0.9 ** (1 / decay) - 1) * elapsed_ms / DAY_MS / s) ** decay)


def test_every_card_has_our_memory_due_day_and_counts(alice: Learner, tmp_path: Path) -> None:
    collection = taken_in(packed(alice, tmp_path / "it.apkg"), tmp_path / "anki")
    today, now_day = collection.sched.today, (now_ms() // 60_000 + TZ - 240) // 1440
    for form in exporting.BODIES:
        state, card = state_of(alice, f"c.{form}"), collection.get_card(card_id(collection, f"c.{form}"))
        interval = Fsrs().interval(state["s"], 0.9)
        assert (card.type, card.queue, card.reps, card.lapses) == (2, 2, state["reps"], state["lapses"])
        assert (card.ivl, card.due - today) == (interval, state["last_day"] + interval - now_day)
        assert card.memory_state is not None
        assert card.memory_state.stability == pytest.approx(state["s"], rel=1e-3, abs=1e-4)
        assert card.memory_state.difficulty == pytest.approx(state["d"], abs=1e-3)
        known = collection.card_stats_data(card.id).fsrs_retrievability
        assert known == pytest.approx(known_after(state["s"], now_ms() - state["last"][0]), abs=2e-4)
        assert (card.desired_retention, card.decay) == pytest.approx((0.9, DEFAULT_WEIGHTS[20]), abs=1e-3)


def test_the_whole_history_is_there_and_anki_replays_it_to_our_memory(alice: Learner, tmp_path: Path) -> None:
    collection = taken_in(packed(alice, tmp_path / "it.apkg"), tmp_path / "anki")
    for form in exporting.BODIES:
        number = card_id(collection, f"c.{form}")
        events = [json.loads(one.body) for one in alice.events.filter(row_key=f"card:c.{form}")]
        kept = rows(collection, "SELECT id, ease, time FROM revlog WHERE cid = ? ORDER BY id", number)
        assert [moment for moment, *_ in kept] == pytest.approx(sorted(e["at"] for e in events), abs=10)
        assert [ease for _, ease, _ in kept] == [e["rating"] for e in sorted(events, key=lambda e: e["at"])]
        assert {took for *_, took in kept} == {4_000}
        replayed, state = collection.compute_memory_state(number), state_of(alice, f"c.{form}")
        assert replayed.stability == pytest.approx(state["s"], rel=1e-4)
        assert replayed.difficulty == pytest.approx(state["d"], rel=1e-4)
    intervals = rows(collection, "SELECT ivl, lastIvl, factor, type FROM revlog ORDER BY cid, id")
    assert {type(value) for row in intervals for value in row} == {int}
    assert all(interval >= 1 and 100 <= factor <= 1100 for interval, _, factor, _ in intervals)
    assert [before for _, before, _, kind in intervals if kind == 0] == [0] * len(exporting.BODIES)


def test_what_was_undone_is_not_there_and_what_was_reset_does_not_count(tmp_path: Path) -> None:
    a_library()
    wrong = a_review(1, card="c.basic", at=NOW - 5 * DAY_MS, n=1, tz=TZ)
    old = a_review(1, card="c.order", at=NOW - 5 * DAY_MS, n=2, tz=TZ)
    reset = a_reset(card="c.order", at=NOW - 4 * DAY_MS, n=3, tz=TZ)
    again = a_review(4, card="c.order", at=NOW - 3 * DAY_MS, n=4, tz=TZ)
    undo = an_undo(wrong, at=NOW - 5 * DAY_MS + 1, n=5)
    learner = did(wrong, old, reset, again, undo, a_reset(card="c.match", at=NOW - DAY_MS, n=6, tz=TZ))
    collection = taken_in(packed(learner, tmp_path / "it.apkg"), tmp_path / "anki")

    order = card_id(collection, "c.order")
    kept = rows(collection, "SELECT ease, type FROM revlog WHERE cid = ? ORDER BY id", order)
    assert kept == [[1, 0], [0, 4], [4, 0]]
    assert collection.compute_memory_state(order).stability == pytest.approx(DEFAULT_WEIGHTS[3], rel=1e-4)
    assert collection.get_card(order).reps == 1
    for form in ("basic", "match"):
        assert collection.get_card(card_id(collection, f"c.{form}")).type == 0
    assert rows(collection, "SELECT count() FROM revlog WHERE cid = ?", card_id(collection, "c.basic")) == [
        [0]
    ]


def test_marks_notes_tags_decks_and_pictures_come_along(tmp_path: Path) -> None:
    a_library()
    learner = did(
        a_review(card="c.basic", at=NOW - DAY_MS, tz=TZ),
        a_mark("suspended", card="c.basic", value=True, n=2),
        a_mark("suspended", card="c.order", value=True, n=3),
        a_mark("flag", card="c.match", value=4, n=4),
        a_mark("starred", card="c.match", value=True, n=5),
        made("edit", card="c.match", field="note", value="5 < 6\n& so on", n=6),
        *an_own_card("own.1", prompt="Mine & <b>?", answer="Yes", topic="storage"),
    )
    collection = taken_in(packed(learner, tmp_path / "it.apkg"), tmp_path / "anki")

    suspended = [collection.get_card(card_id(collection, f"c.{form}")) for form in ("basic", "order")]
    assert [(card.type, card.queue) for card in suspended] == [(2, -1), (0, -1)]
    match = collection.get_card(card_id(collection, "c.match"))
    assert match.flags == 4
    assert sorted(match.note().tags) == ["cardinal::exam::saa", "cardinal::topic::storage", "starred"]
    assert match.note()["Note"] == "5 &lt; 6<br>&amp; so on"
    assert collection.decks.name(match.did) == "Cardinal::SAA-C03::Design"
    own = collection.get_card(card_id(collection, "own.1"))
    assert collection.decks.name(own.did) == "Cardinal::Own cards"
    assert (own.note()["Prompt"], own.note()["Answer"]) == ("Mine &amp; &lt;b&gt;?", "Yes")
    assert sorted(own.note().tags) == ["cardinal::own", "cardinal::topic::storage"]
    (picture,) = Path(collection.media.dir()).iterdir()
    assert f'src="{picture.name}"' in collection.get_card(card_id(collection, "c.basic")).question()
    assert picture.read_bytes().startswith(b"<svg")
    assert collection.media.check().missing == []
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_the_preset_has_our_weights_and_retention(tmp_path: Path) -> None:
    a_library()
    weights = [round(weight * 1.01, 4) for weight in DEFAULT_WEIGHTS]
    learner = did(a_review(card="c.basic", at=NOW - DAY_MS), a_setting("desired_retention", 0.87, n=2))
    with log.growing(learner.pk) as head:
        log.append_parameters(head, weights, NOW)
    collection = taken_in(packed(learner, tmp_path / "it.apkg"), tmp_path / "anki")

    card = collection.get_card(card_id(collection, "c.basic"))
    preset = collection.decks.config_dict_for_deck_id(card.did)
    assert (preset["id"], preset["name"]) == (PRESET_ID, "Cardinal")
    assert preset["fsrsParams6"] == pytest.approx(weights, rel=1e-6)
    assert preset["desiredRetention"] == pytest.approx(0.87)
    assert card.decay == pytest.approx(weights[20], abs=1e-3)
    assert collection.compute_memory_state(card.id).stability == pytest.approx(weights[2], rel=1e-4)


def test_a_newer_export_updates_texts_and_doubles_nothing(alice: Learner, tmp_path: Path) -> None:
    collection = taken_in(packed(alice, tmp_path / "1.apkg"), tmp_path / "anki")
    before = rows(collection, "SELECT count(), count(DISTINCT nid) FROM cards")
    reviews = rows(collection, "SELECT count() FROM revlog")
    assert take_in(collection, packed(alice, tmp_path / "2.apkg"))["updated"] == 0
    order = Card.objects.get(pk="c.order")
    order.body["why"], order.changed_in = "For another reason.", 2
    order.save()
    did(
        *an_own_card("own.2", prompt="New", answer="one"),
        made("edit", card="c.match", field="note", value="n"),
    )

    told = take_in(collection, packed(alice, tmp_path / "3.apkg"))

    assert told == {"new": 1, "updated": 2, "duplicate": 6, "conflicting": 0}
    assert collection.get_card(card_id(collection, "c.order")).note()["Why"] == "For another reason."
    assert collection.get_card(card_id(collection, "c.match")).note()["Note"] == "n"
    assert rows(collection, "SELECT count(), count(DISTINCT nid) FROM cards") == [
        [count + 1 for count in before[0]]
    ]
    assert rows(collection, "SELECT count() FROM revlog") == reviews
    assert rows(collection, "SELECT count() FROM cards WHERE type = 2") == [[7]]


def test_a_part_first_and_the_whole_later_is_the_whole(alice: Learner, tmp_path: Path) -> None:
    part = packed(alice, tmp_path / "1.apkg", What("search", text="mine"))
    collection = taken_in(part, tmp_path / "anki")
    assert rows(collection, "SELECT count() FROM notes") == [[1]]

    told = take_in(collection, packed(alice, tmp_path / "2.apkg"))

    assert (told["new"], told["duplicate"]) == (7, 1)
    whole = taken_in(packed(alice, tmp_path / "3.apkg"), tmp_path / "other")
    columns = "SELECT id, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"
    assert rows(collection, columns) == rows(whole, columns)
    for form in exporting.BODIES:
        assert history(collection, f"c.{form}") == history(whole, f"c.{form}")


@pytest.mark.parametrize("what", [What(), What("own"), What("exam", exam="saa"), What("search", text="mine")])
def test_progress_ends_where_it_said_it_would(alice: Learner, tmp_path: Path, what: What) -> None:
    heard: list[tuple[int, int]] = []
    file = tmp_path / "it.apkg"
    held = export(alice.pk, what, file, now_ms(), progress=lambda done, total: heard.append((done, total)))
    assert heard
    assert {heard[-1][0]} == {total for _, total in heard}
    assert all(total >= held.cards for _, total in heard)


def history(collection: Collection, card: str) -> list[Any]:
    return rows(collection, "SELECT id, ease FROM revlog WHERE cid = ?", card_id(collection, card))


def test_without_scheduling_all_cards_are_new(alice: Learner, tmp_path: Path) -> None:
    did(a_mark("starred", card="c.order", value=True, n=999, at=NOW), learner=alice)
    collection = taken_in(packed(alice, tmp_path / "it.apkg", scheduling=False), tmp_path / "anki")

    assert rows(collection, "SELECT DISTINCT type, queue, ivl, reps, data FROM cards") == [[0, 0, 0, 0, "{}"]]
    assert rows(collection, "SELECT count() FROM revlog") == [[0]]
    assert "starred" in collection.get_card(card_id(collection, "c.order")).note().tags


def test_new_cards_wait_in_the_order_in_which_they_would_be_met(tmp_path: Path) -> None:
    a_library()
    collection = taken_in(packed(did(), tmp_path / "it.apkg"), tmp_path / "anki")

    due = rows(collection, "SELECT due FROM cards ORDER BY due")
    assert due == [[place] for place in range(1, 8)]


def test_own_cards_wait_in_the_order_in_which_they_were_written(tmp_path: Path) -> None:
    names = ["own.c", "own.a", "own.d", "own.b"]
    events = [an_own_card(card, at=NOW - DAY_MS + n, prompt=card) for n, card in enumerate(names)]
    collection = taken_in(packed(did(*chain(*events)), tmp_path / "it.apkg"), tmp_path / "anki")

    waiting = rows(collection, "SELECT n.guid FROM cards c JOIN notes n ON n.id = c.nid ORDER BY c.due")
    assert waiting == [[f"cardinal:{card}"] for card in names]


def test_a_retired_card_goes_along_only_if_it_was_met(tmp_path: Path) -> None:
    a_library()
    learner = did(a_review(card="c.order", at=NOW - DAY_MS, tz=TZ))
    Card.objects.filter(pk__in=("c.order", "c.match")).update(retired=True)
    collection = taken_in(packed(learner, tmp_path / "it.apkg"), tmp_path / "anki")

    guids = {guid for (guid,) in rows(collection, "SELECT guid FROM notes")}
    assert "cardinal:c.order" in guids
    assert "cardinal:c.match" not in guids


def test_a_reset_is_one_whatever_else_a_client_wrote_into_it(tmp_path: Path) -> None:
    a_library()
    odd = a_reset(card="c.order", at=NOW - 2 * DAY_MS, n=2, tz=TZ) | {"rating": "four", "took_ms": 7}
    learner = did(a_review(card="c.order", at=NOW - 3 * DAY_MS, tz=TZ), odd)
    collection = taken_in(packed(learner, tmp_path / "it.apkg"), tmp_path / "anki")

    assert rows(collection, "SELECT ease, time, type FROM revlog ORDER BY id") == [[3, 4_000, 0], [0, 0, 4]]


@pytest.mark.parametrize(
    ("module", "size", "at_once", "query"),
    [
        (shelf, "AT_ONCE", 2, CARDS_QUERY),
        (graded, "TOGETHER", 7, LOG_QUERY),
    ],
    ids=["rows", "log"],
)
def test_what_is_read_in_parts_is_the_same(
    alice: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, size: str,
    at_once: int, query: str,
) -> None:  # fmt: skip
    whole = rows(taken_in(packed(alice, tmp_path / "1.apkg"), tmp_path / "anki"), query)
    monkeypatch.setattr(module, size, at_once)
    in_parts = taken_in(packed(alice, tmp_path / "2.apkg"), tmp_path / "other")

    assert len(whole) > at_once
    assert rows(in_parts, query) == whole


def test_every_row_that_went_out_is_known_again_even_where_moments_collide(tmp_path: Path) -> None:
    a_library()
    moment = NOW - DAY_MS
    events = [
        a_review(rating, card=f"c.{form}", at=moment, n=n, tz=TZ)
        for n, (rating, form) in enumerate([(3, "order"), (1, "match"), (4, "basic"), (2, "match")], start=1)
    ]
    learner = did(*events, an_undo(events[0], at=NOW, n=9))
    collection = taken_in(packed(learner, tmp_path / "it.apkg"), tmp_path / "anki")

    known = remembered(learner.pk)
    found = [
        (known.event_uid_of(f"c.{form}", row_id), ease)
        for form in exporting.BODIES
        for row_id, ease in sorted(history(collection, f"c.{form}"))
    ]
    assert found == [(events[2]["uid"], 4), (events[1]["uid"], 1), (events[3]["uid"], 2)]
