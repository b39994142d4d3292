"""How an own card's text names a picture or a sound: `![a hat](media:<name> =640x480)`; pure.

A name is the SHA-256 of the bytes in hexadecimal and the kind's extension. What does not match stays text.
The twin in pwa/src/media/references.ts must find the same in every text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "avif": "image/avif",
}
SOUNDS = {"mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav", "m4a": "audio/mp4"}
TYPES = PICTURES | SOUNDS  # extension -> Content-Type
LONGEST_ALT = 100  # characters (code points)
MOST_PIXELS = 99_999  # of a side that a text can name

NAME = re.compile(rf"[0-9a-f]{{64}}\.(?:{'|'.join(TYPES)})")
REFERENCE = re.compile(
    rf"!\[(?P<alt>[^\[\]\r\n]{{0,{LONGEST_ALT}}})\]\(media:(?P<name>{NAME.pattern})"
    r"(?: =(?P<width>[1-9][0-9]{0,4})x(?P<height>[1-9][0-9]{0,4}))?\)"
)
# Nor what marks a gap, now or while a cloze is read: told apart there, it would make the text too long.
_NOT_IN_ALT = re.compile(r"[\[\]\s]+|(?<=\{)(?=\{)|(?<=\})(?=\})|[\ue000-\uf8ff]")


class Reference(NamedTuple):
    """A picture or a sound where a text names it."""

    name: str
    alt: str = ""
    size: tuple[int, int] | None = None  # width and height in pixels

    @property
    def is_sound(self) -> bool:
        return extension(self.name) in SOUNDS


def parts(text: str) -> Iterator[str | Reference]:
    """The text in order: what stands between references, never empty, and the references."""
    at = 0
    for found in REFERENCE.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        at = found.end()
        size = (int(found["width"]), int(found["height"])) if found["width"] else None
        yield Reference(found["name"], found["alt"], size)
    if at < len(text):
        yield text[at:]


def names(text: str) -> Iterator[str]:
    """The name of each file that the text speaks of, as often as it does."""
    return (found["name"] for found in REFERENCE.finditer(text))


def written(reference: Reference) -> str:
    """The reference as a text holds it; an alternative text that cannot stand there is made to fit."""
    alt = _NOT_IN_ALT.sub(" ", reference.alt).strip()[:LONGEST_ALT].rstrip()
    size = " ={}x{}".format(*reference.size) if reference.size else ""
    return f"![{alt}](media:{reference.name}{size})"


def is_name(name: str) -> bool:
    """Whether this can be the name of a file, and so of nothing outside a learner's folder."""
    return NAME.fullmatch(name) is not None


def extension(name: str) -> str:
    return name.rpartition(".")[2]


def name_in_anki(name: str) -> str:
    """What the file is called in a package for Anki."""
    return f"cardinal-{name[:20]}.{extension(name)}"
