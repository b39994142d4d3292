"""Anki's collections, in every form it writes, become own cards with their history, once."""

from pathlib import Path
from typing import Any

import pytest

from cards.anki.importing.job import take_in
from cards.intake import naming, taking_in
from cards.intake.deciding import Chosen
from cards.models import DerivedRow, Event, Learner
from cards.reviews import log
from cards.reviews.rebuild import now_ms
from tests.anki.importing import NOW, by_prompt, imported, own_cards, previewed, row
from tests.anki.studying import FORMATS, a_collection, a_note, exported, remembered_by_anki, studied
from tests.people import a_learner
from tests.scheduling.making import made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", FORMATS)
def test_months_of_study_in_anki_come_to_ankis_own_memory_states(tmp_path: Path, form: str) -> None:
    collection = a_collection(tmp_path)
    for number in range(40):
        a_note(collection, Front=f"Question {number}", Back="Answer")
    rows = studied(collection, days=300)
    theirs = remembered_by_anki(collection)
    alice = a_learner()

    told = imported(alice, exported(collection, form))

    assert (told["cards"]["new"], told["reviews"]["new"]) == (40, rows)
    assert len(theirs) == 40
    for (guid, ordinal), (stability, difficulty) in theirs.items():
        ours = row(alice, f"card:{naming.own_card(guid, ordinal)}")
        assert ours["s"] == pytest.approx(stability, rel=2e-4)
        assert ours["d"] == pytest.approx(difficulty, rel=2e-4)


@pytest.mark.parametrize("form", FORMATS)
def test_fields_templates_cloze_decks_tags_marks_come_along(tmp_path: Path, form: str) -> None:
    collection = a_collection(tmp_path)
    a_note(collection, Front="<b>What</b> is<br>S3?", Back="<ul><li>objects</li><li>buckets</li></ul>")
    a_note(
        collection, "Basic (and reversed card)", deck="AWS::Storage", Front="EBS", Back="blocks &amp; bytes"
    )
    a_note(
        collection,
        "Cloze",
        tags="Net::VPC marked",
        Text="A {{c1::NAT::hint}} is {{c2::not<br>a door}}.",
        Back_Extra="See \\(x^2\\)",
    )
    assert collection.db is not None
    collection.db.execute("UPDATE cards SET queue = -1, flags = 3 WHERE id = (SELECT min(id) FROM cards)")
    alice = a_learner()

    told = imported(
        alice, exported(collection, form), decks={"AWS": "storage"}, tags={"Net::VPC": "networks"}
    )

    cards = by_prompt(alice)
    assert cards["What is\nS3?"] == {
        "created": True,
        "prompt": "What is\nS3?",
        "answer": "- objects\n- buckets",
    }
    assert cards["EBS"] == {
        "created": True,
        "prompt": "EBS",
        "answer": "blocks & bytes",
        "topic": "storage",
    }
    assert cards["blocks & bytes"]["answer"] == "EBS"
    assert cards["A {{NAT}} (hint) is not\na door."]["why"] == "See \\(x^2\\)"
    assert cards["A NAT is {{not}}\n{{a door}}."] == {
        "created": True,
        "form": "cloze",
        "prompt": "A NAT is {{not}}\n{{a door}}.",
        "why": "See \\(x^2\\)",
        "topic": "networks",
    }
    marked = {
        card: row(alice, f"card:{card}")
        for card in own_cards(alice)
        if DerivedRow.objects.filter(key=f"card:{card}").exists()
    }
    assert [(state["suspended"], state["flag"]) for state in marked.values() if state["flag"]] == [(True, 3)]
    assert sum(state["starred"] for state in marked.values()) == 2
    assert (told["notes"], told["cards"]["new"]) == (3, 5)
    assert {deck["name"]: deck["cards"] for deck in told["decks"]} == {"Default": 3, "AWS::Storage": 2}
    assert {tag["name"]: tag["cards"] for tag in told["tags"]} == {"Net::VPC": 2, "marked": 2}


