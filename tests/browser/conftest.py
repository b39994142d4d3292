"""A server with the real library for all browser tests, and one of its own for tests that stop it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.server import Server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(Server(tmp_path_factory.mktemp("shared")))


@pytest.fixture
def server(shared_server: Server) -> Server:
    """Shared; each test makes its own learners, more of them than one address may in an hour."""
    shared_server.forget_limits()
    return shared_server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """For tests that stop it."""
    yield from _running(Server(tmp_path / "data"))


def _running(server: Server) -> Iterator[Server]:
    server.prepare()
    server.start()
    yield server
    server.stop()
