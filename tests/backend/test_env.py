"""A wrong setting is told in a sentence that names the variable and how to mend it."""

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from backend import addresses, env

ORIGIN = "http://localhost:8000"
HERE = Path("data")
DOCS = "docs/configuration.md"
WRONG: list[tuple[str, str, Callable[[], Any]]] = [
    ("CARDINAL_ORIGIN", "cardinal.example.org", env.origin),
    ("CARDINAL_ORIGIN", "https://example.org/cardinal", env.origin),
    ("CARDINAL_PORT", "80000", env.port),
    ("CARDINAL_PORT", "http", env.port),
    ("CARDINAL_PROXIES", "-1", lambda: env.proxies(ORIGIN)),
    ("CARDINAL_SECRET_KEY", "short", lambda: env.secret_key(HERE)),
    ("CARDINAL_LOG_LEVEL", "LOUD", env.logging),
    ("DATABASE_URL", "mysql://root@db/cardinal", lambda: addresses.database(HERE)),
    ("DATABASE_URL", "postgres://cardinal:secret-word@db", lambda: addresses.database(HERE)),
    ("DATABASE_URL", "postgres://cardinal:secret-word@db:port/cardinal", lambda: addresses.database(HERE)),
    ("REDIS_URL", "localhost:6379", addresses.redis),
    ("REDIS_URL", "http://redis:6379", addresses.redis),
    ("EMAIL_URL", "mail.example.org", lambda: addresses.email(ORIGIN)),
    ("EMAIL_URL", "smtp+tls://me:secret-word@mail:smtp", lambda: addresses.email(ORIGIN)),
]


@pytest.mark.parametrize(("name", "value", "read"), WRONG)
def test_a_wrong_value_is_told_by_name_and_without_secrets(
    name: str, value: str, read: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as told:
        read()
    assert name in str(told.value)
    assert "secret-word" not in str(told.value)
    assert str(told.value).endswith((".", "org", "))'"))


def test_a_data_folder_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CARDINAL_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(ImproperlyConfigured, match=r"CARDINAL_DATA=.* is not a folder"):
        env.data_dir(default=HERE)


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARDINAL_DATA", raising=False)
    made = env.data_dir(default=tmp_path / "data")
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_an_empty_variable_means_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in env.VARIABLES:
        monkeypatch.setenv(name, "")
    assert env.port() == 8000
    assert env.origin() == "http://localhost:8000"
    assert addresses.database(HERE)["NAME"] == "data/cardinal.sqlite3"
    assert addresses.broker_url().startswith("filesystem://")


def test_the_address_follows_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARDINAL_ORIGIN", raising=False)
    monkeypatch.setenv("CARDINAL_PORT", "9001")
    assert env.origin() == "http://localhost:9001"


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    key = env.secret_key(tmp_path)
    assert len(key) >= 48
    assert env.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_forwarded_addresses_are_believed_only_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARDINAL_PROXIES", raising=False)
    assert env.proxies("http://localhost:8000") == 0
    assert env.proxies("https://cardinal.example.org") == 1


def test_postgresql_is_read_with_its_password_and_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me:p%40ss@db.example.org:6432/cards?sslmode=require")
    database = addresses.database(HERE)
    assert (database["USER"], database["PASSWORD"]) == ("me", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", "6432", "cards")
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_mail_is_sent_only_when_there_is_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert addresses.email(ORIGIN)["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://me:p%40ss@mail.example.org")
    email = addresses.email("https://cardinal.example.org")
    assert (email["EMAIL_HOST"], email["EMAIL_PORT"], email["EMAIL_USE_TLS"]) == (
        "mail.example.org",
        587,
        True,
    )
    assert email["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert email["DEFAULT_FROM_EMAIL"] == "Cardinal <cardinal@cardinal.example.org>"


def test_the_documented_table_is_the_table_in_the_code() -> None:
    documented = re.findall(r"^\| `(\w+)` .*", (settings.BASE_DIR / DOCS).read_text(), re.MULTILINE)
    table = (settings.BASE_DIR / DOCS).read_text()
    assert documented == list(env.VARIABLES)
    for name, (default, meaning) in env.VARIABLES.items():
        assert f"| `{name}` | {f'`{default}`' if default else ''} | {meaning} |" in table


def test_no_other_file_reads_the_environment() -> None:
    readers = {"backend/env.py"}
    for folder in ("backend", "cards"):
        for file in (settings.BASE_DIR / folder).rglob("*.py"):
            if re.search(r"environ\b(?!\.setdefault)|getenv", file.read_text()):
                readers.add(str(file.relative_to(settings.BASE_DIR)))
    assert readers == {"backend/env.py"}
