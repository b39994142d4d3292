"""A learner writes a card without a network, studies it, and finds the same on every device."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server
from tests.browser.test_sessions import a_name

pytestmark = pytest.mark.browser

QUESTION = "Which <store> holds\nshared files?"


def _write(phone: Phone, question: str, answer: str) -> None:
    phone.go("cards")
    phone.page.get_by_role("link", name="Write a card of your own").click()
    phone.page.get_by_label("Question", exact=True).fill(question)
    phone.page.get_by_label("Answer", exact=True).fill(answer)
    phone.page.get_by_label("Topic").select_option("Transfer learning")
    phone.page.get_by_role("button", name="Make the card").click()
    expect(phone.page.get_by_role("heading", name="Your card")).to_be_visible()


def _find_own(phone: Phone) -> Locator:
    phone.go("cards")
    phone.page.get_by_label("State").select_option("own")
    return phone.page.get_by_role("main").get_by_role("listitem")


def _open_own(phone: Phone) -> None:
    _find_own(phone).first.get_by_role("link").click()
    expect(phone.page.get_by_role("heading", name="Your card")).to_be_visible()


def _change(phone: Phone, label: str, text: str) -> None:
    _open_own(phone)
    phone.page.get_by_role("link", name="Change this card").click()
    phone.page.get_by_role("textbox", name=label).fill(text)
    phone.page.get_by_role("button", name="Keep the changes").click()
    expect(phone.page.get_by_role("link", name="Change this card")).to_be_visible()


def _exchange(phone: Phone) -> None:
    phone.go("settings")
    phone.page.get_by_role("button", name="Send and fetch now").click()
    phone.wait_until_sent()
    expect(phone.page.get_by_role("button", name="Send and fetch now")).to_be_enabled()


def _review_until(phone: Phone, text: str) -> None:
    """Grade cards Good until the one with this text has been graded, with its note written on the way."""
    for _ in range(60):
        phone.reveal()
        own = phone.page.get_by_role("region", name="Question").get_by_text(text)
        if own.is_visible():
            _note(phone, "Think of the training cluster.")
            phone.grade(3)
            return
        before = phone.position()
        phone.grade(3)
        expect(phone.page.get_by_role("heading", level=1)).not_to_have_text(before)
    pytest.fail("the own card was not shown within 60 cards")


def _note(phone: Phone, text: str) -> None:
    phone.page.get_by_role("button", name="More for this card").click()
    phone.page.get_by_role("button", name="Write a note").click()
    phone.page.get_by_label("Note", exact=True).fill(text)
    phone.page.get_by_role("button", name="Keep this note").click()
    expect(phone.page.get_by_role("region", name="Answer").get_by_text(text)).to_be_visible()


def test_an_own_card_lives_offline_and_on_two_devices(
    playwright: Playwright, own_server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path / "phone", own_server.address) as phone:
        phone.sign_up("ada")
        phone.wait_until_sent()
        phone.wait_for_service_worker()
        own_server.stop()
        _write(phone, QUESTION, "EFS")
        phone.page.reload()
        expect(phone.page.get_by_text("Which <store> holds")).to_be_visible()
        phone.go("session/topic/transfer-learning")
        _review_until(phone, "Which <store> holds")
        phone.go("today")
        expect(phone.page.get_by_text("changes are safe on this phone")).to_be_visible()
        own_server.start()
        _exchange(phone)
        with a_phone(playwright, tmp_path / "laptop", own_server.address, mobile=False) as laptop:
            laptop.sign_in("ada")
            _exchange(laptop)
            _change(laptop, "Why", "Lustre is scratch space.")
            _change(laptop, "Answer", "FSx for Lustre")
            _change(phone, "Answer", "EFS or FSx for Lustre")  # not knowing of the laptop's
            for device in (laptop, phone, laptop):
                _exchange(device)
            for device in (laptop, phone):
                _open_own(device)
                device.page.get_by_text("Answer", exact=True).first.click()
                expect(device.page.get_by_text("EFS or FSx for Lustre").first).to_be_visible()
                expect(device.page.get_by_text("Lustre is scratch space.")).to_be_visible()
                expect(device.page.get_by_text("Think of the training cluster.")).to_be_visible()
                expect(device.page.get_by_role("cell", name="Good")).to_be_visible()
                device.page.get_by_text("Earlier versions").click()
                expect(device.page.get_by_text("FSx for Lustre", exact=True)).to_be_visible()
            phone.page.get_by_role("button", name="Delete this card").click()
            phone.page.get_by_role("button", name="Delete it").click()
            expect(phone.page.get_by_role("heading", name="You deleted this card")).to_be_visible()
            expect(_find_own(phone)).to_have_count(0)
            _exchange(phone)
            _exchange(laptop)
            laptop.go("cards")
            laptop.page.get_by_text("1 deleted card of your own").click()
            laptop.page.get_by_role("link", name="Which <store> holds").click()
            laptop.page.get_by_role("button", name="Bring it back").click()
            expect(laptop.page.get_by_role("cell", name="Good")).to_be_visible()
            _exchange(laptop)
        _exchange(phone)
        expect(_find_own(phone)).to_have_count(1)
    log = own_server.manage("shell", "--no-imports", "-c", DIFFERING_ROWS)
    assert log.strip() == "0"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_writing_stands_in_nobodys_way(
    playwright: Playwright, server: Server, tmp_path: Path, scheme: str
) -> None:
    faults: dict[str, list[str]] = {}
    with a_phone(playwright, tmp_path, server.address, color_scheme=scheme, reduced_motion="reduce") as phone:

        def look(name: str) -> None:
            phone.page.wait_for_timeout(300)
            faults[name] = phone.faults_for_assistive_technology()
            phone.page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
            assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360, name

        phone.go("verify-email/no-such-key")
        expect(phone.page.get_by_role("alert")).to_be_visible()
        look("refused address")
        phone.go("recover")
        expect(phone.page.get_by_label("Recovery code")).to_be_visible()
        expect(phone.page.get_by_text("With a mail to my address")).to_have_count(0)
        phone.sign_up(a_name())
        phone.reveal()
        _note(phone, "Mine: " + "ask what it costs, then what it saves. " * 5)
        phone.page.get_by_role("region", name="Answer").get_by_text("Mine:").scroll_into_view_if_needed()
        look("note under the answer")
        phone.page.get_by_role("button", name="More for this card").click()
        expect(phone.page.get_by_role("button", name="Star this card")).to_be_visible()
        look("menu")
        phone.page.get_by_role("button", name="Star this card").click()
        phone.go("today")
        expect(phone.page.get_by_role("heading", name="Today")).to_be_visible()
        expect(phone.page.get_by_text("You have no recovery codes")).to_have_count(0)
        phone.go("write")
        phone.page.get_by_label("Gaps in a text").check()
        phone.page.get_by_label("Text", exact=True).fill("No gap here")
        phone.page.get_by_role("button", name="Make the card").click()
        expect(phone.page.get_by_role("alert")).to_be_visible()
        look("writing")
        phone.page.get_by_label("Text", exact=True).fill("S3 keeps {{" + "object" * 20 + "}} in {{buckets}}.")
        phone.page.get_by_role("button", name="Make the card").click()
        phone.page.get_by_role("button", name="Star").click()
        expect(phone.page.get_by_text("Starred.", exact=True)).to_be_visible()
        phone.page.get_by_role("button", name="Write a note").click()
        look("note")
        phone.page.get_by_label("Note", exact=True).fill("first\nline")
        phone.page.get_by_role("button", name="Keep this note").click()
        phone.page.get_by_role("button", name="Change your note").click()
        phone.page.get_by_label("Note", exact=True).fill("second")
        phone.page.get_by_role("button", name="Keep this note").click()
        phone.page.get_by_text("Answer", exact=True).first.click()
        phone.page.get_by_text("Earlier versions").click()
        look("own card")
        assert _find_own(phone).count() == 1
        phone.page.get_by_label("State").select_option("starred")
        expect(phone.page.get_by_role("main").get_by_role("listitem")).to_have_count(2)
        look("own cards")
        _open_own(phone)
        phone.page.get_by_role("button", name="Delete this card").click()
        look("deleting")
        phone.page.get_by_role("button", name="Delete it").click()
        expect(phone.page.get_by_role("heading", name="You deleted this card")).to_be_visible()
        look("deleted")
    assert len(faults) == 9
    assert {name: found for name, found in faults.items() if found} == {}


DIFFERING_ROWS = (
    "from cards.models import Learner; from cards.reviews.rebuild import verify;"
    "print(sum(len(verify(learner.pk)) for learner in Learner.objects.all()))"
)
