"""Exports over HTTP: asked for, watched, fetched, thrown away, and nobody else's."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from cards import tasks
from cards.models import Card, Concept, Exam, Topic, Transfer
from tests.people import a_learner, signed_in
from tests.scheduling.making import a_review, made
from tests.sync.pushing import sync

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(tasks.run_transfer, "delay", lambda *names: None)  # work_off does it


def with_own_cards(name: str = "alice") -> Client:
    browser = signed_in(name)
    texts = {"created": True, "prompt": "Where do <objects> live?", "answer": "In buckets."}
    edits = [
        made("edit", card="own.one", field=field, value=value, n=n)
        for n, (field, value) in enumerate(texts.items(), start=1)
    ]
    sync(browser, *edits, a_review(card="own.one", n=9))
    return browser


def asked(browser: Client, status: int = 202, **body: Any) -> Any:
    answer = browser.post("/api/exports", json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def work_off() -> None:
    """As a worker does."""
    for transfer in Transfer.objects.filter(state="waiting"):
        tasks.run_transfer(str(transfer.learner_id), str(transfer.id))


def test_an_export_is_asked_for_watched_and_fetched(tmp_path: Path) -> None:
    browser = with_own_cards()
    address = f"/api/transfers/{asked(browser)['id']}"
    waiting = browser.get(address).json()
    nothing_yet = browser.get(f"{address}/file")
    work_off()
    done = browser.get(address).json()
    answer: Any = browser.get(f"{address}/file")
    content = answer.getvalue()
    (tmp_path / "it").write_bytes(content)

    assert (waiting["state"], waiting["bytes"]) == ("waiting", 0)
    assert (nothing_yet.status_code, nothing_yet.json()["code"]) == (404, "no_file")
    assert (done["state"], done["file_name"], done["bytes"]) == ("done", "cardinal.apkg", len(content))
    assert done["result"] == {
        "cards": 1,
        "reviews": 1,
        "pictures": 0,
        "decks": ["Cardinal::Own cards"],
    }
    assert ZipFile(tmp_path / "it").namelist() == ["meta", "collection.anki21", "media"]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cardinal.apkg"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_every_format_comes_to_a_file(form: str) -> None:
    browser = with_own_cards()
    asked(browser, format=form)
    work_off()

    (listed,) = browser.get("/api/transfers").json()
    assert (listed["state"], listed["kind"], listed["error"]) == ("done", f"export_{form}", "")
    assert listed["bytes"] > 0


def test_what_does_not_exist_is_told_before_a_worker_is_troubled() -> None:
    browser = with_own_cards()
    topic = Topic.objects.create(id="storage", body={}, changed_in=1)
    Exam.objects.create(id="e1", body={"domains": [{"id": "d1"}], "concepts": {}}, changed_in=1)

    for what, field in [
        ({"scope": "exam"}, "exam"),
        ({"scope": "exam", "exam": "none"}, "exam"),
        ({"scope": "domain", "exam": "e1", "domain": "none"}, "domain"),
        ({"scope": "topic", "topic": "none"}, "topic"),
        ({"scope": "search"}, "text"),
        ({"scope": "everything"}, "scope"),
    ]:
        assert field in asked(browser, 400, what=what)["fields"]["what"], what
    assert not Transfer.objects.exists()
    asked(browser, what={"scope": "topic", "topic": topic.pk, "exam": "no matter"})
    assert Transfer.objects.get().parameters["what"] == {"scope": "topic", "topic": "storage"}


def test_nothing_to_export_is_no_empty_file() -> None:
    browser = signed_in()
    asked(browser, what={"scope": "own"})
    work_off()

    (failed,) = browser.get("/api/transfers").json()
    assert (failed["state"], failed["file_name"]) == ("failed", "")
    assert failed["error"] == "There is no card of this choice, so there is no file. Choose something else."


def test_a_fourth_at_once_has_to_wait() -> None:
    browser = with_own_cards()
    for _ in range(3):
        asked(browser)

    assert asked(browser, 409)["code"] == "too_many"
    first = browser.get("/api/transfers").json()[0]["id"]
    assert browser.delete(f"/api/transfers/{first}").status_code == 204
    asked(browser)


def test_a_deleted_export_is_gone_with_its_file(tmp_path: Path) -> None:
    browser = with_own_cards()
    address = f"/api/transfers/{asked(browser)['id']}"
    work_off()
    assert list(tmp_path.glob("transfers/*/*/made.*"))
    # After the transaction of this test, if it were to end.
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.db.transaction.on_commit", lambda act: act())
        assert browser.delete(address).status_code == 204

    assert browser.get(address).status_code == 404
    assert not list(tmp_path.glob("transfers/*/*/made.*"))


def test_another_learner_finds_nothing_of_it() -> None:
    address = f"/api/transfers/{asked(with_own_cards())['id']}"
    work_off()
    mallory = signed_in("mallory")

    for answer in (mallory.get(address), mallory.get(f"{address}/file"), mallory.delete(address)):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert mallory.get("/api/transfers").json() == []
    assert Transfer.objects.get().learner == a_learner("alice")


def test_the_library_is_left_out_of_own_cards_and_in_everything() -> None:
    topic = Topic.objects.create(id="t", body={}, changed_in=1)
    concept = Concept.objects.create(
        id="c", topic=topic, changed_in=1, body={"name": "C", "summary": "", "topic": "t"}
    )
    body = {
        "id": "c.one",
        "concept": "c",
        "form": "basic",
        "prompt": "?",
        "answer": "!",
        "why": "",
        "not": None,
        "source": {"title": "", "url": ""},
        "verified_on": "",
    }
    Card.objects.create(id="c.one", concept=concept, form="basic", body=body, changed_in=1)
    domains = [{"id": "d", "name": "D"}]
    mapped = {"c": {"domain": "d", "importance": 2}}
    exam = {"id": "e", "code": "E", "domains": domains, "concepts": mapped}
    Exam.objects.create(id="e", body=exam, changed_in=1)
    browser = with_own_cards()
    for what in ({"scope": "all"}, {"scope": "own"}, {"scope": "domain", "exam": "e", "domain": "d"}):
        asked(browser, what=what)
        work_off()

    domain, own, everything = browser.get("/api/transfers").json()
    assert everything["result"]["decks"] == ["Cardinal::E::D", "Cardinal::Own cards"]
    assert own["result"]["decks"] == ["Cardinal::Own cards"]
    assert domain["result"]["decks"] == ["Cardinal::E::D"]
    assert domain["file_name"] == "cardinal-d.apkg"


def test_a_column_is_written_once_however_often_it_is_asked_for() -> None:
    """A thousand copies of every text would fill the disk."""
    browser = with_own_cards()
    refused = asked(browser, 400, format="csv", columns=["prompt"] * 1_000)
    address = f"/api/transfers/{asked(browser, format='csv', columns=['prompt', 'prompt'])['id']}/file"
    work_off()
    answer: Any = browser.get(address)

    assert "columns" in json.dumps(refused)
    assert answer.getvalue().decode("utf-8-sig").splitlines()[0] == "prompt"


@pytest.mark.parametrize(
    ("field", "value"), [("topic", ["a", "list"]), ("prompt", "a\x1fb"), ("note", "\x1f")]
)
def test_whatever_a_client_wrote_into_a_card_it_can_be_taken_along(
    field: str, value: Any, tmp_path: Path
) -> None:
    browser = with_own_cards()
    sync(browser, made("edit", card="own.one", field=field, value=value, n=20))
    address = f"/api/transfers/{asked(browser, what={'scope': 'own'})['id']}"
    work_off()
    assert browser.get(address).json()["state"] == "done"

    answer: Any = browser.get(f"{address}/file")
    (tmp_path / "it").write_bytes(answer.getvalue())
    (tmp_path / "collection").write_bytes(ZipFile(tmp_path / "it").read("collection.anki21"))
    with closing(sqlite3.connect(tmp_path / "collection")) as collection:
        [[texts]] = collection.execute("SELECT flds FROM notes").fetchall()
    assert texts.split("\x1f")[-1] == "own.one"
