"""A spreadsheet runs a cell that begins like a formula: an apostrophe before it makes it text."""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")


def defused(text: str) -> str:
    """The cell as it is written."""
    return f"'{text}" if _RISKY.match(text) else text


def original(cell: str) -> str:
    """The text that `defused` made the cell of."""
    return cell[1:] if _DEFUSED.match(cell) else cell
