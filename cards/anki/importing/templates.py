"""Anki's card templates, as far as text goes: fields, conditions, and the filters that matter to a reader."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>|&nbsp;)*+", re.IGNORECASE)
_DEEPEST = 50
_LONGEST, _MOST_TAGS = 500_000, 300  # of a template, with its scripts
MOST_RENDERED = 500_000  # characters; a field can be named a thousand times


class BadTemplate(ValueError):
    """Conditions that do not close, or nest without end; or more of it all than anyone writes."""


class TooLong(ValueError):
    """What a note's fields make of a template is longer than anyone reads."""


@dataclass(frozen=True)
class Slot:
    """Where a field goes, with the filters before it, the innermost first."""

    name: str
    filters: tuple[str, ...]


@dataclass
class Condition:
    """What is shown only when a field holds something, or only when it is empty."""

    name: str
    filled: bool
    inside: "Template" = field(default_factory=list)


Template = list["str | Slot | Condition"]
Filter = Callable[[str, tuple[str, ...]], str]


def compiled(text: str) -> Template:
    """The template's parts. Raises BadTemplate."""
    if len(text) > _LONGEST or text.count("{{") > _MOST_TAGS:
        raise BadTemplate
    whole: Template = []
    open_: list[tuple[Template, Condition]] = []
    here, at = whole, 0
    for tag in _TAG.finditer(text):
        if before := text[at : tag.start()]:
            here.append(before)
        at = tag.end()
        sign, name = _read(tag[1])
        if sign in ("#", "^"):
            condition = Condition(name, sign == "#")
            here.append(condition)
            open_.append((here, condition))
            here = condition.inside
        elif sign == "/":
            here = _closed(open_, name)
        elif name:
            *filters, last = name.split(":")
            here.append(Slot(last.strip(), tuple(one.strip() for one in reversed(filters))))
        if len(open_) > _DEEPEST:
            raise BadTemplate
    if open_:
        raise BadTemplate
    return [*whole, text[at:]]


def rendered(template: Template, fields: Mapping[str, str], filtered: Filter) -> str:
    """The template with a note's fields in it; `filtered` gives a field as its filters show it.

    Raises TooLong.
    """
    out: list[str] = []
    size = 0
    for part in template:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Slot):
            out.append(filtered(fields.get(part.name, ""), part.filters))
        elif (not _is_empty(fields.get(part.name, ""))) == part.filled:
            out.append(rendered(part.inside, fields, filtered))
        else:
            continue
        size += len(out[-1])
        if size > MOST_RENDERED:
            raise TooLong
    return "".join(out)


def _read(tag: str) -> tuple[str, str]:
    tag = tag.strip()
    if tag.startswith("!"):
        return "", ""
    return (tag[0], tag[1:].strip()) if tag[:1] in ("#", "^", "/") else ("", tag)


def _closed(open_: list[tuple[Template, Condition]], name: str) -> Template:
    if not open_ or open_[-1][1].name != name:
        raise BadTemplate
    return open_.pop()[0]


def _is_empty(value: str) -> bool:
    return _EMPTY.fullmatch(value) is not None
