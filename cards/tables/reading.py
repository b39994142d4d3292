"""A CSV or TSV file as rows of text, whatever wrote it; says what it took it for. Raises Unreadable."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from cards.intake.plain_text import without_controls
from cards.intake.unreadable import Unreadable

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LONGEST_CELL = 100_000
DELIMITERS = ("\t", ",", ";", "|")
_LOOKED_AT = 50  # rows, to find the delimiter
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DIRECTIVE = re.compile(r"#([a-z ]+):(.*)")  # how Anki's own text exports begin
_MOST_DIRECTIVES = 20  # Anki knows ten; after each the text is copied
_NAMES = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}


@dataclass(frozen=True)
class Table:
    """A file's rows; `html` when the cells hold HTML, as Anki's text exports say they do."""

    encoding: str
    delimiter: str
    rows: list[list[str]]
    columns: int
    names: tuple[str, ...] = ()  # as a directive of Anki's gives them
    html: bool = False


def read_table(content: bytes, delimiter: str = "") -> Table:
    """The table, its delimiter found when none is given. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(f"The file is larger than {MOST_BYTES // 2**20} MB. Split it and import the parts.")
    text, encoding = _decoded(content)
    directives, text = _directives(text)
    delimiter = delimiter or directives.get("separator", "") or _found_delimiter(text)
    rows = _rows(text, delimiter)
    if not rows:
        raise Unreadable("The file holds no rows.")
    names = next(iter(_rows(directives.get("columns", ""), delimiter)), [])
    width = max(map(len, rows))
    return Table(encoding, delimiter, rows, width, tuple(names), directives.get("html") == "true")


def _decoded(content: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    for name in dict.fromkeys([encoding, "cp1252"] if encoding == "utf-8" else [encoding]):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if text.count("\0") * 10 <= len(text):
            return text, name
    raise Unreadable(
        "The file's characters cannot be read: they are neither UTF-8, UTF-16 nor Windows-1252. "
        "Save the table again as 'CSV UTF-8'."
    )


def _directives(text: str) -> tuple[dict[str, str], str]:
    """Lines like #separator:tab at the top."""
    found: dict[str, str] = {}
    for _ in range(_MOST_DIRECTIVES):
        if (directive := _DIRECTIVE.match(text)) is None:
            break
        line, _, text = text.partition("\n")
        found[directive[1]] = line.strip().partition(":")[2]
    if "separator" in found:
        name = found["separator"]
        found["separator"] = _NAMES.get(name.lower(), name if len(name) == 1 else "")
    return found, text


def _found_delimiter(text: str) -> str:
    """That which cuts most rows into the same number of cells, two at least."""

    def fit(delimiter: str) -> int:
        widths = Counter(map(len, _rows(text, delimiter, _LOOKED_AT)))
        width, rows = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return rows if width > 1 else 0

    best = max(DELIMITERS, key=fit)
    return best if fit(best) else ","


def _rows(text: str, delimiter: str, most: int = 0) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    rows = []
    try:
        for row in islice(lines, most or None):
            if any(cell.strip() for cell in row):
                rows.append(_checked(row))
            if len(rows) > MOST_ROWS:
                raise Unreadable(
                    f"The table has more than {MOST_ROWS:,} rows. Split it and import the parts."
                )
    except csv.Error:
        raise Unreadable(
            f"Row {lines.line_num} cannot be read: a cell is longer than {LONGEST_CELL:,} characters, "
            "or a quotation mark is missing."
        ) from None
    return rows


def _checked(row: list[str]) -> list[str]:
    if len(row) > MOST_COLUMNS:
        raise Unreadable(
            f"A row has {len(row):,} columns, and {MOST_COLUMNS} is the most. Check that the right "
            "delimiter was chosen, or delete the columns that are no text of cards."
        )
    return [without_controls(cell) for cell in row]
