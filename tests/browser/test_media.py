"""The pictures and sounds of an imported card are on the phone, with and without a server."""

import io
import math
import struct
import time
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.anki.studying import a_collection, a_note, exported
from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server
from tests.browser.test_own_cards import _exchange, _find_own
from tests.browser.test_sessions import a_name
from tests.browser.test_transfers import WORKED_MS, _bring_in, _count, _hand_in
from tests.media.making import a_png

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 640, 480
SECONDS = 0.5
MISSING = "This picture is not on this phone yet. It comes when you are connected."


def a_tone() -> bytes:
    """A sound that a browser plays."""
    rate = 8_000
    samples = (int(9_000 * math.sin(n * 0.35)) for n in range(int(rate * SECONDS)))
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return out.getvalue()


def a_package(folder: Path) -> bytes:
    """One card: a picture asks, a sound and a tall picture answer, and one picture is missing."""
    collection = a_collection(folder)
    for name, content in (
        ("hat.png", a_png(WIDTH, HEIGHT)),
        ("tall.png", a_png(300, 1200)),
        ("tone.wav", a_tone()),
    ):
        collection.media.write_data(name, content)
    a_note(
        collection,
        Front='What is this?<br><img src="hat.png" alt="a dark hat">',
        Back='A hat.<br>[sound:tone.wav]<br><img src="tall.png"><img src="gone.png">',
    )
    return exported(collection, "new.apkg", media=True).read_bytes()


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


def _kept(phone: Phone) -> int:
    """How many files this phone keeps; 0 also when it has no place for any."""
    return int(
        phone.page.evaluate(
            "async () => { const all = await indexedDB.databases();"
            " const found = all.find(({ name }) => name.startsWith('cardinal-media-')); if (!found) return 0;"
            " const done = ask => new Promise((go, no) =>"
            " { ask.onsuccess = () => go(ask.result); ask.onerror = no });"
            " const db = await done(indexedDB.open(found.name));"
            " const count = await done(db.transaction('files').objectStore('files').count()); db.close();"
            " return count }"
        )
    )


def _open_card(phone: Phone) -> None:
    _find_own(phone).get_by_role("link", name="What is this? a dark hat").click()
    expect(phone.page.get_by_role("heading", name="Your card")).to_be_visible()


def _picture(phone: Phone, name: str) -> Locator:
    return phone.page.get_by_role("main").get_by_role("img", name=name)


def _sides(picture: Locator) -> tuple[float, float, int]:
    """As shown: width and height; and the width of the file that was loaded, 0 = none."""
    expect(picture).to_be_visible()
    _until(lambda: bool(picture.evaluate("img => img.complete && img.naturalWidth")))
    box = picture.bounding_box()
    assert box is not None
    return box["width"], box["height"], int(picture.evaluate("img => img.naturalWidth"))


def _assert_card_is_whole(phone: Phone) -> None:
    """The picture fits a phone of 360 points and keeps its shape; the sound plays."""
    width, height, loaded = _sides(_picture(phone, "a dark hat"))
    assert loaded == WIDTH
    assert 250 < width <= 328
    assert height == pytest.approx(width * HEIGHT / WIDTH, rel=0.05)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    phone.page.get_by_text("Answer", exact=True).first.click()
    sound = phone.page.locator("audio")
    expect(sound).to_be_visible()
    duration = (
        "async sound => { sound.preload = 'metadata'; sound.load();"
        " await new Promise((go, no) => { sound.onloadedmetadata = go; sound.onerror = no });"
        " return sound.duration }"
    )
    assert sound.evaluate(duration) == pytest.approx(SECONDS, abs=0.05)
    tall = phone.page.locator("img[data-media]").nth(1)
    width, height, loaded = _sides(tall)
    assert loaded == 300
    assert height <= 740 / 2
    assert width < 0.4 * height  # with its white edge


def _assert_enlarges(phone: Phone) -> None:
    """With the keyboard and by a tap, and no key reaches the card beneath."""
    small = phone.page.get_by_role("button", name="a dark hat")
    small.press("Enter")
    large = phone.page.get_by_role("dialog", name="a dark hat")
    expect(large.get_by_role("img", name="a dark hat")).to_be_visible()
    assert phone.faults_for_assistive_technology() == []
    phone.page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(small).to_be_focused()
    small.click()
    large.get_by_role("button", name="Close").click()
    expect(large).to_have_count(0)


def test_pictures_and_sounds_of_anki_are_on_the_phone_without_a_server(
    playwright: Playwright, own_server: Server, tmp_path: Path
) -> None:
    package = a_package(tmp_path / "anki")
    with a_phone(playwright, tmp_path / "phone", own_server.address) as phone:
        with own_server.working():
            phone.sign_up("ada")
            _hand_in(phone, "hats.apkg", package)
            expect(_count(phone, "Pictures")).to_have_text("2", timeout=WORKED_MS)
            expect(_count(phone, "Sounds")).to_have_text("1")
            phone.page.get_by_text("1 file: These are not in the file.").click()
            expect(phone.page.get_by_role("listitem").filter(has_text="gone.png")).to_be_visible()
            assert phone.faults_for_assistive_technology() == []
            _bring_in(phone)
        _until(lambda: _kept(phone) == 3)  # fetched ahead: no card was shown yet
        phone.wait_for_service_worker()
        own_server.stop()
        _open_card(phone)
        _assert_card_is_whole(phone)
        phone.page.reload()
        _assert_card_is_whole(phone)
        _assert_enlarges(phone)
        assert phone.faults_for_assistive_technology() == []


def test_what_is_not_here_says_so_comes_with_the_network_and_goes_with_the_learner(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    name = a_name()
    package = a_package(tmp_path / "anki")
    with a_phone(playwright, tmp_path / "phone", server.address) as phone, server.working():
        phone.sign_up(name)
        _hand_in(phone, "hats.apkg", package)
        _bring_in(phone)
    with a_phone(playwright, tmp_path / "second", server.address) as phone:
        phone.context.route("**/api/media/*", lambda route: route.abort())
        phone.sign_in(name)
        _exchange(phone)
        _open_card(phone)
        expect(phone.page.get_by_text(f"a dark hat: {MISSING}")).to_be_visible()
        phone.page.get_by_text("Answer", exact=True).first.click()
        expect(phone.page.get_by_text("This sound is not on this phone yet.")).to_be_visible()
        assert phone.faults_for_assistive_technology() == []
        assert _kept(phone) == 0
        phone.context.unroute("**/api/media/*")
        phone.context.set_offline(True)
        phone.context.set_offline(False)
        assert _sides(_picture(phone, "a dark hat"))[2] == WIDTH
        expect(phone.page.get_by_text(MISSING)).to_have_count(0)
        _until(lambda: _kept(phone) > 0)
        phone.go("settings")
        phone.page.get_by_role("button", name="Sign out").click()
        phone.page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
        expect(phone.page.get_by_role("button", name="Sign in")).to_be_visible()
        names = phone.page.evaluate("indexedDB.databases().then(all => all.map(({ name }) => name))")
        assert names == ["cardinal"]