def test_the_same_file_twice_brings_nothing_twice(tmp_path: Path) -> None:
    collection = a_collection(tmp_path)
    for number in range(20):
        a_note(collection, Front=f"Question {number}", Back="Answer")
    rows = studied(collection, days=100)
    file = exported(collection, "new.apkg")
    alice = a_learner()
    imported(alice, file)
    count = Event.objects.count()

    again = imported(alice, file)

    assert Event.objects.count() == count
    assert again["cards"] == {"new": 0, "updated": 0, "unchanged": 20, "cardinals": 0}
    assert again["reviews"] == {"new": 0, "known": rows}


def test_all_four_forms_of_one_collection_are_one_collection(tmp_path: Path) -> None:
    collection = a_collection(tmp_path)
    a_note(collection, "Cloze", Text="{{c1::One}} {{c2::two}}")
    studied(collection, days=60)
    alice = a_learner()
    for form in FORMATS:
        imported(alice, exported(collection, form))

    counted = Event.objects.count()
    bob = a_learner("bob")
    imported(bob, exported(collection, "old.apkg"))
    assert Event.objects.filter(learner=bob).count() == Event.objects.filter(learner=alice).count() == counted


def test_an_import_that_was_killed_half_way_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "CHUNK", 7)
    monkeypatch.setattr(taking_in, "PIECE", 20)
    collection = a_collection(tmp_path)
    for number in range(40):
        a_note(collection, Front=f"Question {number}", Back="Answer")
    studied(collection, days=60)
    file = exported(collection, "new.apkg")
    alice, bob = a_learner(), a_learner("bob")
    with pytest.raises(KeyboardInterrupt):
        _killed_after(21, alice, file)
    assert Event.objects.filter(learner=alice).count() > 0

    imported(alice, file)
    imported(bob, file)

    rows = {
        learner: set(DerivedRow.objects.filter(learner=learner).values_list("key", "state", "tag"))
        for learner in (alice, bob)
    }
    assert rows[alice] == rows[bob]


def basic(prompt: str, answer: str) -> dict[str, Any]:
    return {"created": True, "prompt": prompt, "answer": answer}


def _killed_after(cards: int, learner: Learner, file: Path) -> None:
    def kill(done: int, total: int) -> None:
        if done >= cards:
            raise KeyboardInterrupt

    take_in(learner.pk, file, Chosen(NOW), kill)


def test_the_preview_says_what_the_import_then_does(tmp_path: Path) -> None:
    collection = a_collection(tmp_path)
    for number in range(10):
        a_note(collection, Front=f"Question {number}", Back="Answer")
    studied(collection, days=60)
    file = exported(collection, "new.apkg")
    alice = a_learner()

    assert previewed(alice, file) == imported(alice, file)
    assert previewed(alice, file) == imported(alice, file)


def test_text_changed_in_anki_since_is_updated_and_text_changed_here_since_stays(tmp_path: Path) -> None:
    collection = a_collection(tmp_path)
    first = a_note(collection, Front="First", Back="old")
    second = a_note(collection, Front="Second", Back="old")
    alice = a_learner()
    imported(alice, exported(collection, "new.apkg"))
    for note in (first, second):
        note["Back"] = "new"
        collection.update_note(note)
    assert collection.db is not None
    collection.db.execute("UPDATE notes SET mod = mod + 60 WHERE id = ?", first.id)
    collection.db.execute("UPDATE notes SET mod = mod - 60 WHERE id = ?", second.id)

    told = imported(alice, exported(collection, "new.apkg"))

    cards = by_prompt(alice)
    assert (cards["First"]["answer"], cards["Second"]["answer"]) == ("new", "old")
    assert told["cards"]["updated"] == 1
    assert [(one["cards"], one["examples"]) for one in told["left_out"]] == [(1, ["Second"])]
    assert "You changed these here after they were changed in the file" in told["left_out"][0]["reason"]


def test_a_card_deleted_here_stays_deleted(tmp_path: Path) -> None:
    collection = a_collection(tmp_path)
    a_note(collection, Front="Gone", Back="away")
    file = exported(collection, "new.apkg")
    alice = a_learner()
    imported(alice, file)
    _delete(alice, *own_cards(alice))

    told = imported(alice, file)

    assert own_cards(alice) == {}
    assert "You deleted these here" in told["left_out"][0]["reason"]


def _delete(learner: Learner, card: str) -> None:
    event = made("edit", card=card, field="deleted", value=True, at=now_ms())
    with log.growing(learner.pk) as head:
        assert not log.append(head, [event], now_ms()).refused
