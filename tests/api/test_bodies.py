"""Bodies that no form of ours has are refused before anybody reads them."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ODD = {
    "too deep": "[" * 30_000,
    "too many digits": '{"username": ' + "1" * 5_000 + "}",
    "half a character": '{"username": "\\ud800", "password": "x"}',
    "a name twice": '{"username": "a", "username": "b", "password": "x"}',
    "too long": '{"username": "' + "a" * 70_000 + '"}',
    "not UTF-8": b"\xff\xfe",
    "not JSON": "username=alice",
}


@pytest.mark.parametrize(
    "path", ["auth/login", "auth/signup", "auth/password/request", "auth/password/reset"]
)
@pytest.mark.parametrize("what", ODD)
def test_signing_in_and_up_take_no_odd_bodies(path: str, what: str) -> None:
    answer = Client().post(f"/_allauth/app/v1/{path}", ODD[what], content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_request"
