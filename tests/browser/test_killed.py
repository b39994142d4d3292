"""A browser that dies at once: what was graded before is there when it is opened again."""

import os
import random
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, expect

from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server
from tests.browser.test_sessions import a_name, reviews_of
from tests.soaking import count, seed, times

pytestmark = pytest.mark.browser


def kill_browser_of(profile: Path) -> None:
    """As when the battery is taken out: no page, no worker and no database gets a chance to finish."""
    mark = f"--user-data-dir={profile}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:  # it ended while we looked
            continue
        if mark in command and not any(word.startswith(b"--type=") for word in command):
            os.kill(int(folder.name), signal.SIGKILL)


# The counter of this phone's events, as the disk has it: a read sees only what was committed.
STORED = """async () => {
    const asked = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    const known = await indexedDB.databases();
    const { name } = known.find((one) => /^cardinal-[0-9a-f]{8}-/.test(one.name));
    const database = await asked(indexedDB.open(name));
    try {
        return (await asked(database.transaction("meta").objectStore("meta").get("n"))) ?? 0;
    } finally {
        database.close();
    }
}"""


def grade_and_die(phone: Phone, profile: Path, ratings: list[int], pause_s: float) -> None:
    """The screen moves on before a grade is stored; from the moment it is stored, it is promised."""
    stored = phone.page.evaluate(STORED)
    phone.review(*ratings)
    end = time.monotonic() + 15
    while phone.page.evaluate(STORED) < stored + len(ratings):
        assert time.monotonic() < end, "a grade was never stored"
    time.sleep(pause_s)
    kill_browser_of(profile)
    with pytest.raises(Error, match="closed"):
        phone.page.wait_for_timeout(30_000)


def test_no_grade_is_lost_or_doubled_when_the_browser_is_killed(
    playwright: Playwright, own_server: Server, tmp_path: Path
) -> None:
    """With a server, where the kill may meet a push, and without one, where all is on the phone alone."""
    chance = random.Random(seed())
    name, profile, given = a_name(), tmp_path / "phone", [3]
    with a_phone(playwright, profile, own_server.address) as phone:
        phone.sign_up(name, minutes=60)
        phone.review(3)
        phone.wait_for_service_worker()
        phone.wait_until_sent()
    for life in range(times("SOAK_BROWSER_KILLS", 3)):
        ratings = [chance.choice([2, 3, 4]) for _ in range(chance.randrange(1, 4))]
        given += ratings
        if life % 2:
            own_server.stop()
        with a_phone(playwright, profile, own_server.address) as phone:
            phone.go("session")
            phone.wait_for_card()
            grade_and_die(phone, profile, ratings, chance.choice([0, 0, 0.05, 0.3]))
        if life % 2:
            own_server.start()
        count(browser_kills=1)
    with a_phone(playwright, profile, own_server.address) as phone:
        phone.wait_until_sent()
        expect(phone.page.get_by_text("could not take")).to_have_count(0)
    assert reviews_of(own_server, name) == given
    count(events=len(given))
