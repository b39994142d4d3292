"""Every screen: usable with assistive technology in light and dark, within 360 points, installable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server
from tests.browser.test_papers import begin, hand_in, options
from tests.browser.test_sessions import a_name

pytestmark = pytest.mark.browser

PLACES = ["today", "exams", "progress", "cards", "settings", "take-along", "bring-in"]
WAY = ["plan", "weak/mls-c01", "predictions/mls-c01", "rate/mls-c01", "statistics"]


def screens(phone: Phone) -> Iterator[str]:
    """Shows one after another; gives each one's name."""
    for place in ("sign-in", "sign-up", "recover"):
        phone.go(place)
        phone.page.wait_for_load_state("networkidle")
        phone.page.get_by_role("heading", level=1).wait_for()
        yield place
    phone.sign_up(a_name())
    yield "new concept"
    phone.reveal()
    yield "answer"
    phone.grade(1)
    phone.wait_for_card()
    phone.page.get_by_role("button", name="More for this card").click()
    phone.page.get_by_role("button", name="Suspend").wait_for()
    yield "menu"
    for place in [*PLACES, *WAY]:
        phone.go(place)
        phone.page.get_by_role("heading", level=1).wait_for()
        phone.page.wait_for_timeout(300)
        yield place
    yield from paper_screens(phone)


EXAM_PAGES = ["mls-c01", "mls-c01/paper", "mls-c01/past", "mls-c01/mastery", "mls-c01/outcome"]


def paper_screens(phone: Phone) -> Iterator[str]:
    """The pages of an exam, and a paper from its first question to its result."""
    page = phone.page
    for place in EXAM_PAGES:
        phone.go(f"exams/{place}")
        page.get_by_role("link", name="Back to MLS-C01").or_(
            page.get_by_role("link", name="All exams")
        ).wait_for()
        page.wait_for_timeout(300)
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        yield place
    begin(phone, training=True)
    options(page).first.check()
    page.get_by_role("button", name="Strike out option B").click()
    yield "question"
    page.get_by_role("button", name="Overview of all questions").click()
    page.get_by_role("dialog").wait_for()
    yield "overview"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("heading", name="Paused").wait_for()
    yield "pause"
    hand_in(page)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    yield "result"
    phone.go("exams/mls-c01/past")
    page.get_by_role("heading", name="Every paper").wait_for()
    yield "past papers"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_assistive_technology(
    playwright: Playwright, server: Server, tmp_path: Path, scheme: str
) -> None:
    with a_phone(playwright, tmp_path, server.address, color_scheme=scheme, reduced_motion="reduce") as phone:
        found = {name: phone.faults_for_assistive_technology() for name in screens(phone)}
    assert {*PLACES, *EXAM_PAGES, "answer", "question", "result"} <= set(found)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_no_screen_is_wider_than_the_phone_and_every_target_is_large_enough(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        for name in screens(phone):
            wide = phone.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 360, name
            small = phone.page.evaluate(
                "[...document.querySelectorAll('button, nav a, select, input')]"
                ".filter(one => !['checkbox', 'radio'].includes(one.type))"
                ".filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)"
                ".map(one => one.outerHTML.slice(0, 120))"
            )
            assert small == [], name


def test_the_app_can_be_installed(playwright: Playwright, server: Server, tmp_path: Path) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.go()
        phone.wait_for_service_worker()
        session = phone.context.new_cdp_session(phone.page)
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []
