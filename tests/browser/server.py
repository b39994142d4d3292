"""The web server as a learner's phone meets it, which can be stopped and started again."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60


class Server:
    """`manage.py serve web` on its own data, always at the same address; without a URL on SQLite."""

    def __init__(self, data: Path, database_url: str = "") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self.address = f"http://localhost:{self._port}"
        self._environ = os.environ | {
            "DJANGO_SETTINGS_MODULE": "backend.settings",
            "CARDINAL_DATA": str(data),
            "DATABASE_URL": database_url,
            "REDIS_URL": "",
            "CARDINAL_PORT": str(self._port),
            "CARDINAL_ORIGIN": self.address,
        }
        self._data = data
        self._web: subprocess.Popen[bytes] | None = None

    def forget_limits(self) -> None:
        """How often an address signed up is counted in the cache."""
        shutil.rmtree(self._data / "cache", ignore_errors=True)

    def prepare(self) -> None:
        """Tables, and the real library."""
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_library")

    def manage(self, *arguments: str) -> str:
        """What a command of `manage.py` prints."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, env=self._environ, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self) -> None:
        """Returns once it answers."""
        command = [sys.executable, "manage.py", "serve", "web"]
        self._web = subprocess.Popen(command, env=self._environ, cwd=ROOT, start_new_session=True)
        end = time.monotonic() + READY_SECONDS
        while not self.answers():
            assert self._web.poll() is None, "the web server ended before it answered"
            assert time.monotonic() < end, "the web server did not answer in time"
            time.sleep(0.1)

    def stop(self) -> None:
        """Also closes connections that browsers keep alive."""
        if self._web:
            self._web.terminate()
            self._web.wait(timeout=30)
            self._web = None

    @contextmanager
    def working(self) -> Iterator[None]:
        """With a background worker beside it, as in a real installation."""
        command = [sys.executable, "manage.py", "serve", "worker"]
        worker = subprocess.Popen(command, env=self._environ, cwd=ROOT, start_new_session=True)
        try:
            yield
        finally:
            worker.terminate()
            worker.wait(timeout=30)

    def kill(self) -> None:
        """As a power cut would: it and its workers at once, whatever they are doing."""
        assert self._web is not None
        os.killpg(self._web.pid, signal.SIGKILL)
        self._web.wait(timeout=30)
        self._web = None

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        try:
            connection.request("GET", "/api/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
