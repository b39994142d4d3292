"""Sync beside Anki's own server, both in one run: many reviews, few, none, and a new device's first time."""

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
import venv
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench import sync
from bench._timing import seconds
from bench.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
ANKI_ENVIRONMENT = ROOT / ".venv" / "anki"
PUSH = 500
MANY, CARDS = 10_000, 2_000
LARGE, LARGE_CARDS = 100_000, 20_000
NOTHING_TO_DO = 50
PEER = "Anki's sync server"


class Device:
    """A client without a screen that keeps what it gets in SQLite, as Anki's does."""

    def __init__(self, address: str, token: str, folder: Path) -> None:
        self.id = str(uuid.uuid4())
        self._address, self._token = address, token
        self._at: dict[str, Any] = {"cursor": None, "log_cursor": None}
        self._store = sqlite3.connect(folder / f"{self.id}.sqlite3")
        self._store.execute("CREATE TABLE rows (key TEXT PRIMARY KEY, state TEXT)")
        self._store.execute("CREATE TABLE log (uid TEXT PRIMARY KEY, event TEXT)")

    def exchange(self, events: list[Any]) -> Any:
        body = {"device": self.id, "events": events} | self._at
        answer = sync.post(self._address, "/api/sync", body, self._token)
        assert not answer["refused"]
        self._keep(answer)
        return answer

    def _keep(self, answer: Any) -> None:
        rows = [(row["key"], json.dumps(row["state"])) for row in answer["rows"]]
        log = [(event["uid"], json.dumps(event)) for event in answer["log"]]
        with self._store:
            self._store.executemany("REPLACE INTO rows VALUES (?, ?)", rows)
            self._store.executemany("REPLACE INTO log VALUES (?, ?)", log)
        self._at = {name: answer[name] for name in ("cursor", "log_cursor", "epoch")}

    def push(self, events: list[Any]) -> None:
        for start in range(0, len(events), PUSH):
            self.exchange(events[start : start + PUSH])

    def pull(self) -> float:
        """Until nothing is left; seconds until the rows were here, which is when it can review."""
        began, rows_after = time.perf_counter(), 0.0
        while True:
            answer = self.exchange([])
            if not answer["more"] and not rows_after:
                rows_after = time.perf_counter() - began
            if not answer["more"] and not answer["log_more"]:
                return rows_after

    def events(self) -> int:
        return int(self._store.execute("SELECT count(*) FROM log").fetchone()[0])


def measure() -> Iterator[Figure]:
    # -P: next to it lies a module named like one of Python's own
    anki = json.loads(subprocess.check_output([anki_python(), "-P", ROOT / "bench" / "_anki.py"]))
    with (
        tempfile.TemporaryDirectory(prefix="cardinal-bench-") as folder,
        sync.sqlite() as environ,
        sync.served(environ) as address,
    ):
        yield from beside(Path(folder), address, anki)
        yield from a_large_log(Path(folder), address)


def beside(folder: Path, address: str, anki: dict[str, float]) -> Iterator[Figure]:
    token = sync.sign_up(address)
    a, b = Device(address, token, folder), Device(address, token, folder)
    reviews = made(a.id, MANY + 20, CARDS)
    a.push(reviews[:1])
    b.pull()
    many = a_to_b(a, b, reviews[1:MANY])
    yield against("10000_reviews_a_to_b", many, anki["many_seconds"], "s", 1)
    few = a_to_b(a, b, reviews[MANY:])
    yield against("20_reviews_a_to_b", few, anki["few_seconds"], "ms", 1000)
    nothing = median(seconds(lambda: b.exchange([])) for _ in range(NOTHING_TO_DO))
    yield against("nothing_to_do", nothing, anki["nothing_seconds"], "ms", 1000)
    assert b.events() == MANY + 20


def a_to_b(a: Device, b: Device, reviews: list[Any]) -> float:
    """Seconds from one device through the server to the other."""
    began = time.perf_counter()
    a.push(reviews)
    b.pull()
    return time.perf_counter() - began


def a_large_log(folder: Path, address: str) -> Iterator[Figure]:
    """How pushing grows with the log, and what a new device waits for behind 100,000 reviews."""
    token = sync.sign_up(address)
    a = Device(address, token, folder)
    reviews = made(a.id, LARGE, LARGE_CARDS)
    done = 0
    for target in (1_000, 10_000, LARGE):
        took = seconds(partial(a.push, reviews[done:target]))
        yield Figure(
            f"beside_anki.push_500_up_to_{target}", round(took / (target - done) * PUSH * 1000, 1), "ms"
        )
        done = target
    fresh = Device(address, token, folder)
    began = time.perf_counter()
    rows_after = fresh.pull()
    yield Figure("beside_anki.new_device.can_review", round(rows_after, 2), "s")
    yield Figure("beside_anki.new_device.whole_log", round(time.perf_counter() - began, 2), "s")
    assert fresh.events() == LARGE
    yield Figure("beside_anki.server_memory_peak", round(peak_memory_mb(address)), "MB")


def against(name: str, ours: float, theirs: float, unit: str, scale: float) -> Figure:
    return Figure(f"beside_anki.{name}", round(ours * scale, 2), unit, round(ours / theirs, 2), PEER)


def made(device: str, count: int, cards: int) -> list[Any]:
    return [sync.review(device, n) | {"card": f"card.{n * 7919 % cards}"} for n in range(1, count + 1)]


def peak_memory_mb(address: str) -> float:
    """Of the largest of the server's processes, told by the port in their command lines."""
    port = address.rpartition(":")[2].encode()
    peaks = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"gunicorn" in (line := (process / "cmdline").read_bytes()) and port in line:
                peak = next(row for row in (process / "status").read_text().splitlines() if "VmHWM" in row)
                peaks.append(int(peak.split()[1]) / 1024)
        except OSError:  # it ended while we looked
            continue
    return max(peaks)


def anki_python() -> Path:
    """An environment of its own for the peer, made once."""
    python = ANKI_ENVIRONMENT / "bin" / "python"
    if not (ANKI_ENVIRONMENT / ".made").exists():
        sys.stderr.write("Installing Anki's package in an environment of its own (half a minute)…\n")
        venv.create(ANKI_ENVIRONMENT, clear=True, with_pip=True)
        lock = ROOT / "requirements-anki.lock"
        subprocess.run([python, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock], check=True)
        (ANKI_ENVIRONMENT / ".made").touch()
    return python
