"""The OpenAPI document says all there is, and only that."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cards.api.schema import document
from tests.api.addresses import all_addresses
from tests.people import signed_out

PWA = Path(__file__).parents[2] / "pwa"


def test_the_document_is_valid_and_nothing_in_it_is_guessed() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_every_address_is_in_the_document_and_every_address_in_it_exists() -> None:
    paths = [
        path.replace("{client}", client) for path in document()["paths"] for client in ("app", "browser")
    ]

    assert set(paths) == set(all_addresses())


def test_every_error_of_the_api_is_a_problem() -> None:
    for path, methods in document()["paths"].items():
        if path.startswith("/api/"):
            for operation in methods.values():
                assert list(operation["responses"]["4XX"]["content"]) == ["application/problem+json"]


def test_signing_up_is_described_as_it_is_here() -> None:
    schemas = document()["components"]["schemas"]

    assert sorted(schemas["BaseSignup"]["properties"]) == ["email", "username"]
    assert schemas["BaseSignup"]["required"] == ["username"]


def test_anybody_may_read_it() -> None:
    assert signed_out().get("/api/schema").json() == document()


def test_the_committed_copy_is_up_to_date() -> None:
    call_command("openapi", str(PWA / "openapi.json"), "--check")


def test_a_copy_that_is_out_of_date_is_told(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    file.write_text("{}")

    with pytest.raises(CommandError, match="out of date"):
        call_command("openapi", str(file), "--check")
    call_command("openapi", str(file))
    call_command("openapi", str(file), "--check")
