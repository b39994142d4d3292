"""A server of real processes on a database of its own, SQLite or PostgreSQL as the run goes."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests import services
from tests.browser.server import Server


@pytest.fixture
def own_database() -> Iterator[str]:
    """Its URL; empty for SQLite."""
    if not services.SCALED:
        yield ""
        return
    name = f"cardinal_kill_{uuid4().hex[:12]}"
    with psycopg.connect(services.postgres_url(), autocommit=True) as postgres:
        postgres.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{services.postgres_url().rpartition('/')[0]}/{name}"
        postgres.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def processes(tmp_path: Path, own_database: str) -> Iterator[Server]:
    """Running; several workers with several threads each."""
    server = Server(tmp_path / "data", own_database)
    server.manage("migrate", "--verbosity", "0")
    server.start()
    yield server
    server.stop()
