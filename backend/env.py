"""The environment: every variable in one table, each with a default; a wrong value says how to mend it."""

import os
import secrets
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


class Variable(NamedTuple):
    default: str
    meaning: str


VARIABLES = {
    "CARDINAL_DATA": Variable("var", "Folder for the database, the secret key, the cache and waiting tasks."),
    "CARDINAL_ORIGIN": Variable(
        "http://localhost:8000",
        "Scheme, host and port browsers reach Cardinal under. https switches on secure cookies and HSTS.",
    ),
    "CARDINAL_SECRET_KEY": Variable(
        "", "Signs sessions; 32 characters or more. Empty: made once and kept in CARDINAL_DATA/secret_key."
    ),
    "CARDINAL_BIND": Variable("127.0.0.1", "Address the web server listens on; 0.0.0.0 for all."),
    "CARDINAL_PORT": Variable("8000", "Port the web server listens on."),
    "CARDINAL_WEB_WORKERS": Variable("2", "Web server processes."),
    "CARDINAL_WEB_THREADS": Variable("4", "Threads in each web server process."),
    "CARDINAL_TASK_WORKERS": Variable("1", "Background processes."),
    "CARDINAL_PROXIES": Variable(
        "",
        "Reverse proxies in front, whose X-Forwarded-For and X-Forwarded-Proto are believed. "
        "Empty: 1 when the origin is https, else 0.",
    ),
    "CARDINAL_MEDIA_MB": Variable(
        "500", "Room for the pictures and sounds of each learner's own cards, in MB."
    ),
    "CARDINAL_LOG_LEVEL": Variable("INFO", "DEBUG, INFO, WARNING or ERROR."),
    "DATABASE_URL": Variable("", "postgres://user:password@host:5432/name. Empty: SQLite in CARDINAL_DATA."),
    "REDIS_URL": Variable("", "redis://host:6379/0 for tasks and cache. Empty: files in CARDINAL_DATA."),
    "EMAIL_FROM": Variable("", "Sender of mails. Empty: cardinal@ and the origin's host."),
    "EMAIL_URL": Variable(
        "",
        "smtp+tls://user:password@host:587, or smtp+ssl://, smtp://. Empty: no mail is sent.",
    ),
}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def text(name: str) -> str:
    """A variable's value, or its default when unset or empty."""
    return os.environ.get(name, "").strip() or VARIABLES[name].default


def number(name: str, *, least: int, most: int) -> int:
    """A variable that is a whole number between two bounds."""
    given = text(name)
    if not given.isascii() or not given.isdigit() or not least <= int(given) <= most:
        raise ImproperlyConfigured(
            f"{name}={given} is not a whole number from {least} to {most}. Set it to one."
        )
    return int(given)


def data_dir(*, default: Path) -> Path:
    """CARDINAL_DATA, made if need be: for this user's eyes only, since a session in it is a way in."""
    path = Path(os.environ.get("CARDINAL_DATA") or default).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"CARDINAL_DATA={path} is not a folder Cardinal can write to ({error.strerror}). "
            "Point it at a folder that this user owns."
        ) from error
    return path


def secret_key(data: Path) -> str:
    """CARDINAL_SECRET_KEY, or one made at the first start and kept beside the database."""
    given = text("CARDINAL_SECRET_KEY")
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured(
                "CARDINAL_SECRET_KEY is shorter than 32 characters. "
                "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        return given
    file = data / "secret_key"
    if not file.exists():
        _keep_new_key(file)
    return file.read_text()


def _keep_new_key(file: Path) -> None:
    """Two first starts at once agree: the file appears whole, and only the first link is kept."""
    draft = file.with_name(f"secret_key.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
        new.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def origin() -> str:
    """CARDINAL_ORIGIN; when left out it follows CARDINAL_PORT."""
    given = os.environ.get("CARDINAL_ORIGIN") or f"http://localhost:{port()}"
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ImproperlyConfigured(
            f"CARDINAL_ORIGIN={given} is not an origin. Write scheme and host only, like https://cardinal.example.org"
        )
    return f"{parts.scheme}://{parts.netloc}"


def port() -> int:
    return number("CARDINAL_PORT", least=1, most=65535)


def proxies(origin: str) -> int:
    """How many proxies' headers are believed: too many, and a caller can pretend to be anyone."""
    if not text("CARDINAL_PROXIES"):
        return int(origin.startswith("https://"))
    return number("CARDINAL_PROXIES", least=0, most=9)


def allowed_hosts(origin: str) -> list[str]:
    """The origin's host, and this machine's own names for health checks."""
    return sorted({urlsplit(origin).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"})


def logging() -> dict[str, Any]:
    """Other libraries' warnings and our own messages to standard error."""
    level = text("CARDINAL_LOG_LEVEL").upper()
    if level not in LOG_LEVELS:
        raise ImproperlyConfigured(
            f"CARDINAL_LOG_LEVEL={level} is not a level. Use one of {', '.join(LOG_LEVELS)}."
        )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"cards": {"level": level}, "backend": {"level": level}},
    }
