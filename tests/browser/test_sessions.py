"""What a session promises: a grade is counted once, kept through a reload, and can be taken back."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def a_name() -> str:
    return f"learner-{uuid4().hex[:8]}"


def reviews_of(server: Server, name: str) -> list[int]:
    """Ratings in the server's log, in order."""
    code = (
        "import json; from cards.models import Event;"
        f"events = Event.objects.filter(learner__username='{name}', kind='review').order_by('seq');"
        "print(json.dumps([json.loads(e.body)['rating'] for e in events]))"
    )
    ratings: list[int] = json.loads(server.manage("shell", "--no-imports", "-c", code))
    return ratings


def test_a_double_tap_grades_once(playwright: Playwright, server: Server, tmp_path: Path) -> None:
    name = a_name()
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(name)
        phone.reveal()
        phone.page.get_by_role("button", name="Good").first.dblclick()
        phone.wait_for_card()
        phone.wait_until_sent()
    assert reviews_of(server, name) == [3]


def test_a_reload_in_mid_session_loses_nothing(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(name)
        phone.review(3, 4)
        phone.reveal()
        question = phone.page.get_by_role("region", name="Question").inner_text()
        phone.page.reload()
        phone.wait_for_card()
        assert phone.position().startswith("3 of")
        phone.reveal()
        assert phone.page.get_by_role("region", name="Question").inner_text() == question
        phone.grade(2)
        phone.wait_until_sent()
    assert reviews_of(server, name) == [3, 4, 2]


def test_a_grade_is_taken_back_and_given_anew(playwright: Playwright, server: Server, tmp_path: Path) -> None:
    name = a_name()
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(name)
        phone.review(1)
        phone.page.get_by_role("button", name="Take the last grade back").click()
        expect(phone.page.get_by_role("heading", level=1)).to_contain_text("1 of")
        phone.review(4)
        phone.wait_until_sent()
    row = server.manage(
        "shell",
        "--no-imports",
        "-c",
        "from cards.models import DerivedRow;"
        f"print(DerivedRow.objects.get(learner__username='{name}', key__startswith='card:').state)",
    )
    assert '"reps":1' in row
    assert '"last_rating":4' in row


def test_a_failed_card_comes_back_until_it_passes(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(a_name(), minutes=5)
        reasons = _reasons_until_the_end(phone)
    assert ["You missed it earlier" in reason for reason in reasons].count(True) == 1
    assert len(reasons) > 3


def _shows_a_card(phone: Phone) -> bool:
    """Or the end of the session, whichever comes."""
    end = phone.page.get_by_role("button", name="Done", exact=True)
    expect(phone.next_button().or_(end).first).to_be_visible()
    return not end.is_visible()


def _reasons_until_the_end(phone: Phone) -> list[str]:
    """Why each card was shown, of a session whose first card is failed."""
    reasons: list[str] = []
    while _shows_a_card(phone):
        phone.reveal()
        reasons.append(phone.page.locator("section.question .why").inner_text())
        before = phone.position()
        phone.grade(1 if len(reasons) == 1 else 3)
        expect(phone.page.get_by_role("heading", level=1)).not_to_have_text(before)
    return reasons


def test_the_keyboard_does_it_all(playwright: Playwright, server: Server, tmp_path: Path) -> None:
    name = a_name()
    with a_phone(playwright, tmp_path, server.address, mobile=False) as phone:
        phone.sign_up(name)
        grades = phone.page.get_by_role("group", name="How well did you know it?")
        for key in "143":
            before = phone.position()
            while not grades.is_visible():
                phone.page.keyboard.press("Space")
                phone.page.wait_for_timeout(150)
            phone.page.keyboard.press(key)
            expect(phone.page.get_by_role("heading", level=1)).not_to_have_text(before)
        phone.page.keyboard.press("z")
        expect(phone.page.get_by_role("heading", level=1)).to_contain_text("3 of")
        phone.wait_until_sent()
    assert reviews_of(server, name) == [1, 4, 3]


def test_suspending_a_card_takes_it_out_of_the_session(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(a_name())
        phone.page.get_by_role("button", name="More for this card").click()
        phone.page.get_by_role("button", name="Suspend").click()
        expect(phone.page.get_by_text("Suspended.")).to_be_visible()
        phone.go("cards")
        phone.page.get_by_label("State").select_option("suspended")
        expect(phone.page.get_by_text("1 card", exact=True)).to_be_visible()


def test_each_card_says_why_it_is_shown(playwright: Playwright, server: Server, tmp_path: Path) -> None:
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(a_name(), minutes=5)
        new = phone.page.locator("section.question .why").inner_text()
        assert "MLS-C01, and you have met 0 of its" in new
        phone.review(1)
        reason = phone.page.locator("section.question .why")
        while "New:" in reason.inner_text():
            phone.review(4)
        assert "You missed it earlier" in reason.inner_text()


def test_a_new_device_that_opens_a_session_at_once_waits_for_what_others_did(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    with a_phone(playwright, tmp_path / "phone", server.address) as phone:
        phone.sign_up(name)
        phone.review(4, 4, 4)
        phone.wait_until_sent()
    with a_phone(playwright, tmp_path / "laptop", server.address, mobile=False) as laptop:
        laptop.sign_in(name)
        laptop.go("session")
        expect(laptop.next_button()).to_be_visible(timeout=30_000)
        why = laptop.page.locator("section.question .why").inner_text()
        assert "MLS-C01, and you have met" in why
