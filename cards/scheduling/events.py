"""The form of an event: its kinds, their fields, and what each field may hold."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

VERSION = 1
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


class Field(NamedTuple):
    """A field, whether a value fits it, and what is said of one that does not."""

    name: str
    fits: Callable[[Any], bool]
    must: str


def is_uid(text: str) -> bool:
    """Whether a text is a UUID in lower-case canonical form."""
    return _UUID.fullmatch(text) is not None


def _uuid(name: str) -> Field:
    def fits(value: Any) -> bool:
        return type(value) is str and _UUID.fullmatch(value) is not None

    return Field(name, fits, "must be a UUID in lower-case canonical form")


def _is_id(value: Any) -> bool:
    return type(value) is str and _ID.fullmatch(value) is not None


def _id(name: str) -> Field:
    return Field(name, _is_id, "must be 1 to 120 characters of a-z 0-9 . _ -")


def _whole(name: str, low: int, high: int) -> Field:
    def fits(value: Any) -> bool:
        # bool is an int in Python; on the wire it is no number.
        return type(value) is int and low <= value <= high

    return Field(name, fits, f"must be a whole number from {low} to {high}")


def _boolean(name: str) -> Field:
    return Field(name, lambda value: type(value) is bool, "must be true or false")


def _choices(name: str) -> Field:
    option = _whole("", 0, 99).fits
    return Field(name, _list_of(option, most=100), "must be a list of option numbers")


def _questions(name: str) -> Field:
    return Field(name, _list_of(_is_id, MAX_QUESTIONS), f"must be a list of at most {MAX_QUESTIONS} ids")


def _list_of(fits: Callable[[Any], bool], most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is list and len(value) <= most and all(map(fits, value))


def _share(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def _predicted(name: str) -> Field:
    def fits(value: Any) -> bool:
        return type(value) is dict and all(_share(value.get(one)) for one in ("mean", "low", "high"))

    return Field(name, fits, "must have mean, low and high, each a number from 0 to 1")


def _text(name: str) -> Field:
    return Field(name, lambda value: type(value) is str, "must be text")


def _anything(name: str) -> Field:
    return Field(name, lambda value: True, "")


Fields = tuple[Field, ...]
_COMMON: Fields = (
    _uuid("uid"),
    _uuid("device"),
    _whole("n", 1, MAX_WHOLE),
    _whole("at", YEAR_1900_MS, YEAR_2200_MS),
    _whole("tz", -720, 840),
)
_OF_KIND: dict[str, Fields] = {
    "review": (_id("card"), _whole("rating", 1, 4), _whole("took_ms", 0, MAX_WHOLE)),
    "undo": (_uuid("target"), _boolean("value")),
    "mark": (_id("card"), _id("mark")),
    "reset": (_id("card"),),
    "setting": (_id("name"), _anything("value")),
    "edit": (_id("card"), _id("field"), _anything("value")),
    "sitting": (_id("sitting"), _id("action")),
    "answer": (_id("sitting"), _id("question"), _choices("choices")),
    "outcome": (_id("exam"),),
}
_OPTIONAL: dict[str, Fields] = {
    "review": (
        _whole("card_version", 0, MAX_WHOLE),
        _id("why"),
        _boolean("sure"),
        _whole("seed", 0, MAX_WHOLE),
    ),
    "answer": (_whole("took_ms", 0, MAX_WHOLE), _boolean("sure")),
    "outcome": (_boolean("passed"), _whole("score", 0, 1_000_000), _text("date")),
}
_MARKS: dict[str, Fields] = {
    "suspended": (_boolean("value"),),
    "starred": (_boolean("value"),),
    "flag": (_whole("value", 0, 7),),
    "bury": (_whole("days", 0, 365),),
}
_ACTIONS: dict[str, Fields] = {
    "start": (_id("exam"), _whole("seed", 0, MAX_WHOLE)),
    "flag": (_id("question"), _boolean("value")),
    "strike": (_id("question"), _whole("option", 0, 99), _boolean("value")),
    "pause": (_boolean("value"),),
    "finish": (),
}
_OPTIONAL_OF_ACTIONS: dict[str, Fields] = {
    "start": (
        _id("paper"),
        _id("mode"),
        _whole("minutes", 1, 600),
        _questions("questions"),
        _predicted("predicted"),
    ),
}
_REQUIRED = {kind: _COMMON + fields for kind, fields in _OF_KIND.items()}
# Kinds whose further fields depend on one of them; a value unknown here is a newer client's.
_VARIANTS: dict[str, tuple[str, dict[str, Fields]]] = {
    "mark": ("mark", _MARKS),
    "sitting": ("action", _ACTIONS),
}


def required_fields(event: Mapping[str, Any]) -> Fields:
    """What an event of this kind must carry. Raises Refused where that is not known here, or is no kind."""
    kind = _kind(event)
    if kind not in _VARIANTS:
        return _REQUIRED[kind]
    name, variants = _VARIANTS[kind]
    variant = event.get(name)
    if type(variant) is str and variant in variants:
        return _REQUIRED[kind] + variants[variant]
    if _is_id(variant):
        raise Refused("later", f"this server does not know the {name} {variant} yet")
    return _REQUIRED[kind]


def optional_fields(event: Mapping[str, Any]) -> Fields:
    """What an event that has all the required fields may carry beside them; any other is kept unchecked."""
    if event["kind"] == "sitting":
        return _OPTIONAL_OF_ACTIONS.get(event["action"], ())
    return _OPTIONAL.get(event["kind"], ())


def _kind(event: Mapping[str, Any]) -> str:
    version, kind = event.get("v"), event.get("kind")
    if type(version) is not int or version < 1:
        raise Refused("malformed", "v must be a whole number from 1")
    if type(kind) is not str:
        raise Refused("malformed", "kind must be text")
    if kind == "parameters":
        raise Refused("server_only", "parameters are written by the server alone")
    if version > VERSION or kind not in _REQUIRED:
        raise Refused("later", f"this server does not know version {version} of kind {kind[:40]} yet")
    return kind
