"""HTML as a reader would read it, whatever was written, in a time that grows with its length alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.intake.incoming import LeftBehind, Stays
from cards.intake.plain_text import plain_text
from cards.media.references import Reference

PICTURE = f"{'0' * 64}.png"

READ = {
    "plain": "plain",
    "two  spaces\nare one": "two spaces are one",
    "a<br>b<br/>c": "a\nb\nc",
    "<div>a</div><div>b</div>": "a\nb",
    "<p>a</p>\n\n<p>b</p>": "a\nb",
    "<b>bold</b> <i>and</i> <u>so</u> on": "bold and so on",
    "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>": "- a\n- b\n  - c",
    "<ol><li>a<li>b</ol>": "1. a\n2. b",
    "<table><tr><th>x<th>y</tr><tr><td>1</td><td>2</td></tr></table>": "x | y\n1 | 2",
    "<pre>if x:\n    y()</pre>": "if x:\n    y()",
    "x<sup>2</sup> H<sub>2</sub>O x<sup>n</sup>": "x² H₂O x^(n)",
    "\\(a &lt; b\\) [latex]x[/latex]": "\\(a < b\\) [latex]x[/latex]",
    "&lt;b&gt; &amp;amp; &#8364; &nbsp;x": "<b> &amp; €  x",
    "<img src='a/b.png'> <img alt=\"a > b\" src=x>": "[image: b.png] [image: a > b]",
    '<img src="data:image/png;base64,AAAA">': "[image]",
    "[sound:a.mp3]": "[sound: a.mp3]",
    "<script>alert('</b>')</script>a<style>b</style>c<!-- d --><SCRIPT>e": "ac",
    "1 < 2 and 3 > 2": "1 < 2 and 3 > 2",
    "a\x00b\x1bc\r\nd": "abc d",
    '<a href="javascript:alert(1)" onclick="x">link</a>': "link",
    "unfinished <b": "unfinished",
    "a<br><br><br><br>b": "a\n\nb",
}


@pytest.mark.parametrize("html", READ)
def test_html_is_read_as_on_a_page(html: str) -> None:
    assert plain_text(html).text == READ[html]


def test_pictures_and_sounds_that_stay_behind_are_named_with_the_reason() -> None:
    found = plain_text("<img src=a.png>[sound:b.mp3]<IMG src=c.gif></img>")

    assert found.left_behind == tuple((name, Stays.NOT_THERE) for name in ("a.png", "b.mp3", "c.gif"))
    assert found.media == ()


def test_pictures_and_sounds_that_are_kept_are_named_as_references() -> None:
    def kept(source: str) -> Reference | LeftBehind:
        asked.append(source)
        return Reference(PICTURE, size=(640, 480) if source == "a & b.png" else None)

    asked: list[str] = []
    found = plain_text(
        'Look: <img alt="a [red]\n hat" src="a &amp; b.png"><br>[sound:b  c.mp3] <img src=\'c.gif\'>', kept
    )

    assert found.text == (
        f"Look: ![a red hat](media:{PICTURE} =640x480)\n![](media:{PICTURE}) ![](media:{PICTURE})"
    )
    assert asked == ["a & b.png", "b  c.mp3", "c.gif"]
    assert found.media == (PICTURE,) * 3
    assert found.left_behind == ()


@given(st.text())
def test_any_text_can_go_into_the_log(html: str) -> None:
    text = plain_text(html).text

    assert text.encode().decode() == text == text.strip()
    assert not set(text) & {chr(code) for code in (*range(9), *range(11, 32))}


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<script>", '<a "', "<a '", "<a b='\"", "&", "[sound:", "<sup>", "<b><b "]
)
def test_no_text_takes_long(piece: str) -> None:
    html = piece * 20_000
    began = time.process_time()

    plain_text(html)

    assert time.process_time() - began < 2
