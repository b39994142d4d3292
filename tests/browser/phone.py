"""A phone in a learner's hand: a Chromium of 360 by 740 points with storage that outlives a restart."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests import services

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "correct horse battery staple"
GRADES = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
# What a page says on the console although all is well: a refused request is a request all the same.
EXPECTED = ("Failed to load resource", "[DOM]")


class Phone:
    """One browser profile and the page open in it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.complaints: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        """A further tab; whatever goes wrong in it is collected."""
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._hear(said.type, said.text))
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith(EXPECTED):
            self.complaints.append(text)

    def go(self, place: str = "") -> None:
        self.page.goto(f"{self.address}/#/{place}")

    def sign_up(self, name: str, *, exam: str = "MLS-C01", minutes: int = 15) -> None:
        """From the first page to the first card."""
        page = self.page
        self.go("sign-up")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("checkbox", name=exam).check()
        page.get_by_label("Minutes a day").select_option(str(minutes))
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="I kept them").click()
        self.wait_for_card()

    def sign_in(self, name: str) -> None:
        """Until Today is shown."""
        self.go("sign-in")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="Today")).to_be_visible()

    def wait_for_card(self) -> None:
        """The card itself, not the picture of it that a start shows first."""
        expect(self.page.locator("#still")).to_have_count(0)
        expect(self.next_button()).to_be_visible()

    def next_button(self) -> Any:
        return self.page.get_by_role("button", name="To the question").or_(
            self.page.get_by_role("button", name="Show answer").or_(
                self.page.get_by_role("button", name="Check", exact=True)
            )
        )

    def position(self) -> str:
        """Like "3 of ~20"."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def reveal(self) -> None:
        """To the answer of the card shown, past its concept's summary if that comes first."""
        introduction = self.page.get_by_role("button", name="To the question")
        expect(self.next_button()).to_be_visible()
        if introduction.is_visible():
            introduction.click()
            expect(introduction).to_be_hidden()
        self.next_button().click()
        expect(self.page.get_by_role("group", name="How well did you know it?")).to_be_visible()

    def grade(self, rating: int) -> None:
        self.page.get_by_role("button", name=GRADES[rating], exact=False).first.click()

    def review(self, *ratings: int) -> None:
        """Grade that many cards."""
        for rating in ratings:
            before = self.position()
            self.reveal()
            self.grade(rating)
            expect(self.page.get_by_role("heading", level=1)).not_to_have_text(before)

    def wait_until_sent(self) -> None:
        """Settings say when nothing is left to send; a grade is on the disk within a second."""
        self.go("settings")
        self.page.wait_for_timeout(1_000)
        expect(self.page.get_by_text("Everything is sent.", exact=True)).to_be_visible(timeout=30_000)

    def wait_for_service_worker(self) -> None:
        """Until a reload needs no server."""
        self.page.evaluate(
            "async () => { const workers = navigator.serviceWorker; await workers.ready;"
            " if (!workers.controller) await new Promise(done => workers.oncontrollerchange = done) }"
        )

    def faults_for_assistive_technology(self) -> list[str]:
        """What axe finds wrong on the screen as it is."""
        self.page.evaluate(
            "async () => { await Promise.allSettled(document.getAnimations().map(a => a.finished)) }"
        )
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {one['help']} at {', '.join(str(node['target']) for node in one['nodes'])}"
            for one in found["violations"]
        ]


@contextmanager
def a_phone(
    playwright: Playwright, profile: Path, address: str, *, mobile: bool = True, **options: Any
) -> Iterator[Phone]:
    """Opening the same profile again is the same phone after a restart."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=services.chromium(),
        args=FLAGS,
        viewport={"width": 360, "height": 740} if mobile else {"width": 1280, "height": 800},
        has_touch=mobile,
        is_mobile=mobile,
        **options,
    )
    try:
        phone = Phone(context, address)
        yield phone
        assert phone.complaints == [], phone.complaints
    finally:
        context.close()
