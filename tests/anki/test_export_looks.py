"""Every form of card as Anki renders it, in a browser of a phone's width, by day and by night."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from anki.collection import Collection
from playwright.sync_api import Browser, Page, sync_playwright

from cards.anki.choosing import Chosen
from cards.anki.export import Export
from cards.anki.history import Log
from cards.anki.package import Package
from cards.anki.places import Home
from cards.anki.shelf import Shelf
from tests import services
from tests.anki.exporting import BODIES, CONCEPT, a_body, card_id, taken_in

pytestmark = pytest.mark.browser
WIDTH = 360
COLOURS = (
    "all => all.map(one => [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor])"
)
RIGHT_EDGES = "all => all.map(one => one.getBoundingClientRect().right)"
# What must be seen on each side: selectors and texts.
FRONT = {
    "basic": ["text=What is shown?", "img[alt='A figure']"],
    "contrast": ["text=Tell them apart", "text=This or that?"],
    "cloze": ["text=S3 keeps", ".cloze >> text=[...]"],
    "choice": ["text=Which two?", "text=Choose 2.", "input[type=checkbox] >> nth=4", ".letter >> text=E"],
    "compute": ["text=Work it out", ".instance:visible"],
    "order": ["text=In which order?", ".step >> nth=2", ".letter >> text=C"],
    "match": ["text=What goes with what?", ".side >> nth=7", ".letter >> text=4.", ".letter >> text=D"],
}
BACK = {
    "basic": ["text=A figure.", "#answer"],
    "contrast": ["text=This.", "text=Not that."],
    "cloze": [".cloze >> text=objects::{{of any kind}}"],
    "choice": [".option.right >> nth=1", ".option.wrong >> nth=2", "text=B because", "text=C because"],
    "compute": ["#answer .instance:visible .result", "text=kg >> visible=true"],
    "order": ["#answer .step >> nth=2", "text=1. >> visible=true"],
    "match": ["#answer .step >> nth=3", "text=r2"],
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=services.chromium())
        yield browser
        browser.close()


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """One card of each form; without a database, which cannot be asked while Playwright waits."""
    file = tmp_path / "it.apkg"
    shelf = Shelf(writings={"c.basic": {"fields": {"note": "Mine\nalone"}}})
    package = Export(Package(file), uuid4(), shelf, scheduling=False)
    package.write([Chosen(f"c.{form}", a_body(form), CONCEPT, 1, Home("Cardinal", ())) for form in BODIES])
    package.finish(Log(), 1_795_000_000_000)
    return taken_in(file, tmp_path / "anki")


@contextmanager
def a_page(browser: Browser, *, script: bool = True, **options: Any) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 640}, java_script_enabled=script, **options
    )
    yield context.new_page()
    context.close()


def show(page: Page, collection: Collection, html: str, *, night: bool = False) -> None:
    """As Anki's window has it: the card's own style, the body's classes, the media beside the page."""
    kind = "card card1 nightMode" if night else "card card1"
    head = '<!doctype html><meta name="viewport" content="width=device-width">'
    file = Path(collection.media.dir()) / "page.html"
    file.write_text(f'{head}<body class="{kind}"><div id="qa">{html}</div></body>')
    page.goto(file.as_uri())


def sides(collection: Collection, form: str) -> list[tuple[str, list[str]]]:
    card = collection.get_card(card_id(collection, f"c.{form}"))
    return [(card.question(), FRONT[form]), (card.answer(), BACK[form])]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("night", [True, False])
def test_both_sides_show_what_they_must_in_ink_that_is_seen_within_the_width(
    chromium: Browser, collection: Collection, night: bool, script: bool
) -> None:
    with a_page(chromium, script=script) as page:
        for form in BODIES:
            for html, seen in sides(collection, form):
                show(page, collection, html, night=night)
                for what in seen:
                    assert page.locator(what).first.is_visible(), (form, what)
                assert max(page.locator("body *").evaluate_all(RIGHT_EDGES)) <= WIDTH, form
                inks = page.locator(".prompt, .why, .asked, .not").evaluate_all(COLOURS)
                assert all(contrast(ink, paper) > 4.5 for ink, paper in inks), form


def contrast(one: str, other: str) -> float:
    """WCAG's, of two colours like rgb(1, 2, 3)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour[4:-1].split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_computation_has_other_numbers_each_day_and_the_same_on_both_sides(
    chromium: Browser, collection: Collection
) -> None:
    (front, _), (back, _) = sides(collection, "compute")
    seen = []
    with a_page(chromium, timezone_id="Asia/Tokyo") as page:
        for day in range(3):
            page.clock.set_fixed_time(1_795_000_000_000 + day * 86_400_000)
            asked, told = (numbers(page, collection, html) for html in (front, back))
            assert told[0] == asked[0]
            seen.append((asked[0], told[1]))
    assert sorted(seen) == [("1 + 1?", "2 kg"), ("2 + 2?", "4 kg"), ("3 + 3?", "6 kg")]
    with a_page(chromium, script=False) as page:
        assert numbers(page, collection, back) == ["1 + 1?", "2 kg"]


def numbers(page: Page, collection: Collection, html: str) -> list[str]:
    """What is asked and, on the back, what is told."""
    show(page, collection, html)
    asked = page.locator(".prompt .instance:visible").all_inner_texts()
    return [*asked, *page.locator(".result:visible").all_inner_texts()]


def test_an_option_is_chosen_by_a_tap_anywhere_on_it(chromium: Browser, collection: Collection) -> None:
    with a_page(chromium, script=False) as page:
        show(page, collection, sides(collection, "choice")[0][0])
        page.locator(".option").nth(3).click()

        assert [box.is_checked() for box in page.locator("input").all()] == [False, False, False, True, False]


def test_the_source_the_concept_and_the_note_are_at_hand(chromium: Browser, collection: Collection) -> None:
    with a_page(chromium, script=False) as page:
        show(page, collection, sides(collection, "basic")[1][0])
        assert page.locator(".note").inner_text().split("\n") == ["Your note", "Mine", "alone"]
        assert not page.locator("text=Keeps objects.").is_visible()
        page.locator("summary").click()

        assert page.locator("text=Keeps objects.").is_visible()
        link = page.locator(".about a")
        assert (link.inner_text(), link.get_attribute("href")) == (
            "Guide & more",
            "https://example.org/guide",
        )
