"""What is done on one device of a learner shows on the other, and either can end the other's sign-in."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server
from tests.browser.test_sessions import a_name, reviews_of

pytestmark = pytest.mark.browser
A_FEW_SECONDS_MS = 20_000  # a grade leaves after three seconds, a screen that is on asks every ten


@contextmanager
def two_devices(
    playwright: Playwright, server: Server, folder: Path, name: str
) -> Iterator[tuple[Phone, Phone]]:
    """A phone on which the learner signed up, in a session, and a laptop signed in, on Today; both on."""
    with a_phone(playwright, folder / "phone", server.address) as phone:
        phone.sign_up(name)
        phone.wait_for_service_worker()
        with a_phone(playwright, folder / "laptop", server.address, mobile=False) as laptop:
            laptop.sign_in(name)
            laptop.wait_until_sent()
            expect(laptop.page.get_by_text("Card library")).to_be_visible()
            laptop.wait_for_service_worker()
            yield phone, laptop


def says_it_has_met(phone: Phone, cards: int) -> None:
    """Progress, left open, comes to say so by itself."""
    expect(phone.page.get_by_text("You have met")).to_have_count(1, timeout=A_FEW_SECONDS_MS)
    expect(phone.page.get_by_text(f"You have met {cards} of")).to_be_visible(timeout=A_FEW_SECONDS_MS)


def take_back(phone: Phone) -> None:
    before = phone.position()
    phone.page.get_by_role("button", name="Take the last grade back").click()
    expect(phone.page.get_by_role("heading", level=1)).not_to_have_text(before)


def rows_of(server: Server, name: str) -> dict[str, dict[str, int]]:
    """The server's derived rows of cards, by card."""
    code = (
        "import json; from cards.models import DerivedRow;"
        f"rows = DerivedRow.objects.filter(learner__username='{name}', key__startswith='card:');"
        "print(json.dumps({row.key[5:]: json.loads(row.state) for row in rows}))"
    )
    found: dict[str, dict[str, int]] = json.loads(server.manage("shell", "--no-imports", "-c", code))
    return found


def open_devices(phone: Phone) -> None:
    phone.go("settings")
    expect(phone.page.get_by_role("heading", name="Your devices")).to_be_visible()


def test_a_grade_and_its_undo_show_on_the_other_screen_by_themselves(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with two_devices(playwright, server, tmp_path, a_name()) as (phone, laptop):
        laptop.go("progress")
        says_it_has_met(laptop, 0)
        phone.review(3)
        says_it_has_met(laptop, 1)
        take_back(phone)
        says_it_has_met(laptop, 0)


def test_a_grade_taken_back_offline_is_taken_back_on_both_once_online(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    with two_devices(playwright, server, tmp_path, name) as (phone, laptop):
        laptop.go("progress")
        phone.review(3, 4)
        says_it_has_met(laptop, 2)
        phone.context.set_offline(True)
        take_back(phone)
        phone.go("progress")
        says_it_has_met(phone, 1)
        phone.context.set_offline(False)
        says_it_has_met(laptop, 1)
    assert sorted(row["reps"] for row in rows_of(server, name).values()) == [0, 1]


def test_a_suspended_card_and_a_setting_travel(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with two_devices(playwright, server, tmp_path, a_name()) as (phone, laptop):
        laptop.go("cards")
        laptop.page.get_by_label("State").select_option("suspended")
        phone.page.get_by_role("button", name="More for this card").click()
        phone.page.get_by_role("button", name="Suspend").click()
        expect(laptop.page.get_by_text("1 card", exact=True)).to_be_visible(timeout=A_FEW_SECONDS_MS)
        laptop.go("settings")
        laptop.page.get_by_role("radio", name="Dark").check()
        phone.go("settings")
        expect(phone.page.get_by_role("radio", name="Dark")).to_be_checked(timeout=A_FEW_SECONDS_MS)


def test_two_devices_that_review_one_card_offline_both_count_on_both(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    with two_devices(playwright, server, tmp_path, name) as (phone, laptop):
        laptop.go("today")
        laptop.page.get_by_role("link", name="Start").click()
        laptop.wait_for_card()
        for one, rating in ((phone, 3), (laptop, 4)):
            one.context.set_offline(True)
            one.review(rating)
        for one in (phone, laptop):
            one.context.set_offline(False)
            one.wait_until_sent()
        [(card, row)] = rows_of(server, name).items()
        assert row["reps"] == 2
        for one in (phone, laptop):
            one.go("settings")
            one.page.get_by_role("button", name="Send and fetch now").click()
            one.wait_until_sent()
            one.go("progress")
            says_it_has_met(one, 1)
            one.go(f"cards/{card}")
            history = one.page.get_by_role("row")
            expect(history).to_have_count(3)  # with its heading
            expect(history.filter(has_text="Good")).to_have_count(1)
            expect(history.filter(has_text="Easy")).to_have_count(1)


def test_an_ended_device_goes_on_and_hands_in_its_grades_after_signing_in(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    with two_devices(playwright, server, tmp_path, name) as (phone, laptop):
        phone.review(3)
        phone.wait_until_sent()
        open_devices(laptop)
        laptop.page.get_by_role("button", name="End Chrom").click()
        sheet = laptop.page.get_by_role("dialog")
        expect(sheet).to_contain_text("can be handed in after signing in again")
        sheet.get_by_role("button", name="Sign it out").click()
        expect(laptop.page.get_by_text("1 device signed out")).to_be_visible()
        phone.go("session")
        phone.review(4, 2)
        phone.go("today")
        expect(phone.page.get_by_text("Signed out elsewhere: sign in to send 2 grades.")).to_be_visible(
            timeout=A_FEW_SECONDS_MS
        )
        assert reviews_of(server, name) == [3]
        phone.page.get_by_role("link", name="Sign in").click()
        phone.sign_in(name)
        phone.wait_until_sent()
        assert reviews_of(server, name) == [3, 4, 2]
        expect(laptop.page.get_by_role("button", name="End Chrom")).to_be_visible(timeout=A_FEW_SECONDS_MS)
        laptop.go("progress")
        says_it_has_met(laptop, 3)


def test_devices_are_named_by_their_learner_and_offline_the_list_says_what_it_needs(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with two_devices(playwright, server, tmp_path, a_name()) as (phone, laptop):
        open_devices(laptop)
        here = laptop.page.get_by_role("listitem").filter(has_text=", this one")
        expect(here).to_contain_text(re.compile(r"Chrom\w+ on Linux"))
        expect(here).to_contain_text("Everything was sent.")
        here.get_by_role("button", name="Rename").click()
        laptop.page.get_by_role("dialog").get_by_label("Name").fill("The desk at home")
        laptop.page.get_by_role("button", name="Rename it").click()
        expect(here).to_contain_text("The desk at home")
        open_devices(phone)
        expect(phone.page.get_by_text("The desk at home")).to_be_visible()
        assert phone.faults_for_assistive_technology() == []
        phone.page.get_by_role("button", name="End The desk at home").click()
        assert phone.faults_for_assistive_technology() == []
        phone.page.get_by_role("button", name="Leave it signed in").click()
        phone.context.set_offline(True)
        phone.page.reload()
        expect(phone.page.get_by_text("needs the network")).to_be_visible()
        phone.context.set_offline(False)
        expect(phone.page.get_by_text("The desk at home")).to_be_visible(timeout=A_FEW_SECONDS_MS)
