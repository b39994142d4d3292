"""JSON as the log takes it: one text for one value; what cannot be kept as sent is marked, not guessed."""

import json
import re
from dataclasses import dataclass
from typing import Any

import orjson

MAX_EXACT = 2**53
# Possessive, and a text without an end counts as one: else each quote in it is a new start, for hours.
_NESTING = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_FLAT_DEPTH = 100
_ODD_NUMBER = re.compile(r"[:,\[]-?\d+(?:[.eE]|(?<=\d{16}))")
_DOUBTFUL: Any = object()


@dataclass(frozen=True)
class Poison:
    """Stands where a value was that a learner's log must not hold."""

    reason: str


def canonical(value: Any) -> str:
    """The one text of a value: keys sorted, no spaces, characters as they are.

    Raises TypeError for what has none: a Poison, a lone surrogate, nesting without end.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS).decode()


def stored(text: str) -> Any:
    """The value of a text that `canonical` made."""
    return orjson.loads(text)


def parse(text: str) -> Any:
    """The value of a JSON text, with a Poison wherever something cannot be kept as it was sent.

    So that one bad event is refused alone: duplicate keys, NaN, numbers beyond 2^53 and nesting
    deeper than the parser goes do not spoil their neighbours. Raises ValueError when it is no JSON.
    """
    if (value := _plain(text)) is not _DOUBTFUL:
        return value
    try:
        return _DECODER.decode(text)
    except RecursionError:
        return _DECODER.decode(_flattened(text))


def _plain(text: str) -> Any:
    """The value of a text that reads back letter for letter, as phones send it; else _DOUBTFUL.

    Such a text has no key twice and no odd number. What could hide a number beyond 2^53, or one that is
    whole and written as a fraction, goes the careful way.
    """
    if text[:1] not in ("{", "[") or _ODD_NUMBER.search(text):
        return _DOUBTFUL
    try:
        value = orjson.loads(text)
        return value if orjson.dumps(value).decode() == text else _DOUBTFUL
    except (ValueError, TypeError):  # TypeError: nested too deeply to be written
        return _DOUBTFUL


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Poison:
    value = dict(pairs)
    return value if len(value) == len(pairs) else Poison("a key stands twice in one object")


def _whole(digits: str) -> int | Poison:
    if len(digits) > 17 or abs(int(digits)) > MAX_EXACT:
        return Poison("a number is beyond 2^53")
    return int(digits)


def _fraction(digits: str) -> float | int | Poison:
    value = float(digits)
    if not abs(value) <= MAX_EXACT:
        return Poison("a number is beyond 2^53")
    return int(value) if value.is_integer() else value


def _constant(name: str) -> Poison:
    return Poison(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_whole, parse_float=_fraction, parse_constant=_constant
)


def _flattened(text: str) -> str:
    """The text with everything nested deeper than any event may be cut out and marked as not a number."""
    kept, depth, start = [], 0, 0
    for token in _NESTING.finditer(text):
        bracket = token.group()
        if bracket in "[{":
            depth += 1
            if depth == _FLAT_DEPTH:
                kept.append(text[start : token.start()])
                start = len(text)  # if it never closes, all the rest is cut out
        elif bracket in "]}":
            depth -= 1
            if depth == _FLAT_DEPTH - 1:
                kept.append("NaN")
                start = token.end()
    return "".join([*kept, text[start:]])
