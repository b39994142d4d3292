"""A learner sits practice papers: offline, over a restart, on two devices, with the keyboard alone."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server
from tests.browser.test_sessions import a_name

pytestmark = pytest.mark.browser


def options(page: Page) -> Locator:
    """Radio buttons or checkboxes of the question shown."""
    return page.locator("fieldset li input")


def asked(page: Page) -> int:
    """How many options the question asks for."""
    return int(re.findall(r"Choose (\d)", page.locator("legend", has_text="Choose").inner_text())[0])


def answer(page: Page) -> None:
    """As many options as the question asks for, from the first on."""
    for place in range(asked(page)):
        options(page).nth(place).check()


def begin(phone: Phone, *, training: bool = False) -> None:
    """A short paper of ten questions, at its first."""
    page = phone.page
    phone.go("exams/mls-c01/paper")
    page.get_by_role("radio", name="Short paper").check()
    page.get_by_role("radio", name="10 in").check()
    if training:
        page.get_by_role("radio", name="Training").check()
    page.get_by_role("button", name="Start: 10 questions").click()
    at_question(page, 1)


def at_question(page: Page, place: int) -> None:
    expect(page.get_by_role("heading", name=f"{place} of 10", exact=True)).to_be_visible()


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Overview of all questions").click()
    page.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", name="Result")).to_be_visible()


def test_a_paper_is_sat_offline_over_a_restart_and_leads_to_its_cards(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(a_name())
        phone.wait_until_sent()
        phone.wait_for_service_worker()
        phone.context.set_offline(True)
        begin(phone)
        answer(phone.page)
        phone.page.get_by_role("button", name="Flag this question").click()
        phone.page.get_by_role("button", name="Strike out option B").click()
        phone.page.get_by_role("button", name="Not sure").click()
        phone.page.get_by_role("button", name="Next").click()
        at_question(phone.page, 2)
        phone.page.wait_for_url("**/*/2")
        phone.page.reload()
        at_question(phone.page, 2)
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.context.set_offline(True)
        phone.go("exams")
        phone.page.get_by_text("1 of 10 questions answered").wait_for()
        phone.page.get_by_role("link", name="Continue this paper").click()
        at_question(phone.page, 2)
        phone.page.get_by_role("button", name="Back").click()
        expect(options(phone.page).first).to_be_checked()
        for name in ("Flag this question", "Strike out option B", "Not sure"):
            expect(phone.page.get_by_role("button", name=name, pressed=True)).to_be_visible()
        hand_in(phone.page)
        phone.page.get_by_role("button", name="Not sure 1").click()
        expect(phone.page.get_by_text("1 question shown")).to_be_attached()
        phone.page.locator("summary", has_text="you were not sure").click()
        expect(phone.page.get_by_text("your choice").first).to_be_visible()
        called = phone.page.get_by_role("link", name=re.compile(r"Study \d+ cards"))
        count = re.findall(r"\d+", called.inner_text())[0]
        called.click()
        expect(phone.page.get_by_role("heading", level=1)).to_have_text(f"1 of ~{count}")


def test_two_devices_answer_the_same_paper_and_the_last_answer_counts(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    with a_phone(playwright, tmp_path / "phone", server.address) as phone:
        phone.sign_up(name)
        begin(phone, training=True)
        answer(phone.page)
        phone.page.wait_for_url("**/*/1")
        address = phone.page.url
        phone.wait_until_sent()
        with a_phone(playwright, tmp_path / "laptop", server.address, mobile=False) as laptop:
            laptop.sign_in(name)
            laptop.go("exams")
            laptop.page.get_by_role("link", name="Continue this paper").click()
            laptop.page.wait_for_url("**/sitting/*/*")
            if not laptop.page.url.endswith("/1"):
                laptop.page.get_by_role("button", name="Back").click()
            at_question(laptop.page, 1)
            expect(options(laptop.page).nth(0)).to_be_checked(timeout=90_000)
            options(laptop.page).nth(2).check()
            laptop.wait_until_sent()
            phone.page.goto(address)
            at_question(phone.page, 1)
            expect(options(phone.page).nth(2)).to_be_checked(timeout=90_000)
            expect(phone.page.get_by_text("Answered on another device just now: question 1.")).to_be_visible()
            hand_in(phone.page)
            phone.wait_until_sent()
            laptop.page.get_by_role("button", name="Send and fetch now").click()
            laptop.go("exams/mls-c01/past")
            expect(laptop.page.get_by_role("link", name="Short paper")).to_be_visible()


def test_a_paper_needs_no_more_than_the_keyboard(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address, mobile=False) as laptop:
        laptop.sign_up(a_name())
        begin(laptop, training=True)
        page = laptop.page
        state = "answered" if asked(page) == 1 else "not complete"  # by one option
        page.keyboard.press("3")
        expect(options(page).nth(2)).to_be_checked()
        page.keyboard.press("Shift+1")
        expect(page.get_by_role("button", name="Strike out option A")).to_have_attribute(
            "aria-pressed", "true"
        )
        page.keyboard.press("f")
        page.keyboard.press("s")
        expect(page.get_by_role("button", name="Sure", exact=True, pressed=True)).to_be_visible()
        page.keyboard.press("n")
        at_question(page, 2)
        expect(page.get_by_role("region", name="Question 2 of 10")).to_be_focused()
        page.keyboard.press("ArrowLeft")
        at_question(page, 1)
        page.keyboard.press("o")
        expect(page.get_by_role("button", name=f"Question 1, {state}, flagged", exact=True)).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Pause").click()
        expect(page.get_by_role("heading", name="Paused")).to_be_visible()
        face = page.get_by_role("timer").inner_text()
        page.wait_for_timeout(1_200)
        expect(page.get_by_role("timer")).to_have_text(face)
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("timer")).not_to_have_text(face)


def test_a_paper_is_handed_in_when_its_time_is_up(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(a_name())
        begin(phone)
        options(phone.page).first.check()
        phone.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(minutes=29))  # a paper of ten has 28
        expect(phone.page.get_by_role("heading", name="Result")).to_be_visible()
        expect(phone.page.get_by_text("2. Not answered")).to_be_visible()


def test_a_reported_result_is_told_back_and_a_wrong_one_is_refused(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(a_name())
        phone.go("exams/mls-c01")
        phone.page.get_by_role("link", name="Report the result").click()
        phone.page.get_by_label("Score, if you know it").fill("1812")
        phone.page.get_by_role("button", name="Keep this result").click()
        expect(phone.page.get_by_text("Say whether you passed.")).to_be_visible()
        expect(phone.page.get_by_text("A score is a whole number from 100 to 1,000")).to_be_visible()
        phone.page.get_by_role("radio", name="Passed", exact=True).check()
        phone.page.get_by_label("Score, if you know it").fill("812")
        phone.page.get_by_role("button", name="Keep this result").click()
        expect(phone.page.get_by_text("You passed this exam, with a score of 812.")).to_be_visible()
