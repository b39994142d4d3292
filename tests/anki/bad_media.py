"""Packages whose media are not what they should be, and what becomes of each file."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

import zstandard

from cards.models import MediaFile
from tests.anki.importing import by_prompt, imported, previewed
from tests.anki.studying import a_collection, a_note, exported
from tests.people import a_learner

KEPT = "kept"


def a_package(folder: Path, names: Iterable[str], members: dict[str, bytes], *, new: bool = False) -> Path:
    """A package with a card `Question <name>` for each picture, and the members in place of Anki's media."""
    collection = a_collection(folder / "anki")
    for name in names:
        a_note(collection, Front=f"Question {name}", Back=f'Answer <img src="{name}">')
    file = exported(collection, "new.apkg" if new else "old.apkg")
    made = folder / "made.apkg"
    with zipfile.ZipFile(file) as good, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in good.namelist():
            if name != "media":
                out.writestr(name, good.read(name))
        for name, content in members.items():
            out.writestr(name, content)
    return made


def numbered(*names: str) -> bytes:
    """The list of the older form."""
    return json.dumps({str(place): name for place, name in enumerate(names)}).encode()


def listed(*entries: tuple[bytes, int, bytes]) -> bytes:
    """The list of the newer form: of each file its name, size and SHA-1."""
    messages = b"".join(_bytes(1, _entry(*entry)) for entry in entries)
    return zstandard.ZstdCompressor().compress(messages)


def _entry(name: bytes, size: int, digest: bytes) -> bytes:
    return _bytes(1, name) + b"\x10" + _varint(size) + (_bytes(3, digest) if digest else b"")


def _bytes(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    return bytes([value & 0x7F | 0x80]) + _varint(value >> 7) if value > 0x7F else bytes([value])


def packed(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


def fates(file: Path) -> dict[str, str]:
    """What becomes of each picture: KEPT, or the reason; the preview says the same as the import."""
    alice = a_learner()
    before = previewed(alice, file)
    told = imported(alice, file)
    assert told == before
    assert told["media_taken"]["images"] == MediaFile.objects.count()
    reasons = {name: one["reason"] for one in told["media_left"] for name in one["names"]}
    answers = {prompt.removeprefix("Question "): card["answer"] for prompt, card in by_prompt(alice).items()}
    for name, answer in answers.items():
        kept = answer.startswith("Answer ![](media:")
        assert kept or answer == f"Answer [image: {name}]"
        assert kept == (name not in reasons)
    return {name: reasons.get(name, KEPT) for name in answers}
