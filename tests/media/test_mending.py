"""Folders and rows come together again after a deletion, a crash or a restore."""

import os
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cards.accounts import deletion
from cards.media import files, keeping
from cards.models import DeletedLearner, Learner, MediaFile
from cards.tasks import sweep_media_nightly
from tests.media.making import a_png, an_mp3
from tests.people import a_learner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def kept(learner: Learner, data: bytes) -> str:
    name = keeping.put(learner.pk, data)
    assert isinstance(name, str)
    return name


def test_the_files_of_a_deleted_account_are_gone_and_nobody_elses() -> None:
    alice, bob = a_learner(), a_learner("bob")
    kept(alice, a_png())
    name = kept(bob, a_png())
    gone = alice.pk

    deletion.delete(alice)

    assert files.learners() == [bob.pk]
    assert keeping.read(bob.pk, name) == a_png()
    assert not MediaFile.objects.filter(learner_id=gone).exists()


def test_an_account_that_is_not_deleted_after_all_keeps_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: Any) -> None:
        raise OSError("disk full")

    alice = a_learner()
    name = kept(alice, a_png())
    monkeypatch.setattr(deletion, "_strip_sessions", broken)

    with pytest.raises(OSError, match="disk full"):
        deletion.delete(alice)

    assert keeping.read(alice.pk, name) == a_png()


def test_a_restored_folder_loses_the_deleted_learner_again() -> None:
    alice = a_learner()
    kept(alice, a_png())
    gone = alice.pk
    deletion.delete(alice)
    DeletedLearner.objects.all().delete()  # the database is older, and never knew alice
    _lies(gone, "left.png")

    call_command("replay_deletions")

    assert files.learners() == []


def test_what_the_backup_of_the_database_does_not_know_is_kept_again(capsys: Any) -> None:
    alice = a_learner()
    known, unknown = kept(alice, a_png()), kept(alice, an_mp3())
    MediaFile.objects.filter(name=unknown).delete()
    _lies(alice.pk, "notes.txt")
    _lies(uuid.uuid4(), known)
    assert keeping.read(alice.pk, unknown) is None

    call_command("new_epoch")
    call_command("new_epoch")

    assert keeping.read(alice.pk, unknown) == an_mp3()
    assert set(keeping.names(alice.pk)) == {known, unknown}
    assert {row.size for row in MediaFile.objects.all()} == {len(a_png()), len(an_mp3())}
    assert capsys.readouterr().out.count("1 pictures and sounds are kept again") == 1


def test_the_night_takes_what_belongs_to_nobody(data: Path) -> None:
    alice = a_learner()
    name = kept(alice, a_png())
    gone, coming = uuid.uuid4(), uuid.uuid4()  # the latter's learner a restore is about to make
    _lies(gone, name)
    _lies(coming, name)
    (data / "media" / "lost+found").mkdir()
    drafts = [data / "media" / f"{age}.draft" for age in ("old", "new")]
    for draft in drafts:
        draft.write_bytes(a_png())
    for old in (drafts[0], data / "media" / str(gone), data / "media" / str(alice.pk)):
        os.utime(old, (time.time() - 2 * 86_400,) * 2)

    sweep_media_nightly()

    assert set(files.learners()) == {alice.pk, coming}
    assert keeping.read(alice.pk, name) == a_png()
    assert [draft.exists() for draft in drafts] == [False, True]


def test_the_night_does_not_stumble_over_a_draft_that_is_put_in_its_place_meanwhile(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.root()
    real = Path.glob
    monkeypatch.setattr(Path, "glob", lambda self, pattern: [*real(self, pattern), self / "gone.draft"])

    sweep_media_nightly()


def _lies(learner_id: uuid.UUID, name: str) -> None:
    place = files.place(learner_id, name)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"found")
