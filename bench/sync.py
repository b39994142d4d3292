"""POST /api/sync with 100 reviews against a real web server, and a rebuild, on SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg

from bench.figure import Figure
from bench.startup import a_free_port, answers
from tests.services import postgres_url

PUSHES, REVIEWS = 60, 100
CARDS = 800
PEER_MS, PEER = 266.0, "nearest open-source peer, measured earlier"


def measure() -> Iterator[Figure]:
    for name, database in (("sqlite", sqlite()), ("postgresql", postgresql())):
        with database as environ, served(environ) as address:
            took = sorted(push_all(address))
            ratio = round(median(took) / PEER_MS, 3)
            yield Figure(f"sync.100_reviews.{name}.median", round(median(took), 1), "ms", ratio, PEER)
            yield Figure(f"sync.100_reviews.{name}.p95", round(quantiles(took, n=20)[-1], 1), "ms")
            yield Figure(f"sync.nothing_to_do.{name}.median", round(median(poll_all(address)), 1), "ms")
            yield Figure(f"rebuild.10000_cards_70000_reviews.{name}", round(rebuild(environ), 1), "s")


@contextmanager
def sqlite() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="cardinal-bench-") as folder:
        yield {"CARDINAL_DATA": folder}


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """A database of its own, dropped at the end."""
    name = f"cardinal_bench_{uuid.uuid4().hex[:8]}"
    server = postgres_url()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            with tempfile.TemporaryDirectory(prefix="cardinal-bench-") as folder:
                yield {"CARDINAL_DATA": folder, "DATABASE_URL": f"{server.rpartition('/')[0]}/{name}"}
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def served(environ: dict[str, str]) -> Iterator[str]:
    """The web server as `make run` starts it; gives its address."""
    port = a_free_port()
    full = os.environ | environ | {"CARDINAL_PORT": str(port)}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=full, check=True)
    web = subprocess.Popen([sys.executable, "manage.py", "serve", "web"], env=full)
    try:
        while not answers(port):
            if web.poll() is not None:
                raise RuntimeError("the web server ended before it answered")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        web.terminate()
        web.wait(timeout=30)


def push_all(address: str) -> list[float]:
    """Milliseconds of each push of 100 reviews of one learner, whose log grows meanwhile."""
    token, device = sign_up(address), str(uuid.uuid4())
    took = []
    for push in range(PUSHES):
        events = [review(device, push * REVIEWS + n + 1) for n in range(REVIEWS)]
        began = time.perf_counter()
        answer = post(address, "/api/sync", {"device": device, "events": events}, token)
        took.append((time.perf_counter() - began) * 1000)
        assert len(answer["accepted"]) == REVIEWS
    return took


def poll_all(address: str) -> list[float]:
    """Milliseconds of each exchange with nothing to send and nothing to fetch."""
    token, device = sign_up(address), str(uuid.uuid4())
    took = []
    for _ in range(PUSHES):
        began = time.perf_counter()
        post(address, "/api/sync", {"device": device}, token)
        took.append((time.perf_counter() - began) * 1000)
    return took


def rebuild(environ: dict[str, str]) -> float:
    """Seconds to make 10,000 derived rows anew from 70,000 reviews in the database."""
    command = [sys.executable, "-m", "bench._rebuild"]
    done = subprocess.run(command, env=os.environ | environ, check=True, capture_output=True, text=True)
    return float(done.stdout)


def review(device: str, n: int) -> dict[str, Any]:
    """A review made an hour after the one before."""
    return {
        "v": 1,
        "uid": str(uuid.uuid4()),
        "device": device,
        "n": n,
        "at": 1_700_000_000_000 + n * 3_600_000,
        "tz": 60,
        "kind": "review",
        "card": f"card.{n * 7919 % CARDS}",
        "card_version": 1,
        "rating": 1 + n % 4,
        "took_ms": 4_000,
        "why": "due",
    }


def sign_up(address: str) -> str:
    """A new learner's session token."""
    name = f"bench{uuid.uuid4().hex[:12]}"
    body = {"username": name, "password": f"correct horse {uuid.uuid4()}"}
    token: str = post(address, "/_allauth/app/v1/auth/signup", body)["meta"]["session_token"]
    return token


def post(address: str, path: str, body: dict[str, Any], token: str = "") -> Any:
    headers = {"Content-Type": "application/json"} | ({"X-Session-Token": token} if token else {})
    text = json.dumps(body, separators=(",", ":"))  # as a browser writes it
    request = urllib.request.Request(address + path, text.encode(), headers)  # noqa: S310  loopback
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.loads(answer.read())


if not Path("manage.py").exists():
    raise RuntimeError("run benchmarks from the project's folder: make bench")
