"""A text made to be slow to read is read as fast as any other."""

import time
from collections.abc import Callable

import pytest

from cards.anki.importing import cloze
from cards.anki.importing.cards import _PICTURED
from cards.anki.importing.rendering import _split
from cards.anki.importing.templates import BadTemplate, TooLong, compiled, rendered
from cards.anki.own_cards import own_body
from cards.tables.cards import _BLANK, _NUMBERED
from cards.tables.reading import read_table

SLOW: dict[str, Callable[[], object]] = {
    "numbered clozes that never close": lambda: _NUMBERED.sub("", "{{c1::" * 300 + ":" * 2_000),
    "blanks that never close": lambda: _BLANK.search("{" * 20_000),
    "an own card of opening brackets": lambda: own_body("own.1", {"form": "cloze", "prompt": "{" * 20_000}),
    "pictures that never close": lambda: _PICTURED.sub("", "[image " * 50_000),
    "a line with ten thousand ids": lambda: _split("<hr " + "id=answer " * 50_000),
    "clozes inside clozes": lambda: cloze.marked("{{c2::" * 50_000 + "x" * 400_000 + "}}" * 50_000, 1),
    "a table that says how to read it, endlessly": lambda: read_table((b"#a:" + b"x" * 400 + b"\n") * 40_000),
}


@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW.keys())
def test_it_takes_no_time(slow: Callable[[], object]) -> None:
    began = time.process_time()
    slow()
    assert time.process_time() - began < 2.0


def test_a_template_that_names_a_long_field_often_is_given_up() -> None:
    template = compiled("{{Front}}" * 300)
    with pytest.raises(TooLong):
        rendered(template, {"Front": "x" * 10_000}, lambda value, filters: value)


@pytest.mark.parametrize("text", ["{{Front}}" * 301, "x" * 500_001])
def test_a_template_longer_than_anyone_writes_is_given_up(text: str) -> None:
    with pytest.raises(BadTemplate):
        compiled(text)
