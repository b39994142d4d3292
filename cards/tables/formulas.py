"""A spreadsheet runs a cell that begins like a formula: an apostrophe before it makes it text."""

import re

_SIGNS = r"=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # the last four as wide as Chinese characters
_RISKY = re.compile(f"'*[{_SIGNS}]")
_DEFUSED = re.compile(f"'+[{_SIGNS}]")


def defused(text: str) -> str:
    """The cell as it is written."""
    return f"'{text}" if _RISKY.match(text) else text


def original(cell: str) -> str:
    """The text that `defused` made the cell of."""
    return cell[1:] if _DEFUSED.match(cell) else cell
