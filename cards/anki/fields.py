"""The fields of a card's note, from the body that devices get: HTML, the same each time."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

Body = Mapping[str, Any]
MOST_INSTANCES = 8  # enough that the numbers are not learned by heart; each costs its text
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


class Beside(NamedTuple):
    """What stands around a card's own body: HTML, but for the name."""

    concept: str = ""  # its name
    summary: str = ""
    note: str = ""  # the learner's


def fields(body: Body, beside: Beside) -> list[str]:
    """In the order of the note type's fields."""
    return [*_ASKED[body["form"]](body), *_about(body, beside)]


def _about(body: Body, beside: Beside) -> list[str]:
    """In the order of ABOUT."""
    concept = escape(beside.concept, quote=False) if beside.concept else ""
    told = [body["why"] or "", body["not"] or "", beside.note, concept, beside.summary]
    return [*told, _source(body["source"]), body["verified_on"], body["id"]]


def _source(source: Mapping[str, str]) -> str:
    if not source["url"]:
        return ""
    return f'<a href="{escape(source["url"])}">{escape(source["title"], quote=False)}</a>'


def _answered(body: Body) -> list[str]:
    return [body["prompt"], body["answer"]]


def _cloze(body: Body) -> list[str]:
    """The answer's marked words are the gaps, all of one card."""
    pieces = MARKED.split(body["answer"])  # text, hidden, text, hidden, text
    return [
        "".join(
            f"{{{{c1::{_inert(piece)}}}}}" if place % 2 else _inert(piece)
            for place, piece in enumerate(pieces)
        )
    ]


def _inert(html: str) -> str:
    """Without anything that Anki would take for a gap's own signs."""
    return html.replace("{{", "{&#123;").replace("}}", "}&#125;").replace("::", ":&#58;")


def _choice(body: Body) -> list[str]:
    options = list(zip(LETTERS, body["options"], strict=False))
    count = body["choose"]
    return [
        body["prompt"],
        "Choose one." if count == 1 else f"Choose {count}.",
        "".join(_option(letter, option["html"], count) for letter, option in options),
        "".join(_judged(letter, option) for letter, option in options),
    ]


def _option(letter: str, html: str, count: int) -> str:
    kind = 'type="radio" name="choice"' if count == 1 else 'type="checkbox"'
    return (
        f'<label class="option"><input {kind}><span class="letter">{letter}</span><span>{html}</span></label>'
    )


def _judged(letter: str, option: Mapping[str, Any]) -> str:
    kind, verdict = ("right", "✓ Right") if option["right"] else ("wrong", "✗ Wrong")
    return (
        f'<div class="option {kind}"><span class="letter">{letter}</span><div><div>{option["html"]}</div>'
        f'<div class="because"><span class="verdict">{verdict}.</span> {option["why"]}</div></div></div>'
    )


def _compute(body: Body) -> list[str]:
    drawn = list({one["prompt"]: one for one in body["instances"]}.values())[:MOST_INSTANCES]
    return [
        "".join(f'<div class="instance">{one["prompt"]}</div>' for one in drawn),
        "".join(
            f'<div class="instance"><div class="result">{_number(one)}</div><div>{one["work"]}</div></div>'
            for one in drawn
        ),
    ]


def _number(instance: Mapping[str, Any]) -> str:
    unit = f" {escape(instance['unit'])}" if instance["unit"] else ""
    return f"{instance['answer']:.10g}{unit}"


def _order(body: Body) -> list[str]:
    steps: list[str] = body["steps"]
    shown = mixed(len(steps), body["id"])
    front = [_lettered(letter, steps[place]) for letter, place in zip(LETTERS, shown, strict=False)]
    back = [
        _step(f"{place + 1}.", f"{step} {_aside(LETTERS[shown.index(place)])}")
        for place, step in enumerate(steps)
    ]
    return [body["prompt"], "".join(front), "".join(back)]


def _match(body: Body) -> list[str]:
    pairs: list[Mapping[str, str]] = body["pairs"]
    shown = mixed(len(pairs), body["id"])
    left = "".join(_step(f"{place}.", pair["left"], "side") for place, pair in enumerate(pairs, start=1))
    right = "".join(
        _step(letter, pairs[place]["right"], "side") for letter, place in zip(LETTERS, shown, strict=False)
    )
    back = [
        _step(
            f"{place + 1}. {LETTERS[shown.index(place)]}",
            f"{pair['left']}<br><strong>{pair['right']}</strong>",
        )
        for place, pair in enumerate(pairs)
    ]
    sides = f'<div class="sides">{left}</div><div class="sides">{right}</div>'
    return [body["prompt"], sides, "".join(back)]


def _lettered(letter: str, html: str) -> str:
    return _step(letter, html)


def _step(sign: str, html: str, kind: str = "step") -> str:
    return f'<div class="{kind}"><span class="letter">{sign}</span><div>{html}</div></div>'


def _aside(letter: str) -> str:
    return f'<span class="name">was {letter}</span>'


def mixed(count: int, card: str) -> list[int]:
    """Places in another order than the right one, always the same for a card."""
    places: Sequence[int] = range(count)
    order = sorted(places, key=lambda place: hashlib.sha256(f"{card}/{place}".encode()).digest())
    return order if order != list(places) else [*order[1:], order[0]]


_ASKED: dict[str, Callable[[Body], list[str]]] = {
    "basic": _answered,
    "contrast": _answered,
    "cloze": _cloze,
    "choice": _choice,
    "compute": _compute,
    "order": _order,
    "match": _match,
}
