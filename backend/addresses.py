"""DATABASE_URL, REDIS_URL and EMAIL_URL as Django and Celery want them; without them, files."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from backend import env

SMTP_SCHEMES = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def database(data: Path) -> dict[str, Any]:
    """PostgreSQL, or SQLite beside the other data."""
    url = env.text("DATABASE_URL")
    return _postgresql(_split("DATABASE_URL", url)) if url else _sqlite(data / "cardinal.sqlite3")


def _sqlite(file: Path) -> dict[str, Any]:
    # FULL: a grade that was acknowledged survives a power cut. IMMEDIATE: a writer waits for its
    # turn at BEGIN instead of failing when it first writes. An import touches pages all over the log: with
    # 16 MB of them at hand, and as much before they are put in their place, each is written less often.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=4000;"
            ),
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "DATABASE_URL does not name a PostgreSQL database. "
            "Use postgres://user:password@host:5432/name, or leave it out for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),  # sslmode and the like
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def redis() -> str:
    """REDIS_URL, or nothing."""
    url = env.text("REDIS_URL")
    if url and (_split("REDIS_URL", url).scheme not in {"redis", "rediss"} or not urlsplit(url).hostname):
        raise ImproperlyConfigured(
            "REDIS_URL does not name a Redis server. Use redis://host:6379/0, or leave it out to use files."
        )
    return url


def cache(data: Path) -> dict[str, Any]:
    """Redis, else files, which all processes of one machine share."""
    if redis():
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis()}
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(data / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # at Django's 300 a flood of made-up names would evict the limits
    }


def broker_url() -> str:
    """Redis, else the filesystem broker."""
    return redis() or "filesystem://localhost"


def broker_options(data: Path) -> dict[str, Any]:
    """Where the filesystem broker keeps its messages."""
    if redis():
        return {}
    folders = {name: data / "broker" / name for name in ("queue", "control")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folders["queue"]),
        "data_folder_out": str(folders["queue"]),
        "control_folder": str(folders["control"]),
    }


def email(origin: str) -> dict[str, Any]:
    """Django's EMAIL_ settings."""
    url = env.text("EMAIL_URL")
    sender = env.text("EMAIL_FROM") or f"Cardinal <cardinal@{urlsplit(origin).hostname}>"
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "DEFAULT_FROM_EMAIL": sender}
    parts = _split("EMAIL_URL", url)
    if parts.scheme not in SMTP_SCHEMES or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL does not name a mail server. Use smtp+tls://user:password@host:587 "
            "(write @, : and / in a password as %40, %3A and %2F), or leave it out to send no mail."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or SMTP_SCHEMES[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": sender,
    }


def _split(name: str, url: str) -> SplitResult:
    """A URL's parts; a port that is no port is told without showing the password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a URL: {error}.") from error
    return parts
