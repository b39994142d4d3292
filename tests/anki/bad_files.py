"""Files that are no good packages, and what becomes of them."""

import tempfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cards.intake.unreadable import Unreadable
from cards.models import Event
from tests.anki.importing import imported
from tests.anki.studying import a_collection, a_note, exported, queried, studied
from tests.people import a_learner


def refused(file: Path) -> str:
    """The sentence; nothing was written, and nothing lies about in a folder that is this test's alone."""
    with TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", scratch)
        with pytest.raises(Unreadable) as refusal:
            imported(a_learner(), file)
        assert list(Path(scratch).iterdir()) == []
    assert not Event.objects.exists()
    told = str(refusal.value)
    assert told.endswith("Nothing was changed.")
    return told


def a_package(folder: Path) -> Path:
    collection = a_collection(folder / "anki")
    a_note(collection, Front="Question", Back="Answer")
    studied(collection, days=30)
    return exported(collection, "old.apkg")


def a_database(folder: Path) -> Path:
    """The SQLite file of a good package."""
    with zipfile.ZipFile(a_package(folder)) as whole:
        (folder / "collection.anki21").write_bytes(whole.read("collection.anki21"))
    return folder / "collection.anki21"


def packed(folder: Path, **members: bytes) -> Path:
    """A zip of these, `__` standing for a dot."""
    file = folder / "made.apkg"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "."), content)
    return file


def changed(folder: Path, *statements: str) -> Path:
    database = a_database(folder)
    queried(database, statements)
    return packed(folder, collection__anki21=database.read_bytes())
