"""A package's pictures and sounds on their way into a learner's folder, each looked at once."""

import binascii
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from cards.anki.reading.media import Missing, PackedMedia
from cards.intake.incoming import LeftBehind, Stays
from cards.intake.plain_text import file_name
from cards.media.keeping import MOST_BYTES, NotKept
from cards.media.references import Reference
from cards.media.sizes import size_of

MOST_REMEMBERED = 100_000  # names: one file can be written in endless ways
LONGEST_TOLD = 500  # characters of a name
Keep = Callable[[bytes], str | NotKept]  # a file: the name it is or would be kept under
_WHY = {
    Missing.ABSENT: Stays.NOT_THERE,
    Missing.LARGE: NotKept.LARGE,
    Missing.DAMAGED: Stays.DAMAGED,
    Missing.ENDLESS: Stays.ENDLESS,
}


@dataclass
class ArrivingMedia:
    """Called with an address as a card's HTML has it; a file is kept before a text that speaks of it is."""

    packed: PackedMedia
    keep: Keep
    alive: Callable[[], None]  # told after each file
    _found: dict[str, Reference | LeftBehind] = field(default_factory=dict)  # of what the package holds

    def __call__(self, source: str) -> Reference | LeftBehind:
        if source.startswith("data:"):
            return self._kept(_embedded(source), "")
        if "//" in source:
            return LeftBehind(file_name(source)[:LONGEST_TOLD], Stays.ELSEWHERE.value)
        found = self._packed(source)
        if isinstance(found, LeftBehind) and found.reason == Stays.NOT_THERE and "%" in source:
            return self._packed(unquote(source))
        return found

    def _packed(self, name: str) -> Reference | LeftBehind:
        if name in self._found:
            return self._found[name]
        content = self.packed.read(name, MOST_BYTES)
        found = self._kept(content, name)
        if content is not Missing.ABSENT and len(self._found) < MOST_REMEMBERED:
            self._found[name] = found
        return found

    def _kept(self, content: bytes | Missing, name: str) -> Reference | LeftBehind:
        self.alive()  # what is damaged has been unpacked, too
        if isinstance(content, Missing):
            return LeftBehind(name[:LONGEST_TOLD], _WHY[content].value)
        kept = self.keep(content)
        if isinstance(kept, NotKept):
            return LeftBehind(name[:LONGEST_TOLD], kept.value)
        return Reference(kept, size=size_of(content))


def _embedded(source: str) -> bytes | Missing:
    """The picture that stands in the HTML itself."""
    head, _, body = source.partition(",")
    if not head.endswith(";base64"):
        return unquote(body).encode()
    try:
        return b64decode(body)
    except (binascii.Error, ValueError):
        return Missing.DAMAGED
