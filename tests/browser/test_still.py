"""The picture of the card on the table: what a start shows until the app stands and shows the card itself."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Playwright, Route, expect

from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server
from tests.browser.test_sessions import a_name

pytestmark = pytest.mark.browser

# Only without a service worker, which would answer in its stead, can the driver hold a script back.
WITHOUT_WORKER = (
    "Service Worker registration blocked by Playwright",
    "Cannot read properties of undefined (reading 'waiting')",
)
KEPT = "localStorage.getItem('cardinal-still')"


def until(page: Page, expression: str) -> None:
    """Playwright's own waiting evaluates text, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


@contextmanager
def in_session(playwright: Playwright, server: Server, profile: Path, **options: Any) -> Iterator[Phone]:
    """A phone whose picture of the second card is kept, and whose page can be held back."""
    with a_phone(playwright, profile, server.address, service_workers="block", **options) as phone:
        phone.sign_up(a_name())
        phone.review(3)
        until(phone.page, f"!!{KEPT}?.includes('2 of')")
        yield phone
        phone.complaints = [one for one in phone.complaints if one not in WITHOUT_WORKER]


def start(page: Page) -> Callable[[], None]:
    """Loads the page as far as its first scripts; what is given back lets the app come."""
    held: list[Route] = []
    page.route("**/assets/page-*.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    until(page, "document.readyState !== 'loading'")

    def go_on() -> None:
        for route in held:
            route.continue_()

    return go_on


def picture(page: Page) -> Locator:
    return page.locator("#still")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_start_shows_the_card_and_the_app_changes_nothing_about_it(
    playwright: Playwright, server: Server, tmp_path: Path, colours: str
) -> None:
    with in_session(playwright, server, tmp_path, color_scheme=colours) as phone:
        go_on = start(phone.page)
        expect(picture(phone.page)).to_contain_text("2 of")
        before = phone.page.screenshot()
        go_on()
        phone.wait_for_card()
        expect(picture(phone.page)).to_have_count(0)
        assert phone.page.screenshot() == before
        phone.review(3)
        assert phone.position().startswith("3 of")


def test_the_picture_cannot_be_touched_and_is_not_read_aloud(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with in_session(playwright, server, tmp_path) as phone:
        go_on = start(phone.page)
        expect(picture(phone.page)).to_be_visible()
        assert not read_aloud(phone.page, "button", seconds=1)
        phone.page.keyboard.press("Tab")
        assert phone.page.evaluate("document.activeElement === document.body")
        go_on()
        phone.wait_for_card()
        assert read_aloud(phone.page, "button")


def read_aloud(page: Page, role: str, seconds: float = 5) -> bool:
    """Whether assistive technology is told of such a thing; a browser makes what it tells a little later."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    for _ in range(int(seconds * 5)):
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        if any(node["role"]["value"] == role for node in nodes if not node["ignored"]):
            return True
        page.wait_for_timeout(200)
    return False


def test_a_picture_is_shown_only_where_it_still_holds(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with in_session(playwright, server, tmp_path) as phone:
        kept = json.loads(phone.page.evaluate(KEPT))
        of_another_build = {"style": "https://example.org/of-another-build.css"}
        for change in ({"until": 0}, of_another_build, {"learner": "somebody else"}):
            keep(phone.page, kept | change)
            go_on = start(phone.page)
            assert phone.page.evaluate(KEPT) == json.dumps(kept | change)
            expect(picture(phone.page)).to_have_count(0)
            go_on()
            phone.wait_for_card()
        keep(phone.page, kept)
        phone.page.evaluate("history.replaceState(null, '', '#/settings')")
        go_on = start(phone.page)
        expect(picture(phone.page)).to_have_count(0)
        go_on()
        expect(phone.page.get_by_role("heading", name="Settings")).to_be_visible()


def keep(page: Page, still: dict[str, Any]) -> None:
    page.evaluate("still => localStorage.setItem('cardinal-still', still)", json.dumps(still))


def test_a_tab_left_open_keeps_no_picture_for_whoever_uses_the_phone_next(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with in_session(playwright, server, tmp_path) as phone:
        kept = json.loads(phone.page.evaluate(KEPT))
        phone.page.evaluate("localStorage.setItem('cardinal-learner', 'bob')")  # in another tab
        phone.review(3)
        phone.page.wait_for_timeout(1_000)
        assert phone.page.evaluate(KEPT) is None
        keep(phone.page, kept)
        phone.page.reload(wait_until="commit")
        phone.wait_for_card()
        assert "2 of" in kept["html"]
        assert phone.page.evaluate(f"!{KEPT}?.includes('2 of')")


def test_neither_an_answer_nor_a_learner_who_has_gone_is_in_a_picture(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with in_session(playwright, server, tmp_path) as phone:
        kept = json.loads(phone.page.evaluate(KEPT))
        phone.reveal()
        phone.page.wait_for_timeout(1_000)
        expect(phone.page.get_by_role("region", name="Answer")).to_be_visible()
        assert "Answer" not in json.loads(phone.page.evaluate(KEPT) or '{"html": ""}')["html"].replace(
            "Show answer", ""
        )
        phone.wait_until_sent()
        keep(phone.page, kept)
        phone.page.get_by_role("button", name="Sign out").click()
        phone.page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
        expect(phone.page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert phone.page.evaluate(KEPT) is None


def test_the_chosen_theme_is_there_before_the_app(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with in_session(playwright, server, tmp_path) as phone:
        phone.page.evaluate("localStorage.setItem('theme', 'dark')")
        go_on = start(phone.page)
        expect(phone.page.locator("html")).to_have_attribute("data-theme", "dark")
        go_on()
        phone.wait_for_card()
