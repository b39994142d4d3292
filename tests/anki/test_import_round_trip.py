"""From Cardinal to Anki, reviewed there, and back: no review is lost, none counts twice."""

import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler_pb2 import CardAnswer

from cards.anki.choosing import What
from cards.anki.export import export
from cards.models import Learner
from cards.reviews import log
from cards.reviews.rebuild import now_ms
from tests.anki.importing import by_prompt, events, imported, own_cards, row
from tests.anki.studying import a_collection, a_note, exported, remembered_by_anki, studied
from tests.people import a_learner

pytestmark = pytest.mark.django_db
DEVICE, DAY_MS = str(uuid4()), 86_400_000


def did(learner: Learner, *what: dict[str, Any]) -> None:
    """Events of the learner's phone, one after the other."""
    with log.growing(learner.pk) as head:
        made = [
            {"v": 1, "uid": str(uuid4()), "device": DEVICE, "n": head.seq + n, "at": now_ms(), "tz": 0} | one
            for n, one in enumerate(what, start=1)
        ]
        assert not log.append(head, made, now_ms()).refused


def reviewed(card: str, *, days_ago: int, rating: int = 3) -> dict[str, Any]:
    at = now_ms() - days_ago * DAY_MS
    return {"kind": "review", "card": card, "rating": rating, "took_ms": 5_000, "at": at}


def wrote(card: str, prompt: str) -> list[dict[str, Any]]:
    fields = {"created": True, "form": "basic", "prompt": prompt, "answer": "Answer"}
    return [{"kind": "edit", "card": card, "field": name, "value": value} for name, value in fields.items()]


def out(learner: Learner, folder: Path) -> Path:
    file = folder / "cardinal.apkg"
    export(learner.pk, What(), file, now_ms())
    return file


def into_anki(collection: Collection, file: Path) -> None:
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options))


def graded_in_anki(collection: Collection) -> int:
    """Every card once, as if it were answered there; how many."""
    cards = collection.find_cards("")
    for card in cards:
        collection._backend.grade_now(card_ids=[card], rating=CardAnswer.GOOD)
        time.sleep(0.003)
    return len(cards)


def test_text_of_ours_that_anki_changed_is_not_taken_back(tmp_path: Path) -> None:
    alice = a_learner()
    did(alice, *wrote("own.1", "Ours"), {"kind": "edit", "card": "own.1", "field": "note", "value": "mine"})
    collection = a_collection(tmp_path / "anki")
    into_anki(collection, out(alice, tmp_path))
    note = collection.get_note(collection.find_notes("")[0])
    note.fields[0] = "Theirs"
    collection.update_note(note)

    told = imported(alice, exported(collection, "new.apkg"))

    assert list(by_prompt(alice)) == ["Ours"]
    assert told["cards"]["unchanged"] == 1


@pytest.mark.parametrize("form", ["new.apkg", "old.colpkg"])
def test_what_is_reviewed_in_anki_comes_home_and_nothing_twice(tmp_path: Path, form: str) -> None:
    alice = a_learner()
    ours = ["own.1", "own.2", "own.3"]
    for card in ours:
        did(alice, *wrote(card, f"Question {card}"))
        did(alice, *(reviewed(card, days_ago=days, rating=3 - days % 2) for days in (40, 33, 20, 1)))
    before = events(alice, "review")
    collection = a_collection(tmp_path / "anki")
    into_anki(collection, out(alice, tmp_path))
    graded = graded_in_anki(collection)

    told = imported(alice, exported(collection, form))

    assert (graded, told["reviews"]) == (3, {"new": 3, "known": len(before)})
    assert told["cards"] == {"new": 0, "updated": 0, "unchanged": 3, "cardinals": 0}
    assert sorted(own_cards(alice)) == ours
    kept = {event["uid"] for event in events(alice, "review")}
    assert {event["uid"] for event in before} < kept
    assert [row(alice, f"card:{card}")["reps"] for card in ours] == [5, 5, 5]
    again = imported(alice, exported(collection, form))
    assert again["reviews"]["new"] == 0


def test_an_anki_deck_studied_here_and_there_keeps_one_history(tmp_path: Path) -> None:
    """Anki to Cardinal, reviewed here, to Anki, reviewed there, and back."""
    collection = a_collection(tmp_path / "anki")
    for number in range(5):
        a_note(collection, Front=f"Question {number}", Back="Answer")
    rows = studied(collection, days=90)
    alice = a_learner()
    imported(alice, exported(collection, "new.apkg"))
    did(alice, *(reviewed(card, days_ago=0) for card in own_cards(alice)))
    second = a_collection(tmp_path / "second")
    into_anki(second, out(alice, tmp_path))
    graded_in_anki(second)

    told = imported(alice, exported(second, "new.apkg"))

    assert told["reviews"] == {"new": 5, "known": rows + 5}
    assert len(own_cards(alice)) == 5
    theirs = remembered_by_anki(second)
    assert len(theirs) == 5
    for (guid, _), (stability, difficulty) in theirs.items():
        state = row(alice, f"card:{guid.removeprefix('cardinal:')}")
        assert state["s"] == pytest.approx(stability, rel=1e-3)
        assert state["d"] == pytest.approx(difficulty, rel=1e-3)


def test_another_account_that_takes_the_export_in_has_the_same_cards_and_memories(tmp_path: Path) -> None:
    alice, bob = a_learner(), a_learner("bob")
    did(
        alice,
        *wrote("own.1", "Lines\nand <tags>"),
        reviewed("own.1", days_ago=9),
        reviewed("own.1", days_ago=2),
    )
    did(alice, {"kind": "mark", "card": "own.1", "mark": "flag", "value": 2})

    imported(bob, out(alice, tmp_path))

    assert by_prompt(bob)["Lines\nand <tags>"]["answer"] == "Answer"
    for part in ("s", "d", "reps", "flag"):
        assert row(bob, "card:own.1")[part] == row(alice, "card:own.1")[part]


def test_a_card_forgotten_here_is_forgotten_after_the_round_trip(tmp_path: Path) -> None:
    alice, bob = a_learner(), a_learner("bob")
    did(alice, *wrote("own.1", "Again?"), reviewed("own.1", days_ago=30), reviewed("own.1", days_ago=9))
    did(alice, {"kind": "reset", "card": "own.1", "at": now_ms() - 5 * DAY_MS}, reviewed("own.1", days_ago=3))

    imported(bob, out(alice, tmp_path))

    assert row(bob, "card:own.1")["s"] == row(alice, "card:own.1")["s"]
