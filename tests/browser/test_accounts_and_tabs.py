"""Two tabs, two accounts, an ended session, a full disk: nothing is shared and nothing is lost."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.phone import a_phone
from tests.browser.server import Server
from tests.browser.test_sessions import a_name, reviews_of

pytestmark = pytest.mark.browser


def test_a_card_open_in_two_tabs_is_graded_once(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    """The second tab goes on with the first one's session: the card on both screens is one showing."""
    name = a_name()
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(name)
        phone.review(3)
        first = phone.page
        phone.page = phone.new_page()
        phone.go("session")
        phone.review(4)
        phone.wait_until_sent()
        phone.page.close()
        phone.page = first
        phone.page.bring_to_front()
        phone.review(1, 2)
        phone.wait_until_sent()
        expect(phone.page.get_by_text("could not take")).to_have_count(0)
    assert reviews_of(server, name) == [3, 4, 2]


def test_an_ended_session_keeps_grades_and_asks_to_sign_in(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(name)
        phone.wait_for_service_worker()
        server.manage(
            "shell",
            "-c",
            "from django.contrib.sessions.models import Session; Session.objects.all().delete()",
        )
        phone.review(3, 3)
        phone.go("today")
        expect(phone.page.get_by_text("sign in", exact=False).first).to_be_visible()
        assert reviews_of(server, name) == []
        phone.sign_in(name)
        phone.wait_until_sent()
    assert reviews_of(server, name) == [3, 3]


def test_signing_out_warns_of_unsent_grades_and_the_next_account_finds_nothing(
    playwright: Playwright, own_server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path / "phone", own_server.address) as phone:
        phone.sign_up("ada")
        phone.wait_until_sent()
        phone.wait_for_service_worker()
        phone.context.set_offline(True)
        phone.go("session")
        phone.review(3)
        phone.go("settings")
        phone.page.get_by_role("button", name="Sign out").first.click()
        expect(phone.page.get_by_text("1 grade", exact=False).first).to_be_visible()
        phone.context.set_offline(False)
        phone.wait_until_sent()
        phone.page.reload()
        phone.page.get_by_role("button", name="Sign out").click()
        phone.page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
        expect(phone.page.get_by_role("button", name="Sign in")).to_be_visible()
        databases = phone.page.evaluate("indexedDB.databases().then(all => all.map(one => one.name))")
        assert [one for one in databases if one.startswith("cardinal-")] == []
        phone.sign_up(f"bob-{uuid4().hex[:6]}")
        phone.go("progress")
        expect(phone.page.get_by_text("You have met 0 of")).to_be_visible()
    assert reviews_of(own_server, "ada") == [3]


def test_a_full_disk_says_so_and_offers_the_grade_again(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    with a_phone(playwright, tmp_path, server.address) as phone:
        phone.sign_up(name)
        phone.reveal()
        phone.page.evaluate(
            "() => { const add = IDBObjectStore.prototype.add, put = IDBObjectStore.prototype.put;"
            " const full = () => { throw new DOMException('full', 'QuotaExceededError') };"
            " IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = full;"
            " window.emptied = () => Object.assign(IDBObjectStore.prototype, { add, put }) }"
        )
        phone.grade(3)
        expect(phone.page.get_by_role("alert")).to_be_visible()
        expect(phone.page.get_by_role("button", name="Good").first).to_be_visible()
        phone.page.evaluate("window.emptied()")
        before = phone.position()
        phone.grade(3)
        expect(phone.page.get_by_role("heading", level=1)).not_to_have_text(before)
        phone.wait_until_sent()
    assert reviews_of(server, name) == [3]
