"""What this machine offers to test with: PostgreSQL, Redis, Chromium."""

import os
import shutil
import socket
from urllib.parse import urlsplit

SCALED = os.environ.get("TEST_ON") == "scaled"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def postgres_url() -> str:
    """A server on which test databases may be made and dropped."""
    return os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def redis_url(*, worker: str = "main") -> str:
    """A Redis whose databases 10 to 15 may be emptied; each test process has its own."""
    server = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379").rstrip("/")
    number = int(worker.removeprefix("gw")) % 5 + 1 if worker.startswith("gw") else 0
    return f"{server}/{10 + number}"


def chromium() -> str | None:
    """The path of an installed Chromium, or None."""
    return os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")


def missing() -> dict[str, str]:
    """Each service that is not to be had here, with what to do about it."""
    absent = {}
    if not _answers(postgres_url(), port=5432):
        absent["PostgreSQL"] = f"start one at {postgres_url()} or set TEST_POSTGRES_URL"
    if not _answers(redis_url(), port=6379):
        absent["Redis"] = f"start one at {redis_url()} or set TEST_REDIS_URL (without a database number)"
    if chromium() is None:
        absent["Chromium"] = "install one (apt-get install chromium) or set CHROME_PATH"
    return absent


def _answers(url: str, *, port: int) -> bool:
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or port), timeout=2):
            return True
    except OSError:
        return False
