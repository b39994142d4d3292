"""The way to an exam, told on the phone: weak areas, a diagnostic, the plan, predictions, statistics."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.phone import a_phone
from tests.browser.server import Server
from tests.browser.test_sessions import a_name

pytestmark = pytest.mark.browser


def test_a_weak_topic_is_one_tap_from_its_cards(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(a_name())
        phone.review(1, 3)
        phone.go("weak/mls-c01")
        study = phone.page.get_by_role("link", name="Study ").first
        topic = (study.get_attribute("aria-label") or "").removeprefix("Study ")
        study.click()
        phone.wait_for_card()
        phone.page.get_by_role("button", name="About this concept").click()
        expect(phone.page.get_by_role("dialog")).to_be_visible()
        phone.page.keyboard.press("Escape")
        assert topic
        phone.review(3)
        phone.page.wait_for_timeout(1_000)  # by then a grade is on the disk, and its session with it
        phone.page.reload()
        phone.wait_for_card()
        assert phone.position().startswith("2 of")  # the same session goes on


def test_rated_and_measured_stand_side_by_side_after_a_diagnostic_that_was_stopped(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        page = phone.page
        phone.sign_up(a_name())
        phone.go("today")
        page.get_by_role("link", name="Rate yourself").click()
        strong = page.get_by_role("radio", name="strong", exact=True)
        strong.first.wait_for()
        for domain in strong.all():
            domain.check()
        expect(page.get_by_text("you said strong").first).to_be_visible()
        page.get_by_role("link", name="Start the diagnostic").click()
        phone.review(1, 1, 1)
        page.get_by_role("button", name="Stop here").click()
        expect(page.get_by_role("heading", name="The diagnostic")).to_be_visible()
        expect(page.get_by_text("you said strong, the cards say").first).to_be_visible()


def test_a_day_off_changes_the_plan_and_is_kept(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        page = phone.page
        phone.sign_up(a_name())
        phone.go("plan")
        holds = page.get_by_text(re.compile(r"Today holds \d+ to repeat and \d+ new"))
        expect(holds).to_be_visible()
        for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
            page.get_by_role("checkbox", name=day).check()
        expect(page.get_by_text("is off, so no card is planned")).to_be_visible()
        page.get_by_role("checkbox", name="Sun").uncheck()
        expect(page.get_by_text("is off, so no card is planned")).to_be_hidden()
        phone.go("today")
        phone.go("plan")
        expect(page.get_by_role("checkbox", name="Mon")).to_be_checked()


def test_a_prediction_is_kept_when_a_session_is_left_and_statistics_need_no_network(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        page = phone.page
        phone.sign_up(a_name())
        phone.wait_for_service_worker()
        phone.context.set_offline(True)
        phone.review(3, 4, 1)
        phone.go("today")
        page.get_by_role("heading", name="Today").first.wait_for()
        phone.go("predictions/mls-c01")
        expect(page.get_by_text(re.compile(r"the prediction was \d+"))).to_be_visible()
        phone.go("statistics")
        expect(page.get_by_text("3 reviews in all")).to_be_visible()
        expect(page.get_by_text(re.compile("you studied on 1 day: 3 reviews"))).to_be_visible()
