"""Pictures and sounds in the file: in pieces, so that no line is long; one is in memory at a time."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from cards.media import files, keeping
from cards.media.keeping import MOST_BYTES
from cards.scheduling.json_text import canonical
from cards.taking_along.file import NoExport

# Bytes, a multiple of three: the pieces' base64 joined is that of the whole. They make 800,000 characters.
PIECE = 600_000


def pieces(learner_id: UUID, names: Iterable[str], gone: Callable[[str], object]) -> Iterator[str]:
    """JSON texts `{data, name}`, a file's one after the other; `gone` hears of what the disk has lost."""
    for name in names:
        data = keeping.read(learner_id, name)
        if data is None:
            gone(name)
            continue
        for start in range(0, len(data), PIECE):
            yield canonical({"name": name, "data": b64encode(data[start : start + PIECE]).decode()})


def bring(learner_id: UUID, values: Iterable[Any], progress: Callable[[int], None]) -> dict[str, int]:
    """Puts the files of these pieces on the disk; name and bytes of each, for the rows to come.

    What the learner may hold is not asked: an operator restores what was there. Raises NoExport.
    """
    sizes: dict[str, int] = {}
    for name, of_one in groupby(values, key=_name):
        data = _joined(name, of_one)
        if keeping.checked(data) != name:
            raise damaged(f"{name} does not hold what its name says")
        with files.draft(data) as draft:
            files.move(draft, files.place(learner_id, name))
        sizes[name] = len(data)
        progress(len(sizes))
    return sizes


def damaged(what: str) -> NoExport:
    return NoExport(f"In its part 'media': {what}.")


def _name(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("name"), str) and isinstance(value.get("data"), str):
        return str(value["name"])[:100]
    raise damaged("a picture or sound has no name or no data")


def _joined(name: str, of_one: Iterable[Any]) -> bytes:
    data = bytearray()
    for value in of_one:
        try:
            data += b64decode(value["data"], validate=True)
        except ValueError:
            raise damaged(f"the data of {name} cannot be read") from None
        if len(data) > MOST_BYTES:
            raise damaged(f"{name} is larger than {MOST_BYTES // 2**20} MB")
    return bytes(data)
