"""The form of an event: what is taken, what is refused, and why, in a sentence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cards.scheduling.json_text import Poison, canonical

VERSION = 1
MAX_EVENT_BYTES = 65_536
MAX_DEPTH = 32
MAX_WHOLE = 2**53
MAX_TOOK_MS = 86_400_000
MAX_QUESTIONS = 200
YEAR_1900_MS = -2_208_988_800_000
YEAR_2200_MS = 7_258_118_400_000

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
_ID = re.compile(r"[a-z0-9._-]{1,120}", re.ASCII)


@dataclass
class Refused(Exception):
    """Why one event was not taken; the rest of its request is not touched."""

    code: str  # malformed, too_large, later, server_only, uid_reused
    detail: str


def _whole(low: int, high: int) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        # bool is an int in Python; on the wire it is no number.
        fits = type(value) is int and low <= value <= high
        return None if fits else f"must be a whole number from {low} to {high}"

    return check


def is_uid(text: str) -> bool:
    """Whether a text is a UUID in lower-case canonical form."""
    return _UUID.fullmatch(text) is not None


def _uuid(value: Any) -> str | None:
    fits = type(value) is str and is_uid(value)
    return None if fits else "must be a UUID in lower-case canonical form"


def _id(value: Any) -> str | None:
    fits = type(value) is str and _ID.fullmatch(value)
    return None if fits else "must be 1 to 120 characters of a-z 0-9 . _ -"


def _boolean(value: Any) -> str | None:
    return None if type(value) is bool else "must be true or false"


def _choices(value: Any) -> str | None:
    fits = type(value) is list and len(value) <= 100 and all(_whole(0, 99)(one) is None for one in value)
    return None if fits else "must be a list of option numbers"


def _questions(value: Any) -> str | None:
    fits = type(value) is list and len(value) <= MAX_QUESTIONS and all(_id(one) is None for one in value)
    return None if fits else f"must be a list of at most {MAX_QUESTIONS} ids"


def _share(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def _predicted(value: Any) -> str | None:
    fits = type(value) is dict and all(_share(value.get(name)) for name in ("mean", "low", "high"))
    return None if fits else "must have mean, low and high, each a number from 0 to 1"


def _text(value: Any) -> str | None:
    return None if type(value) is str else "must be text"


def _anything(value: Any) -> str | None:
    return None


Field = tuple[str, Callable[[Any], str | None]]

_COMMON: tuple[Field, ...] = (
    ("uid", _uuid),
    ("device", _uuid),
    ("n", _whole(1, MAX_WHOLE)),
    ("at", _whole(YEAR_1900_MS, YEAR_2200_MS)),
    ("tz", _whole(-720, 840)),
)
_REQUIRED: dict[str, tuple[Field, ...]] = {
    "review": (("card", _id), ("rating", _whole(1, 4)), ("took_ms", _whole(0, MAX_WHOLE))),
    "undo": (("target", _uuid), ("value", _boolean)),
    "mark": (("card", _id), ("mark", _id)),
    "reset": (("card", _id),),
    "setting": (("name", _id), ("value", _anything)),
    "edit": (("card", _id), ("field", _id), ("value", _anything)),
    "sitting": (("sitting", _id), ("action", _id)),
    "answer": (("sitting", _id), ("question", _id), ("choices", _choices)),
    "outcome": (("exam", _id),),
}
_OPTIONAL: dict[str, tuple[Field, ...]] = {
    "review": (
        ("card_version", _whole(0, MAX_WHOLE)),
        ("why", _id),
        ("sure", _boolean),
        ("seed", _whole(0, MAX_WHOLE)),
    ),
    "answer": (("took_ms", _whole(0, MAX_WHOLE)), ("sure", _boolean)),
    "outcome": (("passed", _boolean), ("score", _whole(0, 1_000_000)), ("date", _text)),
}
_MARKS: dict[str, tuple[Field, ...]] = {
    "suspended": (("value", _boolean),),
    "starred": (("value", _boolean),),
    "flag": (("value", _whole(0, 7)),),
    "bury": (("days", _whole(0, 365)),),
}
_ACTIONS: dict[str, tuple[Field, ...]] = {
    "start": (("exam", _id), ("seed", _whole(0, MAX_WHOLE))),
    "flag": (("question", _id), ("value", _boolean)),
    "strike": (("question", _id), ("option", _whole(0, 99)), ("value", _boolean)),
    "pause": (("value", _boolean),),
    "finish": (),
}
_OPTIONAL_OF_ACTIONS: dict[str, tuple[Field, ...]] = {
    "start": (
        ("paper", _id),
        ("mode", _id),
        ("minutes", _whole(1, 600)),
        ("questions", _questions),
        ("predicted", _predicted),
    ),
}
# Kinds whose further fields depend on one of them; a value unknown here is a newer client's.
_VARIANTS: dict[str, tuple[str, dict[str, tuple[Field, ...]]]] = {
    "mark": ("mark", _MARKS),
    "sitting": ("action", _ACTIONS),
}


def check_event(raw: Any) -> tuple[dict[str, Any], str]:
    """The event, normalised, and its canonical text; unknown fields are kept.

    Raises Refused.
    """
    if isinstance(raw, Poison):
        raise Refused("malformed", raw.reason)
    if type(raw) is not dict:
        raise Refused("malformed", "an event must be a JSON object")
    event = dict(raw)
    _check_kind(event)
    for field, check in _fields(event):
        if field not in event:
            raise Refused("malformed", f"{field} is missing")
        _check_field(event, field, check)
    for field, check in _optional(event):
        if field in event:
            _check_field(event, field, check)
    if event.get("took_ms", 0) > MAX_TOOK_MS:
        event["took_ms"] = MAX_TOOK_MS
    return event, _check_text(event)


def _check_kind(event: Mapping[str, Any]) -> None:
    version, kind = event.get("v"), event.get("kind")
    if type(version) is not int or version < 1:
        raise Refused("malformed", "v must be a whole number from 1")
    if type(kind) is not str:
        raise Refused("malformed", "kind must be text")
    if kind == "parameters":
        raise Refused("server_only", "parameters are written by the server alone")
    if version > VERSION or kind not in _REQUIRED:
        raise Refused("later", f"this server does not know version {version} of kind {kind[:40]} yet")


def _fields(event: Mapping[str, Any]) -> tuple[Field, ...]:
    kind = event["kind"]
    required = _COMMON + _REQUIRED[kind]
    if kind not in _VARIANTS:
        return required
    name, variants = _VARIANTS[kind]
    variant = event.get(name)
    if type(variant) is str and variant in variants:
        return required + variants[variant]
    if _id(variant) is None:
        raise Refused("later", f"this server does not know the {name} {variant} yet")
    return required


def _optional(event: Mapping[str, Any]) -> tuple[Field, ...]:
    if event["kind"] == "sitting":
        return _OPTIONAL_OF_ACTIONS.get(event["action"], ())
    return _OPTIONAL.get(event["kind"], ())


def _check_field(event: Mapping[str, Any], field: str, check: Callable[[Any], str | None]) -> None:
    wrong = check(event[field])
    if wrong:
        raise Refused("malformed", f"{field} {wrong}")


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
