"""From `make run` in a fresh clone to a page that answers: the first time, and every later time."""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
FIRST_SECONDS = 600
LATER_STARTS = 3


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="cardinal-startup-") as folder:
        clone = Path(folder) / "cardinal"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        yield Figure("startup.first", round(seconds_to_page(clone), 1), "s")
        later = sorted(seconds_to_page(clone) for _ in range(LATER_STARTS))
        yield Figure("startup.later", round(later[LATER_STARTS // 2], 1), "s")


def seconds_to_page(clone: Path) -> float:
    """Starts Cardinal, waits for its page, stops it."""
    port = a_free_port()
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "run"],
        cwd=clone,
        env={**os.environ, "CARDINAL_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(port):
            if process.poll() is not None or time.monotonic() - began > FIRST_SECONDS:
                raise RuntimeError(f"`make run` in a fresh clone gave no page (exit code {process.poll()})")
            time.sleep(0.05)
        return time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
