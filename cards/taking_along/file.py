"""The form of the file: one JSON document, gzipped, a value a line: a long log is never all in memory."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cards.scheduling.json_text import canonical, parse

VERSION = 1
LONGEST_LINE = 1_000_000

NO_EXPORT = "This is no export of a learner that Cardinal wrote, or it is damaged. Nothing was changed."


class NoExport(Exception):
    """A file that cannot be read back; its text says so."""

    def __init__(self, where: str = "") -> None:
        super().__init__(f"{NO_EXPORT} {where}".strip())


def write(file: Path, sections: Mapping[str, Any | Iterable[str]]) -> None:
    """A section is a value, or an iterator of JSON texts, which become a list."""
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=6) as out:
        out.write(f'{{"cardinal": {VERSION}')
        for name, value in sections.items():
            out.write(f",\n{json.dumps(name)}: ")
            if isinstance(value, Iterator):
                out.write("[")
                for number, text in enumerate(value):
                    out.write((",\n" if number else "\n") + text)
                out.write("\n]")
            else:
                out.write(canonical(value))
        out.write("\n}\n")


def read(file: Path, only: str = "") -> Iterator[tuple[str, Any]]:
    """(section, value) for each section that is a value and each item of those that are lists.

    With `only` one section alone; the others are not even parsed. Raises NoExport, also half-way.
    """
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from _read(iter(lambda: lines.readline(LONGEST_LINE), ""), only)
    except (OSError, EOFError, ValueError):
        raise NoExport from None


def _read(lines: Iterator[str], only: str) -> Iterator[tuple[str, Any]]:
    if next(lines, "").strip() != f'{{"cardinal": {VERSION},':
        raise NoExport
    section = ""
    for number, line in enumerate(lines, start=2):
        text = line.strip().removesuffix(",")
        if text == "}" and not section:
            return
        if text == "]":
            section = ""
        elif section:
            if only in ("", section):
                yield section, _value(text, number)
        else:
            name, _, rest = text.partition(": ")
            if rest == "[":
                section = str(_value(name, number))
            elif only in ("", _value(name, number)):
                yield str(_value(name, number)), _value(rest, number)
    raise NoExport("It ends before its end.")


def _value(text: str, line: int) -> Any:
    try:
        return parse(text)
    except ValueError:
        raise NoExport(f"Line {line} cannot be read.") from None
