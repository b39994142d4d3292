"""Every error is a problem: for programs a code, for people a sentence."""

import json
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.test import Client

from tests.people import signed_in, signed_out

pytestmark = pytest.mark.django_db


def assert_problem(answer: Any, status: int, code: str) -> None:
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["type"] == "about:blank"
    assert body["detail"].endswith(".")


def test_an_address_that_is_not_there() -> None:
    assert_problem(signed_out().get("/api/nothing"), 404, "not_found")


def test_a_method_that_is_not_there() -> None:
    answer = signed_in().put("/api/health")

    assert_problem(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("body", ["{", '{"password": NaN}', "[" * 30_000, b"\xff"])
def test_a_body_that_is_no_json(body: str | bytes) -> None:
    answer = signed_in().post("/api/account/recovery-codes", body, content_type="application/json")

    assert_problem(answer, 400, "parse_error")


def test_a_body_that_is_too_large() -> None:
    answer = signed_in().post("/api/account/recovery-codes", " " * 70_000, content_type="application/json")

    assert_problem(answer, 413, "too_large")


def test_a_body_of_another_kind() -> None:
    answer = signed_in().post("/api/account/recovery-codes", "<xml/>", content_type="text/xml")

    assert_problem(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize("body", [{}, {"password": ""}, {"password": ["x"]}, [], "text", 3, None])
def test_a_body_of_another_shape(body: Any) -> None:
    answer = signed_in().post(
        "/api/account/recovery-codes", json.dumps(body), content_type="application/json"
    )

    assert_problem(answer, 400, "invalid")
    assert answer.json()["fields"]


def test_a_bug_tells_nothing_of_its_cause() -> None:
    browser = Client(raise_request_exception=False)

    with patch("cards.api.health.Library.objects.values_list", side_effect=RuntimeError("the cause")):
        answer = browser.get("/api/health")

    assert_problem(answer, 500, "server_error")
    assert b"the cause" not in answer.content


def test_a_database_that_does_not_answer() -> None:
    with patch("cards.api.health.Library.objects.values_list", side_effect=DatabaseError):
        assert_problem(signed_out().get("/api/health"), 503, "database_unreachable")


def test_a_host_that_is_not_ours() -> None:
    assert_problem(signed_out().get("/api/health", headers={"Host": "mallory.example"}), 400, "bad_request")


def test_a_missing_csrf_token_where_accounts_are_kept() -> None:
    answer = Client(enforce_csrf_checks=True).post("/_allauth/browser/v1/auth/login")

    assert_problem(answer, 403, "csrf_failed")


def test_people_get_a_page_rather_than_a_problem() -> None:
    answer = signed_out().get("/nothing")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")
