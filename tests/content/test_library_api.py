"""GET /api/library gives devices all of the library, or what changed since the version they have."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cards.content.loader import load
from tests.content.writing import BASIC, CHOICE, COMPUTE, a_library, one_card
from tests.people import signed_in, signed_out

pytestmark = pytest.mark.django_db


def ids(answer: Any, kind: str) -> list[str]:
    return [item["id"] for item in answer.json()[kind]]


def the_library(client: Client | None = None, **query: str) -> Any:
    return (client or signed_in()).get("/api/library", query)


def test_only_the_signed_in_get_it(tmp_path: Path) -> None:
    load(a_library(tmp_path))
    answer = the_library(signed_out())
    assert answer.status_code in (401, 403)
    assert "recall" not in answer.content.decode()


def test_the_signed_out_learn_no_version_from_an_etag(tmp_path: Path) -> None:
    load(a_library(tmp_path))
    assert signed_out().get("/api/library", headers={"If-None-Match": '"1"'}).status_code in (401, 403)


def test_the_whole_library_is_given_in_its_form(tmp_path: Path) -> None:
    load(one_card(tmp_path, BASIC + COMPUTE + CHOICE))
    whole = the_library().json()
    assert whole["version"] == 1
    assert whole["topics"] == [{"id": "metrics", "name": "Metrics", "retired": False, "changed_in": 1}]
    (concept,) = whole["concepts"]
    assert concept == {
        "id": "recall",
        "topic": "metrics",
        "name": "Recall",
        "summary": "What recall is, when to use it and when not.",
        "related": [],
        "confusable": [],
        "status": None,
        "source": {"title": "A manual", "url": "https://docs.example.org/page"},
        "verified_on": "2026-11-21",
        "retired": False,
        "changed_in": 1,
    }
    choice, basic, number = whole["cards"]
    assert basic["version"] == 1
    assert basic["source"]["title"] == "A manual"
    assert choice["choose"] == 1
    assert choice["options"][0] == {"html": "Recall", "right": True, "why": "It counts the missed ones."}
    assert len(number["instances"]) == 16
    assert number["prompt"] == number["instances"][0]["prompt"]
    assert set(number["instances"][0]) == {"prompt", "answer", "tolerance", "unit", "work"}
    (exam,) = whole["exams"]
    assert exam["status"] == {"state": "available", "since": None, "note": "Open."}
    assert "certainty" not in exam
    assert exam["domains"][0]["tasks"] == [
        {"id": "1.1", "name": "Measure", "coverage": "full", "missing": ""}
    ]


def test_since_a_version_only_what_changed_is_given(tmp_path: Path) -> None:
    load(one_card(tmp_path, BASIC + COMPUTE))
    load(one_card(tmp_path, BASIC.replace("were found", "were caught") + COMPUTE))
    answer = the_library(since="1")
    assert answer.json()["version"] == 2
    assert ids(answer, "cards") == ["recall.definition"]
    assert answer.json()["cards"][0]["version"] == 2
    assert ids(answer, "concepts") == []
    assert ids(the_library(since="2"), "cards") == []


def test_retired_items_are_given_as_retired(tmp_path: Path) -> None:
    load(one_card(tmp_path, BASIC + COMPUTE))
    load(one_card(tmp_path, BASIC))
    (gone,) = the_library(since="1").json()["cards"]
    assert (gone["id"], gone["retired"]) == ("recall.number", True)
    assert ids(the_library(), "cards") == ["recall.definition", "recall.number"]


def test_a_version_from_before_a_restore_gets_everything(tmp_path: Path) -> None:
    load(a_library(tmp_path))
    assert ids(the_library(since="7"), "cards") == ["recall.definition"]


@pytest.mark.parametrize("etag", ['"1"', 'W/"1"', '"0", "1"'])
def test_a_device_that_has_it_is_told_so(tmp_path: Path, etag: str) -> None:
    load(a_library(tmp_path))
    client = signed_in()
    assert client.get("/api/library").headers["ETag"].removeprefix("W/") == '"1"'
    unchanged = client.get("/api/library", headers={"If-None-Match": etag})
    assert unchanged.status_code == 304
    assert unchanged.content == b""
    assert unchanged.headers["ETag"] == '"1"'


def test_after_a_load_the_old_etag_counts_no_more(tmp_path: Path) -> None:
    load(a_library(tmp_path))
    client = signed_in()
    the_library(client)
    load(one_card(tmp_path, BASIC + COMPUTE))
    fresh = client.get("/api/library", headers={"If-None-Match": '"1"'})
    assert fresh.status_code == 200
    assert len(fresh.json()["cards"]) == 2


@pytest.mark.parametrize("since", ["", "-1", "one", "1.5", "1e3", "99999999999", "٣"])
def test_a_since_that_is_no_version_is_refused(since: str) -> None:
    refused = the_library(since=since)
    assert refused.status_code == 400
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "since_malformed"


def test_before_any_load_it_is_empty() -> None:
    assert the_library().json() == {
        "version": 0,
        "exams": [],
        "topics": [],
        "concepts": [],
        "cards": [],
        "questions": [],
    }


def test_it_travels_compressed(tmp_path: Path) -> None:
    load(a_library(tmp_path))
    answer = signed_in().get("/api/library", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_the_openapi_document_has_a_type_for_each_form_of_card() -> None:
    schemas = (
        signed_out()
        .get("/api/schema", headers={"Accept": "application/json"})
        .json()["components"]["schemas"]
    )
    mapped = schemas["LibraryAnyCard"]["discriminator"]["mapping"]
    assert set(mapped) == {"basic", "cloze", "contrast", "choice", "compute", "order", "match"}
    assert "instances" in schemas["LibraryComputeCard"]["required"]
    assert schemas["LibraryAnswer"]["properties"]["cards"]["items"] == {
        "$ref": "#/components/schemas/LibraryAnyCard"
    }
