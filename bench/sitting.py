"""A practice paper offline, on a phone at a fourth of this machine's speed: opening it, moving on in it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import CDPSession, Page, expect, sync_playwright

from bench.figure import Figure
from bench.pwa import served, slow
from tests.browser.phone import Phone, a_phone

OPENINGS, MOVES = 7, 40
TIMEOUT_S = 15


def measure() -> Iterator[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="cardinal-bench-") as folder,
        served(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        profile = Path(folder) / "phone"
        with a_phone(playwright, profile, server.address) as phone:
            phone.sign_up("bench", minutes=60)
            phone.wait_until_sent()
            phone.wait_for_service_worker()
            begin_full_paper(phone)
        server.stop()
        opened = []
        for _ in range(OPENINGS):
            with a_phone(playwright, profile, server.address) as phone:
                opened.append(open_paper(phone))
        yield Figure("sitting.open_offline.median", round(median(opened)), "ms")
        yield Figure("sitting.open_offline.max", round(max(opened)), "ms")
        with a_phone(playwright, profile, server.address) as phone:
            open_paper(phone)
            moved = [next_question(phone.page) for _ in range(MOVES)]
        yield Figure("sitting.next_question.median", round(median(moved), 1), "ms")
        yield Figure("sitting.next_question.p95", round(quantiles(moved, n=20)[-1], 1), "ms")


def begin_full_paper(phone: Phone) -> None:
    phone.go("exams/mls-c01/paper")
    phone.page.get_by_role("button", name="Start: 65 questions").click()
    expect(phone.page.get_by_role("heading", name="1 of 65")).to_be_visible()


# Noted by the page itself, as the driver's own script would slow it down.
NOTE_OPENING = """
(() => {
    const link = document.querySelector('a[href^="#/sitting/"]')
    if (!link) return false
    new MutationObserver((_, observer) => {
        if (!document.querySelector('fieldset input')) return
        observer.disconnect()
        requestAnimationFrame(() => setTimeout(() => { window.paperOpened = performance.now() - began }))
    }).observe(document.body, {childList: true, subtree: true})
    const began = performance.now()
    link.click()
    return true
})()
"""


def open_paper(phone: Phone) -> float:
    """Milliseconds from the tap on Continue to the frame with the question; none of it was in memory."""
    page = phone.page
    slow(page)
    phone.go("exams")
    page.get_by_role("link", name="Continue this paper").wait_for()
    page.wait_for_timeout(1_000)
    session = page.context.new_cdp_session(page)
    assert noted(session, NOTE_OPENING) is True
    for _ in range(TIMEOUT_S * 10):
        page.wait_for_timeout(100)
        opened = noted(session, "window.paperOpened")
        if isinstance(opened, int | float):
            return float(opened)
    raise TimeoutError("no question within fifteen seconds")


def noted(session: CDPSession, expression: str) -> object:
    result: object = session.send("Runtime.evaluate", {"expression": expression})["result"].get("value")
    return result


def next_question(page: Page) -> float:
    """Milliseconds from the tap on Next to the frame that shows the next question."""
    page.wait_for_timeout(150)
    took: float = page.evaluate(
        """() => new Promise(done => {
            const heading = document.querySelector('h1')
            const before = heading.textContent
            new MutationObserver((_, observer) => {
                if (heading.textContent === before) return
                observer.disconnect()
                requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
            }).observe(document.body, {childList: true, subtree: true, characterData: true})
            const began = performance.now()
            document.querySelector('.ways .main').click()
        })"""
    )
    return took
