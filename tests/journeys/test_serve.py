"""One command serves the page and the API, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from backend.processes import PARTS

MANAGE = [sys.executable, "manage.py"]
SEND_A_TASK = "from cards.tasks import verify_rows_nightly; verify_rows_nightly.delay()"


class Served:
    """`manage.py serve` on a free port and on an empty data folder."""

    def __init__(self, data: Path, port: int) -> None:
        self.port = port
        self.data = data
        self.environ = {**os.environ, "CARDINAL_DATA": str(data), "CARDINAL_PORT": str(port)}
        self.environ["DJANGO_SETTINGS_MODULE"] = "backend.settings"
        self.manage("migrate", "--verbosity", "0")

    def start(self, *part: str) -> "Served":
        self.process = subprocess.Popen(
            [*MANAGE, "serve", *part],
            env=self.environ,
            cwd=settings.BASE_DIR,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return self

    def manage(self, *words: str) -> None:
        subprocess.run([*MANAGE, *words], env=self.environ, cwd=settings.BASE_DIR, check=True)

    def wait_until_ready(self) -> str:
        """Everything it printed up to the line that tells how to stop it."""
        printed = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            printed += line
            if "Ctrl-C" in line:
                return str(printed)
        raise AssertionError(f"it ended before it was ready:\n{printed}")

    def get(self, path: str) -> tuple[bytes, dict[str, str]]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read(), {name.lower(): value for name, value in answer.headers.items()}

    def page_answers(self) -> bool:
        try:
            return b"<title>Cardinal" in self.get("/")[0]
        except urllib.error.URLError:
            return False

    def tasks_waiting(self) -> int:
        return len(list((self.data / "broker" / "queue").iterdir()))

    def end(self, number: int) -> tuple[int, str]:
        self.process.send_signal(number)
        printed, _ = self.process.communicate(timeout=30)
        return self.process.returncode, printed

    def children(self) -> list[int]:
        """Every live process that was started with this data folder in its environment."""
        mark = f"CARDINAL_DATA={self.environ['CARDINAL_DATA']}".encode()
        return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if mark in _environ(folder)]


def _environ(folder: Path) -> list[bytes]:
    try:
        return (folder / "environ").read_bytes().split(b"\0")
    except OSError:  # it ended while we looked
        return []


def within(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[Served]:
    """Ready to start; whatever a failed test leaves running is ended."""
    assert settings.PAGE_DIR.is_dir(), "pwa/dist is not built: `make test` builds it"
    prepared = Served(tmp_path / "data", a_free_port())
    yield prepared
    for pid in prepared.children():
        os.kill(pid, signal.SIGKILL)
    prepared.process.communicate()


@pytest.fixture
def served(prepared: Served) -> Served:
    return prepared.start()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_the_page_and_the_api_and_ends_cleanly(served: Served, number: int) -> None:
    assert f"http://localhost:{served.port}" in served.wait_until_ready()
    page, headers = served.get("/")
    health, _ = served.get("/api/health")
    assert b"<title>Cardinal" in page
    assert "default-src 'none'" in headers["content-security-policy"]
    assert json.loads(health)
    assert served.children()
    code, printed = served.end(number)
    assert (code, "Traceback" in printed) == (0, False), printed
    assert served.children() == []
    with pytest.raises(urllib.error.URLError):
        served.get("/")


def test_the_worker_takes_what_was_asked_for_before_it_started(prepared: Served) -> None:
    prepared.manage("shell", "--no-imports", "--command", SEND_A_TASK)
    assert prepared.tasks_waiting() == 1
    prepared.start().wait_until_ready()
    assert within(30, lambda: prepared.tasks_waiting() == 0)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_runs_alone_and_ends_when_its_container_is_stopped(prepared: Served, part: str) -> None:
    prepared.manage("shell", "--no-imports", "--command", SEND_A_TASK)
    works = {
        "web": prepared.page_answers,
        "worker": lambda: prepared.tasks_waiting() == 0,
        "beat": lambda: any(prepared.data.glob("beat*")),
    }
    prepared.start(part)
    assert within(30, works[part])
    code, printed = prepared.end(signal.SIGTERM)
    assert (code, "Traceback" in printed) == (0, False), printed
    assert prepared.children() == []


def test_when_one_part_dies_the_other_is_ended_and_a_sentence_says_so(served: Served) -> None:
    served.wait_until_ready()
    worker = next(pid for pid in served.children() if b"celery" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(os.getpgid(worker), signal.SIGKILL)
    printed, _ = served.process.communicate(timeout=30)
    assert "background worker ended by itself" in printed
    assert served.process.returncode == 1
    assert served.children() == []


def test_a_port_in_use_is_told_in_a_sentence_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        served = Served(tmp_path / "data", port).start()
        printed, _ = served.process.communicate(timeout=30)
    assert f"port {port}" in printed
    assert "CARDINAL_PORT=" in printed
    assert "Traceback" not in printed
    assert served.process.returncode == 1
