"""Handing in a file, looking at what it would do, and having it done, over HTTP."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from cards.models import Event, Topic, Transfer
from cards.tasks import JOBS
from cards.transfers import files, running
from tests.anki.importing import by_prompt
from tests.anki.studying import a_collection, a_note, exported, studied
from tests.people import a_learner, signed_in

pytestmark = pytest.mark.django_db
CSV = b"front,back,deck\nOne,1,numbers\nTwo,2,numbers\n"


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


def hand_in(client: Client, content: bytes, name: str = "cards.csv") -> Any:
    return client.post(f"/api/imports?name={name}", content, content_type="application/octet-stream")


def run(answer: Any) -> Transfer:
    """What a worker makes of the transfer that an answer speaks of."""
    assert answer.status_code == 202, answer.content
    transfer = Transfer.objects.get(id=answer.json()["id"])
    running.run(transfer.learner_id, transfer.id, JOBS)
    return Transfer.objects.get(id=transfer.id)


def choose(client: Client, preview: Transfer, step: str = "write", **choices: Any) -> Any:
    return client.post(f"/api/imports/{preview.id}/{step}", choices, content_type="application/json")


@pytest.fixture
def package(tmp_path: Path) -> bytes:
    collection = a_collection(tmp_path / "anki")
    a_note(collection, deck="Cloud", Front="What is S3?", Back="objects")
    studied(collection, days=40)
    return exported(collection, "new.apkg").read_bytes()


def test_an_anki_package_is_shown_and_then_written(package: bytes) -> None:
    Topic.objects.create(id="storage", body={}, changed_in=1)
    alice = signed_in()

    preview = run(hand_in(alice, package, "my cards.apkg"))
    assert (preview.kind, preview.state) == ("anki_preview", "done")
    assert not Event.objects.exists()
    written = run(choose(alice, preview, decks={"Cloud": "storage"}))

    assert (written.kind, written.state) == ("anki_import", "done")
    assert by_prompt(a_learner())["What is S3?"]["topic"] == "storage"
    assert written.result["reviews"] == preview.result["reviews"]
    assert written.result["file"] == "my cards.apkg"
    again = run(choose(alice, preview))
    assert (again.result["cards"]["new"], again.result["reviews"]["new"]) == (0, 0)


def test_a_table_is_looked_at_again_with_other_columns() -> None:
    alice = signed_in()
    first = run(hand_in(alice, CSV))
    assert first.result["columns"] == {"prompt": 0, "answer": 1, "deck": 2}

    turned = run(
        choose(alice, first, "preview", columns={"prompt": 1, "answer": 0}, header=True, delimiter=",")
    )
    assert turned.result["cards"]["new"] == 2
    assert not Event.objects.exists()
    run(choose(alice, turned, columns={"prompt": 1, "answer": 0}, header=True))

    assert {prompt: card["answer"] for prompt, card in by_prompt(a_learner()).items()} == {
        "1": "One",
        "2": "Two",
    }


def test_a_file_that_is_too_large_is_refused_and_not_kept(settings: Any) -> None:
    settings.IMPORT_MOST_BYTES = 1024 * 1024

    answer = hand_in(signed_in(), bytes(1024 * 1024 + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert not list(files.root().glob("*/*/*"))
    assert not Transfer.objects.exists()


def test_no_file_at_all_is_refused() -> None:
    answer = hand_in(signed_in(), b"")

    assert (answer.status_code, answer.json()["code"]) == (400, "empty")


def test_a_bad_file_fails_with_its_sentence_and_cannot_be_written() -> None:
    alice = signed_in()
    preview = run(hand_in(alice, b"Dear Cardinal", "letter.apkg"))

    assert preview.state == "failed"
    assert preview.error.startswith("This is not an Anki package.")
    answer = choose(alice, preview)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")


def test_what_has_not_been_read_yet_cannot_be_written() -> None:
    alice = signed_in()
    preview = Transfer.objects.get(id=hand_in(alice, CSV).json()["id"])

    assert choose(alice, preview).status_code == 409


def test_a_file_that_is_gone_is_said_to_be() -> None:
    alice = signed_in()
    preview = run(hand_in(alice, CSV))
    files.remove(preview.learner_id, preview.id)

    answer = choose(alice, preview)

    assert (answer.status_code, answer.json()["code"]) == (410, "file_gone")


def test_another_learner_finds_nothing() -> None:
    preview = run(hand_in(signed_in("alice"), CSV))

    for step in ("preview", "write"):
        answer = choose(signed_in("mallory"), preview, step)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert Transfer.objects.count() == 1


@pytest.mark.parametrize(
    "choices",
    [
        {"decks": {"a": "no such topic"}},
        {"columns": {"prompt": -1}},
        {"columns": {"prompt": 100}},
        {"delimiter": "x"},
        {"tags": ["a"]},
        {"tags": {"a\0": "storage"}},
        {"decks": {"\ud800": "storage"}},
        {"tags": {str(number): "" for number in range(1000)} | {"x": "\0"}},
    ],
)
def test_choices_that_are_none_are_refused(choices: dict[str, Any]) -> None:
    Topic.objects.create(id="storage", body={}, changed_in=1)
    alice = signed_in()
    preview = run(hand_in(alice, CSV))

    answer = choose(alice, preview, **choices)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_only_three_are_under_way_at_once_and_the_fourth_leaves_no_file() -> None:
    alice = signed_in()
    for _ in range(3):
        assert hand_in(alice, CSV).status_code == 202

    answer = hand_in(alice, CSV)

    assert (answer.status_code, answer.json()["code"]) == (409, "too_many")
    assert len(list(files.root().glob("*/*"))) == 3


@pytest.mark.django_db(transaction=True)
def test_earlier_files_make_room_for_later_ones() -> None:
    alice = signed_in()
    for _ in range(5):
        run(choose(alice, run(hand_in(alice, CSV))))
    run(hand_in(alice, CSV))

    kept = sorted(UUID(file.parent.name) for file in files.root().glob("*/*/given"))
    assert len(kept) == 3
    assert set(kept) == set(Transfer.objects.filter(kind="table_preview").values_list("id", flat=True))


def test_nobody_hands_in_without_end() -> None:
    alice = signed_in()
    codes = [hand_in(alice, b"").status_code for _ in range(31)]

    assert codes == [400] * 30 + [429]
    assert hand_in(signed_in("bob"), b"").status_code == 400


def test_a_made_up_id_is_not_found() -> None:
    answer = signed_in().post(f"/api/imports/{uuid4()}/write", {}, content_type="application/json")

    assert answer.status_code == 404


def test_a_fourth_file_is_refused_before_it_takes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = signed_in()
    for _ in range(3):
        assert hand_in(alice, CSV).status_code == 202
    monkeypatch.setattr("cards.api.imports.received", None)

    assert hand_in(alice, CSV).json()["code"] == "too_many"


def test_names_without_end_are_not_told() -> None:
    alice = signed_in()
    rows = "".join(f"q{number},a,{'long' * 200 if number else 'short'}\n" for number in range(3))

    told = run(hand_in(alice, b"front,back,deck\n" + rows.encode())).result

    assert [one["name"] for one in told["decks"]] == ["short"]
