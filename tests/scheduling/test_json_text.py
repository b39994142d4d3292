"""JSON is read in time that grows with its length, and what is no JSON is said to be none."""

import time

import pytest

from cards.scheduling.json_text import Poison, parse

DEEP = "[" * 5_000
QUOTES = '\\"' * 450_000


@pytest.mark.parametrize("end", ["", "\\", '"', "]"])
def test_a_megabyte_of_quotes_that_never_close_is_refused_at_once(end: str) -> None:
    began = time.monotonic()

    with pytest.raises(ValueError, match=r".+"):
        parse(f'{DEEP}"{QUOTES}{end}')

    assert time.monotonic() - began < 5  # tried anew from each quote it would take hours


def test_brackets_that_never_close_are_no_json() -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse("[" * 100_000)


def test_what_is_nested_too_deep_does_not_spoil_its_neighbours() -> None:
    sane, deep = parse('["a]\\"[", ' + "[" * 5_000 + '"]"' + "]" * 5_000 + "]")

    assert sane == 'a]"['
    while isinstance(deep, list):
        [deep] = deep
    assert isinstance(deep, Poison)
