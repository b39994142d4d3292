"""A server with the real library for all browser tests, and one of its own for tests that stop it."""

import shutil
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
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with tables and the real library, to be copied: making one takes eight seconds."""
    data = tmp_path_factory.mktemp("prepared")
    Server(data).prepare()
    return data


@pytest.fixture(scope="session")
def shared_server(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(prepared, tmp_path_factory.mktemp("shared"))


@pytest.fixture
def server(shared_server: Server) -> Server:
    """Shared; each test makes its own learners, more of them than one address may in an hour."""
    shared_server.forget_limits()
    return shared_server


@pytest.fixture
def own_server(prepared: Path, tmp_path: Path) -> Iterator[Server]:
    """For tests that stop it."""
    yield from _running(prepared, tmp_path / "data")


def _running(prepared: Path, data: Path) -> Iterator[Server]:
    shutil.copytree(prepared, data, dirs_exist_ok=True)
    server = Server(data)
    server.start()
    yield server
    server.stop()
