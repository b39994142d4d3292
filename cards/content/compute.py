"""The instances of a compute card: numbers drawn from hashes, the answer worked out, the texts filled in."""

import hashlib
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cards.content.arithmetic import Number, evaluate

INSTANCES = 16
FEWEST = 4  # fewer distinct ones are learned by heart
ATTEMPTS = 4000
SPEC = re.compile(r",?(\.\d)?[dfeg%]?")


@dataclass(frozen=True)
class Instance:
    """What one drawing shows; texts are still Markdown."""

    prompt: str
    answer: float
    work: str


@dataclass(frozen=True)
class Recipe:
    """A compute card's own words about its numbers."""

    id: str
    choices: Mapping[str, list[Number]]
    where: str | None
    lets: Mapping[str, str]
    answer: str
    decimals: int
    prompt: str
    work: str


def instances(recipe: Recipe) -> list[Instance]:
    """Exactly 16 instances, the same on every machine, distinct as far as the numbers go."""
    drawn = [_instance(recipe, names) for names in _drawings(recipe)]
    if len(drawn) < FEWEST:
        raise ValueError(
            f"the numbers leave {len(drawn)} different instances; widen them to at least {FEWEST}"
        )
    if len({instance.answer for instance in drawn}) == 1:
        raise ValueError(f"every instance has the answer {drawn[0].answer}; let the numbers change it")
    return [drawn[i % len(drawn)] for i in range(INSTANCES)]


def _drawings(recipe: Recipe) -> Iterator[dict[str, Number]]:
    """Draws from SHA-256, not from random.Random: a learner's stored seed must name the same numbers under
    every Python version, and Random promises that for random() only, not for choice or randrange."""
    seen: set[tuple[Number, ...]] = set()
    for attempt in range(ATTEMPTS):
        names = {name: _draw(recipe.id, attempt, name, pool) for name, pool in recipe.choices.items()}
        drawing = tuple(names.values())
        if drawing in seen or not (recipe.where is None or evaluate(recipe.where, names)):
            continue
        seen.add(drawing)
        yield names
        if len(seen) == INSTANCES:
            return


def _draw(card: str, attempt: int, name: str, pool: list[Number]) -> Number:
    digest = hashlib.sha256(f"{card}/{attempt}/{name}".encode()).digest()
    return pool[int.from_bytes(digest[:8]) % len(pool)]


def _instance(recipe: Recipe, drawn: dict[str, Number]) -> Instance:
    names = dict(drawn)
    for name, expression in recipe.lets.items():
        names[name] = evaluate(expression, names)
    answer = rounded(evaluate(recipe.answer, names), recipe.decimals)
    shown: dict[str, Number | str] = {**names, "answer": f"{answer:.{recipe.decimals}f}"}
    prompt_names: dict[str, Number | str] = {**names}
    return Instance(filled(recipe.prompt, prompt_names), float(answer), filled(recipe.work, shown))


def rounded(value: Number, decimals: int) -> Decimal:
    """Half away from zero, as people round; the first step removes the noise of binary fractions."""
    exact = Decimal(repr(round(float(value), 10)))
    answer = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(answer) if answer == 0 else answer  # never -0.0


def span(start: Number, stop: Number, step: Number) -> list[Number]:
    """start, start + step, ... up to and including stop, without the drift of adding floats."""
    first, last, each = (Decimal(str(part)) for part in (start, stop, step))
    if each <= 0 or last < first:
        raise ValueError("'from' must not exceed 'to', and 'step' must be above zero")
    count = int((last - first) / each) + 1
    if count > 100_000:
        raise ValueError("more than 100000 numbers to draw from: use a larger step")
    return [_plain(first + k * each) for k in range(count)]


def _plain(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else float(value)


def filled(text: str, names: Mapping[str, Number | str]) -> str:
    """`text` with {name} and {name:.2f} replaced; doubled braces become single ones."""
    out = []
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"the braces do not match ({error}); write {{{{ and }}}} for literal ones") from None
    for literal, name, spec, conversion in pieces:
        out.append(literal)
        if name is not None:
            out.append(_shown(name, spec or "", conversion, names))
    return "".join(out)


def _shown(name: str, spec: str, conversion: str | None, names: Mapping[str, Number | str]) -> str:
    if name not in names:
        raise ValueError(
            f"{{{name}}} is not one of {', '.join(names)}; write {{{{ and }}}} for literal braces"
        )
    if conversion or not SPEC.fullmatch(spec):
        raise ValueError(f"the format '{spec}' of {{{name}}} is not known; use one like .2f")
    value = names[name]
    if isinstance(value, str):
        return format(float(value), spec) if spec else value
    if spec.endswith("d"):
        return format(int(value), spec)
    return format(value, spec) if spec else _trimmed(value)


def _trimmed(value: Number) -> str:
    """Whole numbers whole, others with at most four decimals."""
    if float(value).is_integer():
        return str(int(value))
    return f"{rounded(value, 4):f}".rstrip("0").rstrip(".")
