"""What is taken as an event, what is refused, and why, in a sentence."""

from collections.abc import Mapping
from typing import Any

from cards.scheduling.events import MAX_TOOK_MS, Refused, optional_fields, required_fields
from cards.scheduling.json_text import Poison, canonical

MAX_EVENT_BYTES = 65_536
MAX_DEPTH = 32


def check_event(raw: Any) -> tuple[dict[str, Any], str]:
    """The event, normalised, and its canonical text; unknown fields are kept.

    Raises Refused.
    """
    if isinstance(raw, Poison):
        raise Refused("malformed", raw.reason)
    if type(raw) is not dict:
        raise Refused("malformed", "an event must be a JSON object")
    event = dict(raw)
    for name, fits, must in required_fields(event):
        if name not in event:
            raise Refused("malformed", f"{name} is missing")
        if not fits(event[name]):
            raise Refused("malformed", f"{name} {must}")
    for name, fits, must in optional_fields(event):
        if name in event and not fits(event[name]):
            raise Refused("malformed", f"{name} {must}")
    took_ms = event.get("took_ms")  # of a kind that knows no such field it may be anything
    if isinstance(took_ms, int | float) and took_ms > MAX_TOOK_MS:
        event["took_ms"] = MAX_TOOK_MS
    return event, _check_text(event)


def _check_text(event: Mapping[str, Any]) -> str:
    try:
        text = canonical(event)
    except TypeError:
        _check_values(event, depth=1)
        raise Refused("malformed", "text must be valid Unicode, without lone surrogates") from None
    # The walk over every value is slow in Python, and hardly any text gives a reason for it.
    if "\\u0000" in text or text.count("{") + text.count("[") > MAX_DEPTH:
        _check_values(event, depth=1)
    if len(text) * 4 > MAX_EVENT_BYTES and len(text.encode()) > MAX_EVENT_BYTES:
        raise Refused("too_large", f"an event must be at most {MAX_EVENT_BYTES} bytes")
    return text


def _check_values(value: Any, depth: int) -> None:
    if isinstance(value, Poison):
        raise Refused("malformed", value.reason)
    if isinstance(value, str):
        if "\0" in value:
            raise Refused("malformed", "text must not hold a NUL character")
    elif isinstance(value, dict | list):
        if depth > MAX_DEPTH:
            raise Refused("malformed", f"must not be nested deeper than {MAX_DEPTH}")
        if isinstance(value, dict):
            for name in value:
                _check_values(name, depth)
        for item in value.values() if isinstance(value, dict) else value:
            _check_values(item, depth + 1)
