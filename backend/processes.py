"""The parts Cardinal runs as, each its own command line: web server, background worker, clock."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

from backend import env

# Celery warns root of messages that run code. Ours are JSON: they name a task and its arguments.
NO_PICKLE = "ignore:You're running the worker with superuser"
PARTS = ("web", "worker", "beat")


def command(part: str) -> list[str]:
    """The command line of one part."""
    celery = [sys.executable, "-W", NO_PICKLE, "-m", "celery", "--quiet", "--app", "backend"]
    if part == "worker":
        return [*celery, "worker", "--loglevel", "WARNING"]
    if part == "beat":
        return [*celery, "beat", "--loglevel", "WARNING"]
    return [
        *(sys.executable, "-m", "gunicorn", "backend.wsgi"),
        *("--bind", f"{env.text('CARDINAL_BIND')}:{env.port()}", "--log-level", "warning"),
        *("--worker-class", "gthread", "--no-control-socket", "--graceful-timeout", "10"),
        *("--workers", str(env.number("CARDINAL_WEB_WORKERS", least=1, most=64))),
        *("--threads", str(env.number("CARDINAL_WEB_THREADS", least=1, most=64))),
    ]


def become(part: str) -> None:
    """Run one part in this very process, so that a container's signals reach it."""
    line = command(part)
    os.execv(line[0], line)  # noqa: S606  no shell, and the list is our own


class Process:
    """A part in a session of its own: Ctrl-C reaches its parent alone, which ends it in order."""

    def __init__(self, name: str, line: list[str]) -> None:
        self.name = name
        self._popen = subprocess.Popen(line, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  own list

    def exit_code(self) -> int | None:
        return self._popen.poll()

    def ask_to_end(self) -> None:
        self._popen.terminate()

    def end(self, seconds: float) -> None:
        """Wait so long, then kill what is left of it, its children too."""
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(max(0.0, seconds))
        with suppress(ProcessLookupError):
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()
