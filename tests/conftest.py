"""What every test starts from: empty caches, and browser tests only where there is a browser."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from hypothesis import settings

from tests import services

settings.register_profile("untimed", deadline=None)  # how long a case takes is the machine's, not the code's
settings.load_profile("untimed")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "own_database"}
NO_BROWSER = pytest.StashKey[int]()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No throttle or lock outlives the test that met it."""
    yield
    cache.clear()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if services.SCALED:
        keep_what_meets_a_database(config, items)
    leave_out_browsers_where_there_is_none(config, items)


def keep_what_meets_a_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The rest is the same on PostgreSQL as on SQLite, and was tested there."""
    met = [item for item in items if item.get_closest_marker("django_db") or DATABASE_FIXTURES & names(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in met])
    items[:] = met


def names(item: pytest.Item) -> set[str]:
    """The fixtures a test uses, directly or not."""
    return set(item.fixturenames) if isinstance(item, pytest.Function) else set()


def leave_out_browsers_where_there_is_none(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The last lines say so; in CI that is an error."""
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
