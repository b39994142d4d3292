"""The environment, read once: every variable has a default, and a wrong one says how to mend it."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()


def data_dir(*, default: Path) -> Path:
    """CARDINAL_DATA: the folder for the database, the broker's files and the secret key."""
    path = Path(_env.str("CARDINAL_DATA", str(default)))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"CARDINAL_DATA={path} is not a folder Cardinal can write to ({error.strerror}). "
            "Point it at a folder that this user owns."
        ) from error
    return path


def secret_key(data: Path) -> str:
    """CARDINAL_SECRET_KEY, or one made at the first start and kept beside the database."""
    given = _env.str("CARDINAL_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured(
                "CARDINAL_SECRET_KEY is shorter than 32 characters. "
                "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        return given
    file = data / "secret_key"
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return file.read_text()


def origin() -> str:
    """CARDINAL_ORIGIN: scheme, host and port under which browsers reach Cardinal."""
    given = _env.str("CARDINAL_ORIGIN", "http://localhost:8000")
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ImproperlyConfigured(
            f"CARDINAL_ORIGIN={given} is not an origin. Write scheme and host only, like https://cardinal.example.org"
        )
    return f"{parts.scheme}://{parts.netloc}"


def allowed_hosts(origin: str) -> list[str]:
    """The origin's host, and this machine's own names for health checks."""
    return sorted({urlsplit(origin).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"})


def database(data: Path) -> dict[str, Any]:
    """DATABASE_URL: postgres://..., or SQLite beside the other data."""
    url = _env.str("DATABASE_URL", f"sqlite:///{data / 'cardinal.sqlite3'}")
    config: dict[str, Any] = environ.Env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        # FULL: a grade that was acknowledged survives a power cut. IMMEDIATE: a writer waits for its
        # turn at BEGIN instead of failing when it first writes.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    elif config["ENGINE"].endswith("postgresql"):
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(
            "DATABASE_URL names a database Cardinal does not know. Use postgres://user:password@host/name, "
            "or leave it out for SQLite."
        )
    return config


def _redis() -> str:
    return _env.str("REDIS_URL", "")


def cache(data: Path) -> dict[str, Any]:
    """Redis when REDIS_URL is set, else files, which all processes of one machine share."""
    if _redis():
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _redis()}
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": data / "cache",
    }


def broker_url() -> str:
    """Redis when REDIS_URL is set, else the filesystem broker."""
    return _redis() or "filesystem://"


def broker_options(data: Path) -> dict[str, Any]:
    """Where the filesystem broker keeps its messages."""
    if _redis():
        return {}
    folders = {name: data / "broker" / name for name in ("queue", "control")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folders["queue"]),
        "data_folder_out": str(folders["queue"]),
        "control_folder": str(folders["control"]),
    }


def email() -> dict[str, Any]:
    """EMAIL_URL, like smtp+tls://user:password@host:587; without it no mail is sent and none is promised."""
    url = _env.str("EMAIL_URL", "")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    return dict(environ.Env.email_url_config(url))


def logging() -> dict[str, Any]:
    """Warnings and our own messages to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"console": {"class": "logging.StreamHandler"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"cards": {"level": "INFO"}},
    }
