"""GET /api/media: a learner's own pictures and sounds, harmless even where they are opened by themselves."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cards.media import files, keeping
from cards.media.references import TYPES
from tests.accounts.allauth import script
from tests.media.making import a_gif, a_jpeg, a_png, a_webp, an_avif, an_mp3, an_svg, of_brands
from tests.people import PASSWORD, a_learner, signed_in, signed_out

pytestmark = pytest.mark.django_db
ALL = [a_png(), a_jpeg(), a_gif(), a_webp(), an_avif(), an_svg(), an_mp3(), of_brands(b"M4A "), b"OggS\0"]
WAV = b"RIFF\x04\0\0\0WAVE"


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def kept(data: bytes, name: str = "alice") -> str:
    found = keeping.put(a_learner(name).pk, data)
    assert isinstance(found, str)
    return found


def fetched(client: Client, name: str, **headers: str) -> Any:
    """The answer, its body read to the end, as a browser does."""
    answer: Any = client.get(f"/api/media/{name}", headers=headers or None)
    answer.body = answer.getvalue()
    return answer


def test_every_kind_is_given_as_what_it_is_and_as_nothing_else() -> None:
    alice = signed_in()
    types = {}
    for data in (*ALL, WAV):
        name = kept(data)
        answer = fetched(alice, name, **{"Accept-Encoding": "gzip"})
        assert (answer.status_code, answer.body) == (200, data)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Length"] == str(len(data))
        types[name.rpartition(".")[2]] = answer.headers["Content-Type"]
    assert types == TYPES


def test_a_drawing_with_a_script_can_do_nothing() -> None:
    answer = fetched(signed_in(), kept(an_svg("<script>alert(1)</script>")))

    policy = answer.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_it_is_asked_for_once_and_kept_by_no_proxy() -> None:
    answer = fetched(signed_in(), kept(a_png()))

    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_a_script_gets_it_with_its_token() -> None:
    name = kept(a_png())
    token = script("auth/login", {"username": "alice", "password": PASSWORD}).json()["meta"]["session_token"]

    assert fetched(signed_out(), name, **{"X-Session-Token": token}).body == a_png()


def test_another_learners_is_as_unknown_as_one_that_never_was() -> None:
    bobs = kept(a_png(), "bob")
    alice = signed_in()

    answers = [fetched(alice, name) for name in (bobs, f"{'0' * 64}.png")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert answers[0].json()["code"] == "not_found"


def test_whoever_is_not_signed_in_gets_nothing() -> None:
    answer = fetched(signed_out(), kept(a_png()))

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


@pytest.mark.parametrize("name", ["..%2Fsecret_key", "%2e%2e", "secret_key", f"{'0' * 64}.html", "%00"])
def test_no_name_leads_out_of_the_learners_folder(name: str, tmp_path: Path) -> None:
    alice = signed_in()
    kept(a_png())
    (tmp_path / "secret_key").write_text("secret")
    (files.root() / str(a_learner().pk) / "secret_key").write_text("secret")

    assert fetched(alice, name).status_code == 404


def test_a_file_that_was_lost_is_not_there() -> None:
    name = kept(a_png())
    files.place(a_learner().pk, name).unlink()

    assert fetched(signed_in(), name).status_code == 404
