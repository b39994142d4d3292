"""Leaving with everything and coming with everything: files made, fetched, looked at and brought in."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Download, FilePayload, Locator, Playwright, expect

from tests.anki.studying import a_collection, a_note, exported, studied
from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server
from tests.browser.test_sessions import a_name

pytestmark = pytest.mark.browser

TABLE = (
    "term;said;place\nWhich store keeps objects?;S3;cloud\nWhich one keeps files?;EFS;cloud\nAlone?;;cloud\n"
)
WORKED_MS = 60_000  # a worker starts, and does it


def _ask_for(phone: Phone, form: str) -> Locator:
    """The row of the file that is being made."""
    phone.go("take-along")
    phone.page.get_by_role("radio", name=form).check()
    phone.page.get_by_role("button", name="Make the file").click()
    row = phone.page.get_by_role("listitem").filter(has=phone.page.get_by_role("heading", name=form))
    expect(row).to_be_visible()
    return row


def _fetched(phone: Phone, row: Locator) -> Download:
    with phone.page.expect_download() as download:
        row.get_by_role("link", name="Download").click(timeout=WORKED_MS)
    return download.value


def _hand_in(phone: Phone, name: str, content: bytes) -> None:
    phone.go("bring-in")
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    phone.page.get_by_label("File").set_input_files(file)
    phone.page.get_by_role("button", name="See what it would bring").click()
    expect(phone.page.get_by_role("link", name="Another file")).to_be_visible()


def _count(phone: Phone, what: str) -> Locator:
    return phone.page.get_by_role("row").filter(has_text=what).get_by_role("cell")


def _bring_in(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Bring them in").click(timeout=WORKED_MS)
    expect(phone.page.get_by_text("Your cards are here.")).to_be_visible(timeout=WORKED_MS)


def test_a_file_is_made_while_its_learner_is_elsewhere_and_says_how_anki_takes_it(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path / "phone", server.address) as phone:
        phone.sign_up(a_name())
        phone.review(3)
        row = _ask_for(phone, "Anki package")
        expect(row.get_by_role("progressbar")).to_be_visible()
        assert phone.faults_for_assistive_technology() == []
        phone.go("today")
        phone.go("take-along")
        phone.page.reload()
        expect(row.get_by_role("progressbar")).to_be_visible()
        with server.working():
            download = _fetched(phone, row)
        assert download.suggested_filename == "cardinal.apkg"
        download.save_as(tmp_path / "cardinal.apkg")
        assert "collection.anki21" in zipfile.ZipFile(tmp_path / "cardinal.apkg").namelist()
        expect(row).to_contain_text(re.compile(r"\d cards?, 1 review"))
        for said in ("Import any learning progress", "Import any deck presets", "a move, not a sync"):
            expect(row).to_contain_text(said)
        assert phone.faults_for_assistive_technology() == []
        row.get_by_role("button", name="Delete").click()
        expect(row).to_have_count(0)


def test_what_is_only_on_the_phone_goes_into_the_file_or_is_said_to_be_missing(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path / "phone", server.address) as phone:
        phone.sign_up(a_name())
        phone.wait_until_sent()
        phone.go("session")
        phone.context.set_offline(True)
        phone.review(3, 4)
        phone.go("take-along")
        phone.page.wait_for_timeout(1_000)  # until the prediction kept on leaving is stored
        phone.page.get_by_role("button", name="Make the file").click()
        missing = "2 grades and 1 change are only on this phone, safe."  # the change: what was predicted
        expect(phone.page.get_by_role("alert")).to_contain_text(missing)
        phone.context.set_offline(False)
        with server.working():
            row = _ask_for(phone, "Anki package")
            expect(row).to_contain_text("2 reviews", timeout=WORKED_MS)


def test_a_table_is_looked_at_read_anew_and_brought_in_once(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    with a_phone(playwright, tmp_path / "phone", server.address) as phone, server.working():
        phone.sign_up(a_name())
        _hand_in(phone, "terms.csv", TABLE.encode())
        expect(_count(phone, "New cards")).to_have_text("0", timeout=WORKED_MS)  # which are the answers?
        phone.page.get_by_text("How the table is read").click()
        phone.page.get_by_label("Answer").select_option(label="2: said")
        phone.page.get_by_label("Deck").select_option(label="3: place")
        expect(phone.page.get_by_role("button", name="Bring them in")).to_have_count(0)
        phone.page.get_by_role("button", name="Read it again").click()
        expect(_count(phone, "New cards")).to_have_text("2", timeout=WORKED_MS)
        phone.page.get_by_text("1 card: These have a question but no answer.").click()
        expect(phone.page.get_by_role("listitem").filter(has_text="Alone?")).to_be_visible()
        phone.page.get_by_text("By deck").click()
        phone.page.get_by_label("cloud").select_option(label="Drift")
        assert phone.faults_for_assistive_technology() == []
        _bring_in(phone)
        phone.page.get_by_role("link", name="See your cards").click()
        phone.page.get_by_label("State").select_option("own")
        own = phone.page.get_by_role("main").get_by_role("listitem")
        expect(own).to_have_count(2)
        expect(own.first).to_contain_text("Drift, your card")
        _hand_in(phone, "terms.csv", b"front,back\nWhich store keeps objects?,S3\n")
        expect(phone.page.get_by_text("Nothing in this file is new")).to_be_visible(timeout=WORKED_MS)


def test_cards_of_anki_come_with_their_reviews_and_a_bad_file_with_a_sentence(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    collection = a_collection(tmp_path / "anki")
    a_note(collection, deck="Cloud", Front='What is S3? <img src="s3.png">', Back="objects")
    reviews = studied(collection, days=60)
    with a_phone(playwright, tmp_path / "phone", server.address) as phone, server.working():
        phone.sign_up(a_name())
        _hand_in(phone, "letter.apkg", b"Dear Cardinal")
        expect(phone.page.get_by_role("alert")).to_contain_text(
            "This is not an Anki package.", timeout=WORKED_MS
        )
        _hand_in(phone, "my cards.apkg", exported(collection, "new.apkg").read_bytes())
        expect(_count(phone, "New reviews")).to_have_text(str(reviews), timeout=WORKED_MS)
        expect(phone.page.get_by_text("1 file: These are not in the file.")).to_be_visible()
        _bring_in(phone)
        phone.go("cards")
        phone.page.get_by_label("State").select_option("own")
        phone.page.get_by_role("link", name="What is S3?").click()
        expect(phone.page.get_by_role("row")).to_have_count(reviews + 1)  # with its heading
        phone.go("bring-in")
        expect(phone.page.get_by_text(f"Brought in: 1 new card and {reviews} reviews.")).to_be_visible()
        phone.page.get_by_role("button", name="Delete letter.apkg").click()
        expect(phone.page.get_by_role("heading", name="letter.apkg")).to_have_count(0)
