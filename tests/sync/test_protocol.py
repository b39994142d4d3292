"""A request that is no request is refused in words, never by a failure."""

import pytest

from tests.people import signed_in
from tests.scheduling.making import a_review
from tests.sync.pushing import post, sync

pytestmark = pytest.mark.django_db
DEVICE = "0b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0098"


@pytest.mark.parametrize("key", ["\0", "\ud800", "card:\0", "card:A"])
def test_a_cursor_with_a_key_that_no_row_can_have_is_unknown(key: str) -> None:
    alice = signed_in()
    sync(alice, a_review())

    answer = post(alice, {"device": DEVICE, "cursor": f"0!{key}"})

    assert (answer.status_code, answer.json()["code"]) == (409, "cursor_unknown")


@pytest.mark.parametrize("body", ["", "[" * 100_000])
def test_a_body_that_holds_no_request_is_malformed(body: str) -> None:
    answer = post(signed_in(), body)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_request")
