"""Whatever is killed while devices push: what was acknowledged is there, once, and so is the rest later."""

import random
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import services
from tests.browser.server import Server
from tests.journeys.pushers import Account, Pusher, running
from tests.soaking import count, seed, times

KILLED = ["server", "database connections"] if services.SCALED else ["server"]


def kill_server(server: Server, own_database: str) -> None:
    """The web server, its workers and whatever they are in the midst of."""
    server.kill()
    server.start()


def kill_connections(server: Server, own_database: str) -> None:
    """Every PostgreSQL process that works for the server."""
    database = urlsplit(own_database).path.lstrip("/")
    with psycopg.connect(services.postgres_url(), autocommit=True) as postgres:
        postgres.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database]
        )


WAYS: dict[str, tuple[Callable[[Server, str], None], int]] = {
    "server": (kill_server, 3),
    "database connections": (kill_connections, 12),
}


@pytest.mark.parametrize("killed", KILLED)
def test_what_was_acknowledged_is_there_once_whatever_is_killed(
    processes: Server, own_database: str, killed: str
) -> None:
    chance = random.Random(seed())
    kill, usually = WAYS[killed]
    account = Account(processes)
    ended = threading.Event()
    pushers = [Pusher(account, random.Random(chance.random())) for _ in range(3)]
    threads = running(pushers, ended)
    try:
        for _ in range(times("SOAK_KILLS", usually)):
            time.sleep(chance.uniform(0.05, 0.6))
            kill(processes, own_database)
            count(kills=1)
    finally:
        ended.set()
        for thread in threads:
            thread.join(timeout=90)
    account.check()
    count(events=len(account.made))
