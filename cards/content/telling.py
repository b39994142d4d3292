"""Pydantic's errors as sentences for authors."""

import re
from typing import Any

from pydantic import ValidationError

from cards.content.defects import Defect, Place

MENDS = {
    "missing": ("'{field}' is missing", "Add it."),
    "extra_forbidden": ("'{field}' is not a field here", "Mend its spelling or remove it."),
    "string_type": ("'{field}' is not text", "Put it in quotes."),
    "string_pattern_mismatch": (
        "'{input}' is not an id",
        "Use lower-case letters, digits, dots and hyphens.",
    ),
    "too_short": ("'{field}' has too few entries", "Add what is missing."),
    "date_type": ("'{field}' is not a date", "Write it as 2026-11-21, without quotes."),
    "bool_type": ("'{field}' is neither true nor false", "Write true or false, without quotes."),
}


def told(error: ValidationError, place: Place) -> list[Defect]:
    """One defect a field: of the errors that a union gives only the first."""
    errors = error.errors(include_url=False, include_context=False)
    by_field = {(place.found(one["loc"]), _field(one, place)): one for one in reversed(errors)}
    return [_defect(one, place) for one in by_field.values()]


def _field(error: Any, place: Place) -> str:
    if error["type"] in ("missing", "extra_forbidden"):
        return str(error["loc"][-1])
    path = place.found(error["loc"])
    return str(path[-1]) if len(path) > len(place.path) else "the whole"


def _defect(error: Any, place: Place) -> Defect:
    field = _field(error, place)
    what, mend = MENDS.get(error["type"], ("", ""))
    if not what:
        what, _, mend = re.sub(r"^Value error, ", "", error["msg"]).partition("; ")
        what = f"'{field}': {what}"
        mend = f"{mend[:1].upper()}{mend[1:]}." if mend else "Mend it."
    else:
        what = what.format(field=field, input=error.get("input"))
    return place.defect(what, mend, error["loc"])
