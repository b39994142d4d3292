"""What every test starts from: empty caches, and browser tests only where there is a browser."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests import services

NO_BROWSER = pytest.StashKey[int]()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No throttle or lock outlives the test that met it."""
    yield
    cache.clear()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser its tests are left out, and the last lines say so; in CI that is an error."""
    browser = [item for item in items if item.get_closest_marker("browser")]
    if not browser or services.chromium():
        return
    if services.IN_CI:
        raise pytest.UsageError("CI needs Chromium: apt-get install chromium, or set CHROME_PATH.")
    items[:] = [item for item in items if item not in browser]
    config.hook.pytest_deselected(items=browser)
    config.stash[NO_BROWSER] = len(browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    left_out = config.stash.get(NO_BROWSER, 0)
    if left_out:
        terminalreporter.write_line(
            f"No Chromium here: {left_out} browser tests left out. Install chromium or set CHROME_PATH."
        )
