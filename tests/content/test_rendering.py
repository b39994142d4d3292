"""Markdown becomes safe HTML: what helps a card gets through, what could act or load does not."""

import base64

import pytest

from cards.content.figures import figure
from cards.content.rendering import Renderer
from cards.content.sanitising import sanitised

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="9" height="9"/></svg>'


def html(text: str) -> str:
    return Renderer({"box.svg": figure(SVG)}).html(text)


def test_a_single_paragraph_comes_bare_and_several_do_not() -> None:
    assert html("*Recall* of `tp`") == "<em>Recall</em> of <code>tp</code>"
    assert html("One.\n\nTwo.") == "<p>One.</p>\n<p>Two.</p>"


def test_a_formula_becomes_mathml() -> None:
    shown = html(r"It is $\frac{TP}{TP + FN}$.")
    assert '<math display="inline">' in shown
    assert "<mfrac>" in shown
    assert "$" not in shown


def test_a_displayed_formula_stands_alone() -> None:
    assert '<math display="block">' in html("$$\\sqrt{\\sum_{i=1}^{n} x_i^2}$$")


def test_prices_are_no_formulas() -> None:
    assert html("It costs $5 an hour, not $10.") == "It costs $5 an hour, not $10."


def test_an_unknown_command_in_a_formula_is_refused() -> None:
    with pytest.raises(ValueError, match="which is not known"):
        html(r"$\frobnicate{x}$")


def test_code_is_highlighted_by_class() -> None:
    shown = html("```python\nx = 1 < 2\n```")
    assert '<pre class="code"><code><span class="n">x</span>' in shown
    assert "style=" not in shown


def test_code_in_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="code language 'klingon' is not known"):
        html("```klingon\nqapla\n```")


def test_a_figure_is_inlined_with_its_text_and_size() -> None:
    shown = html('![A "box" & more](figure:box.svg)')
    assert f'src="data:image/svg+xml;base64,{base64.b64encode(SVG).decode()}"' in shown
    assert 'alt="A &quot;box&quot; &amp; more"' in shown
    assert 'width="40" height="20"' in shown


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("![](figure:box.svg)", "no alternative text"),
        ("![A cat](figure:cat.svg)", "is no figure of ours; use figure:<one of box.svg>"),
        ("![A cat](https://example.org/cat.png)", "is no figure of ours"),
        ("[here](http://example.org)", "is not https"),
        ("[here](/relative)", "is not https"),
        ("[here](ftp://example.org)", "is not https"),
    ],
)
def test_images_and_links_from_elsewhere_are_refused(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        html(text)


def test_a_link_opens_a_new_tab_that_knows_nothing_of_us() -> None:
    shown = html("[guide](https://example.org/a?b=1&c=2)")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in shown
    assert 'rel="noopener noreferrer"' in shown
    assert 'target="_blank"' in shown


def test_a_blank_is_a_gap_in_the_prompt_and_a_mark_in_the_answer() -> None:
    prompt, answer = Renderer({}).cloze("Hashing into files is **{{bucketing}}**.")
    assert prompt == 'Hashing into files is <strong><span class="blank">…</span></strong>.'
    assert answer == "Hashing into files is <strong><mark>bucketing</mark></strong>."


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='https://example.org' onclick='alert(1)'>x</a>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        "$\\text{<img src=x onerror=alert(1)>}$",
        "$\\href{javascript:alert(1)}{x}$",
        "```html\n<script>alert(1)</script>\n```",
        "`<script>alert(1)</script>`",
        '![x" onerror="alert(1)](figure:box.svg)',
        "<svg onload=alert(1)>",
        "| a |\n|---|\n| <b onmouseover=alert(1)>x</b> |",
    ],
)
def test_nothing_that_was_written_can_act(text: str) -> None:
    try:
        shown = html(text)
    except ValueError:
        return  # refused with a sentence is as good
    assert_harmless(shown)


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1) style='position:fixed' id=x class=y>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="http://example.org">x</a>',
        '<img src="https://example.org/spy.png">',
        '<img src="data:text/html;base64,AAAA">',
        "<iframe src=https://example.org></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<math href='javascript:alert(1)'><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
        "<math><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
        "<form action=https://example.org><input><button>x</button></form>",
        "<style>@import 'https://example.org'</style>",
        '<span class="tok evil">x</span>',
    ],
)
def test_the_last_gate_holds_by_itself(raw: str) -> None:
    assert_harmless(sanitised(raw))


def assert_harmless(shown: str) -> None:
    """As a parser sees it: no element, attribute or address beyond the few that cards need."""
    from html.parser import HTMLParser

    class Eyes(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in {"script", "style", "iframe", "svg", "form", "input", "button", "mglyph"}
            for name, value in attrs:
                assert not name.startswith("on")
                assert name not in {"style", "id", "xlink:href"}
                if name == "href":
                    assert tag == "a"
                    assert str(value).startswith("https://")
                if name == "src":
                    assert str(value).startswith("data:image/svg+xml;base64,")
                if name == "class":
                    assert "evil" not in str(value)
                    assert value != "y"

    Eyes().feed(shown)


@pytest.mark.parametrize(
    ("svg", "what"),
    [
        (SVG.replace(b"<rect", b"<script>1</script><rect"), "holds <script>"),
        (SVG.replace(b"<rect", b"<foreignObject/><rect"), "holds <foreignObject>"),
        (SVG.replace(b"<rect", b"<rect onclick='1'"), "onclick"),
        (SVG.replace(b"<rect", b"<use href='https://example.org/#a'/><rect"), "href"),
        (SVG.replace(b"<rect", b"<rect fill='url(https://example.org/#a)'"), "loads something"),
        (SVG.replace(b"<rect", b"<style>@import 'x'</style><rect"), "loads something"),
        (SVG.replace(b' viewBox="0 0 40 20"', b""), "has no size"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG, "document type or an entity"),
        (b"<html/>", "is no SVG"),
        (b"<svg", "is not valid XML"),
        (SVG.replace(b"</svg>", b" " * 24_000 + b"</svg>"), "keep it below"),
    ],
)
def test_a_figure_that_could_act_or_load_is_refused(svg: bytes, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        figure(svg)
