"""JSON is read in time that grows with its length, and what is no JSON is said to be none."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.scheduling.json_text import Poison, parse

DEEP = "[" * 5_000
QUOTES = '\\"' * 450_000
ATOMS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**55), 2**55)
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=8)
)


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


@given(st.recursive(ATOMS, lambda one: st.lists(one) | st.dictionaries(st.text(), one), max_leaves=12))
def test_the_quick_way_to_read_json_says_what_the_careful_way_says(value: Any) -> None:
    compact = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    assert repr(parse(compact)) == repr(parse(f" {compact}"))  # a space sends it the careful way


@pytest.mark.parametrize(
    "text", ['{"a":9007199254740993}', '{"a":[1,-90071992547409930]}', '{"a":1,"a":2}', "[NaN]", "[1e999]"]
)
def test_what_cannot_be_kept_is_marked_in_compact_text_too(text: str) -> None:
    assert "Poison" in repr(parse(text))


def test_a_whole_number_written_as_a_fraction_is_whole() -> None:
    assert repr(parse("[1.0,2e2,-3.5]")) == "[1, 200, -3.5]"
