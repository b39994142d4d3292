"""What the page and a script say to /_allauth/, in one line each."""

from typing import Any

from django.test import Client

from tests.people import PASSWORD

Answer = Any


def post(client: Client, path: str, body: dict[str, str], **headers: str) -> Answer:
    """The page's request."""
    return client.post(
        f"/_allauth/browser/v1/{path}", body, content_type="application/json", headers=headers or None
    )


def sign_up(client: Client, name: str, *, password: str = PASSWORD, **more: str) -> Answer:
    return post(client, "auth/signup", {"username": name, "password": password, **more})


def sign_in(client: Client, *, password: str = PASSWORD, **who: str) -> Answer:
    return post(client, "auth/login", {"password": password, **who})


def sign_out(client: Client) -> Answer:
    return client.delete("/_allauth/browser/v1/auth/session")


def script(path: str, body: dict[str, str], *, token: str = "") -> Answer:
    """A script's request, which carries no cookie."""
    return Client().post(
        f"/_allauth/app/v1/{path}",
        body,
        content_type="application/json",
        headers={"X-Session-Token": token} if token else None,
    )


def account(client: Client, **headers: str) -> Answer:
    return client.get("/api/account", headers=headers or None)
