"""The phone in Chromium at a fourth of this machine's speed: bytes to load, cold start offline, next card."""

import gzip
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from playwright.sync_api import CDPSession, Page, expect, sync_playwright

from bench.figure import Figure
from tests.browser.phone import Phone, a_phone
from tests.browser.server import Server

ROOT = Path(__file__).resolve().parent.parent
CARDS = 1_000
SLOWDOWN = 4
COLD_STARTS, GRADES = 11, 40
SETTLE_SECONDS = 3  # a browser just begun competes with the page for the processor
START_SECONDS = 2
PEER = "smallest open-source peer, measured earlier"


def measure() -> Iterator[Figure]:
    size = initial_bytes() / 1024
    yield Figure("pwa.initial_gzip", round(size, 1), "KB", round(size / 341, 3), PEER)
    with tempfile.TemporaryDirectory(prefix="cardinal-bench-") as folder, served(Path(folder)) as server:
        yield from on_a_phone(server, Path(folder) / "phone")


def initial_bytes() -> int:
    """Script and style that index.html names, and what those import at once, gzipped."""
    dist = ROOT / "pwa" / "dist"
    wanted = re.findall(r'(?:src|href)="/?(assets/[^"]+\.(?:js|css))"', (dist / "index.html").read_text())
    seen: dict[str, int] = {}
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        text = (dist / name).read_bytes()
        seen[name] = len(gzip.compress(text, 9))
        static = re.findall(rb'(?:from|import)\s*"\./([^"]+\.js)"', text)
        wanted += [f"assets/{found.decode()}" for found in static]
    return sum(seen.values())


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """A server whose library has 1,000 cards or more: the real ones, filled up if need be."""
    library = folder / "library"
    shutil.copytree(ROOT / "cards" / "library", library)
    written = sum(
        text.read_text().count("\n    form:") + text.read_text().count("\n  - form:")
        for text in library.glob("concepts/*.yaml")
    )
    if written < CARDS:
        (library / "concepts" / "padding.yaml").write_text(padding(CARDS - written))
    server = Server(folder / "data")
    server.manage("migrate", "--verbosity", "0")
    server.manage("load_library", str(library))
    server.start()
    try:
        yield server
    finally:
        server.stop()


def padding(count: int) -> str:
    """A topic file with that many plain cards, five to a concept."""
    lines = ["topic: padding", "name: Padding", "concepts:"]
    for n in range(count):
        if n % 5 == 0:
            lines += [
                f"- id: padding-{n}",
                f"  name: Padding {n}",
                "  summary: A concept that fills the library up to the size a learner's phone has to bear.",
                '  source: {title: "Padding", url: "https://example.org/"}',
                "  verified_on: 2026-11-21",
                "  cards:",
            ]
        lines += [
            f"  - id: padding-{n - n % 5}.card-{n}",
            "    form: basic",
            f'    prompt: "Which number stands on padding card {n}, and why does it stand there?"',
            f'    answer: "Number {n}: so that no two cards are alike."',
            '    why: "Texts of a usual length make a usual load."',
        ]
    return "\n".join(lines) + "\n"


def on_a_phone(server: Server, profile: Path) -> Iterator[Figure]:
    with sync_playwright() as playwright:
        with a_phone(playwright, profile, server.address) as phone:
            phone.sign_up("bench", minutes=60)
            phone.wait_until_sent()
            phone.wait_for_service_worker()
            phone.go("session")
            phone.review(3)
        server.stop()
        for name, seconds in (("cold_offline", SETTLE_SECONDS), ("while_the_browser_starts", 0)):
            starts: list[Start] = []
            for _ in range(COLD_STARTS):
                with a_phone(playwright, profile, server.address) as phone:
                    time.sleep(seconds)
                    starts.append(cold_start(phone))
            painted = median(start.painted for start in starts)
            yield Figure(
                f"pwa.first_card_{name}.median", round(painted), "ms", round(painted / 1600, 3), PEER
            )
            yield Figure(
                f"pwa.first_tap_{name}.median", round(median(start.stands for start in starts)), "ms"
            )
        with a_phone(playwright, profile, server.address) as phone:
            cold_start(phone)
            took = [next_card(phone.page) for _ in range(GRADES)]
        yield Figure("pwa.next_card.median", round(median(took), 1), "ms", round(median(took) / 128, 3), PEER)
        p95 = quantiles(took, n=20)[-1]
        yield Figure("pwa.next_card.p95", round(p95, 1), "ms", round(p95 / 177, 3), PEER)


# By the browser's own account of its frames: the driver's script, put into a page when it looks for
# something, takes a fifth of a second at this speed.
LARGEST_PAINT = """
new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: 'largest-contentful-paint', buffered: true}))
"""
APP_STANDS = "performance.getEntriesByName('app-stands')[0].startTime"


class Start(NamedTuple):
    """Milliseconds from navigation; no page, script or worker is warm."""

    painted: float  # to the frame with the first card
    stands: float  # until a tap on it is heard


def cold_start(phone: Phone) -> Start:
    session = slow(phone.page)
    phone.go("session")
    time.sleep(START_SECONDS)
    start = Start(asked(session, LARGEST_PAINT), asked(session, APP_STANDS))
    expect(phone.page.locator("section.question")).to_be_visible()
    return start


def asked(session: CDPSession, expression: str) -> float:
    given = {"expression": expression, "awaitPromise": True, "timeout": 10_000}
    return float(session.send("Runtime.evaluate", given)["result"]["value"])


def slow(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    return session


def next_card(page: Page) -> float:
    """Milliseconds from the tap on a grade to the frame with the next card, by the browser's own account."""
    page.wait_for_timeout(150)
    while not page.locator(".grades").is_visible():
        page.locator(".bar .button.main").click()
        page.wait_for_timeout(60)
    took: float = page.evaluate(
        """() => new Promise(done => {
            const grade = document.querySelectorAll('.grades button')[2]
            const began = performance.now()
            new PerformanceObserver((list, observer) => {
                observer.disconnect()
                done(list.getEntries()[0].renderTime - began)
            }).observe({type: 'element'})
            new MutationObserver((_, observer) => {
                if (document.querySelector('.grades')) return
                observer.disconnect()
                document.querySelector('section.question .why').setAttribute('elementtiming', 'next')
            }).observe(document.body, {childList: true, subtree: true})
            grade.click()
        })"""
    )
    return took
