"""Where the bytes lie: a folder for each learner in the data folder, for the server's eyes only."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

_DRAFT = ".draft"
_LEARNER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OLD_S = 24 * 3600.0


def root() -> Path:
    """Made for this user alone; web and workers share it."""
    whole = Path(settings.DATA_DIR) / "media"
    whole.mkdir(mode=0o700, exist_ok=True)
    return whole


def place(learner_id: UUID, name: str) -> Path:
    """Where a file of this name lies or would; the name has been checked."""
    return root() / str(learner_id) / name


@contextmanager
def draft(data: bytes) -> Iterator[Path]:
    """The bytes on the disk, in no learner's folder yet; whoever does not move them away loses them."""
    path = root() / f"{uuid4()}{_DRAFT}"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def move(path: Path, target: Path) -> None:
    """Into the learner's folder, for good when this returns."""
    if not target.parent.is_dir():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        _sync(target.parent.parent)
    path.rename(target)
    _sync(target.parent)


def remove(learner_id: UUID) -> None:
    """The learner's folder and all that is in it."""
    shutil.rmtree(root() / str(learner_id), ignore_errors=True)


def learners() -> list[UUID]:
    """Whoever has a folder."""
    return [UUID(path.name) for path in root().iterdir() if path.is_dir() and _LEARNER.fullmatch(path.name)]


def is_old(learner_id: UUID) -> bool:
    """Whether no file has come into the learner's folder for a day."""
    return _is_old(root() / str(learner_id))


def lying(learner_id: UUID) -> Iterator[tuple[str, int]]:
    """Name and size in bytes of each file in the learner's folder."""
    for path in (root() / str(learner_id)).iterdir():
        yield path.name, path.stat().st_size


def forget_old_drafts() -> None:
    """What writers that were killed left behind."""
    for path in root().glob(f"*{_DRAFT}"):
        if _is_old(path):
            path.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _OLD_S
    except FileNotFoundError:  # its writer was faster
        return False


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
