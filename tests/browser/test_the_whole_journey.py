"""A learner signs up, reviews, loses the network, closes the browser, goes on, comes back, changes device."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def reviewed_of_all(phone: Phone) -> str:
    phone.go("progress")
    met = phone.page.get_by_text("You have met")
    expect(met).to_be_visible()
    return met.inner_text().split(" cards")[0]


def test_from_the_first_visit_to_the_second_device(
    playwright: Playwright, own_server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path / "phone", own_server.address) as phone:
        phone.sign_up("ada")
        phone.review(3, 1, 4)
        phone.wait_for_service_worker()
        own_server.stop()
        phone.review(3, 2)
        phone.page.wait_for_timeout(1_000)  # a grade is on the disk within a second
    with a_phone(playwright, tmp_path / "phone", own_server.address) as phone:
        phone.go("today")
        expect(phone.page.get_by_text("Offline")).to_be_visible()
        expect(phone.page.get_by_text("are safe on this phone")).to_be_visible()
        phone.page.get_by_role("link", name="Continue").or_(
            phone.page.get_by_role("button", name="Continue")
        ).click()
        phone.review(3, 3)
        own_server.start()
        phone.go("settings")
        phone.page.get_by_role("button", name="Send and fetch now").click()
        phone.wait_until_sent()
        here = reviewed_of_all(phone)
        with a_phone(playwright, tmp_path / "laptop", own_server.address, mobile=False) as laptop:
            laptop.sign_in("ada")
            laptop.go("progress")
            expect(laptop.page.get_by_text(here)).to_be_visible(timeout=30_000)
            laptop.go("today")
            laptop.page.get_by_role("link", name="Start").or_(
                laptop.page.get_by_role("button", name="Start")
            ).click()
            laptop.review(4)
            laptop.wait_until_sent()
            there = reviewed_of_all(laptop)
        phone.go("settings")
        phone.page.get_by_role("button", name="Send and fetch now").click()
        phone.go("progress")
        expect(phone.page.get_by_text(there)).to_be_visible()
    log = own_server.manage("shell", "--no-imports", "-c", COUNT)
    assert log.split() == ["8", "0"]


COUNT = (
    "from cards.models import *; from cards.reviews.rebuild import verify;"
    "print(Event.objects.filter(kind='review').count(),"
    " sum(len(verify(learner.pk)) for learner in Learner.objects.all()))"
)
