"""Each learner's files are kept once, whole, within the room there is, and are seen by nobody else."""

import stat
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from cards.media import files, keeping
from cards.media.keeping import LEAST_COUNTED, MOST_BYTES, NotKept
from cards.models import MediaFile
from tests.media.making import a_gif, a_png, an_mp3
from tests.people import a_learner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def kept(learner: uuid.UUID, data: bytes) -> str:
    name = keeping.put(learner, data)
    assert isinstance(name, str)
    return name


def test_what_was_put_is_read_again_under_the_name_of_its_content() -> None:
    alice = a_learner().pk
    picture, sound = kept(alice, a_png()), kept(alice, an_mp3())

    assert (picture[-4:], sound[-4:]) == (".png", ".mp3")
    assert keeping.read(alice, picture) == a_png()
    opened = keeping.open_file(alice, sound)
    assert opened is not None
    with opened:
        assert opened.read() == an_mp3()
    assert list(keeping.names(alice)) == sorted([picture, sound])
    assert keeping.checked(a_png()) == picture


def test_putting_twice_is_putting_once(data: Path) -> None:
    alice = a_learner().pk

    assert kept(alice, a_png()) == kept(alice, a_png())

    assert [row.size for row in MediaFile.objects.all()] == [len(a_png())]
    assert len(lying(data)) == 1


def test_another_learner_has_none_of_it() -> None:
    alice, bob = a_learner().pk, a_learner("bob").pk
    name = kept(alice, a_png())

    assert keeping.read(bob, name) is None
    assert keeping.open_file(bob, name) is None
    assert list(keeping.names(bob)) == []


def test_one_file_of_two_learners_is_two_files() -> None:
    alice, bob = a_learner().pk, a_learner("bob").pk
    name = kept(alice, a_png())
    assert kept(bob, a_png()) == name

    files.remove(alice)

    assert keeping.read(alice, name) is None
    assert keeping.read(bob, name) == a_png()


@pytest.mark.parametrize(
    "name", ["", ".", "../secret_key", "a/b", f"{'0' * 64}.png", f"{'0' * 64}.html", "\0"]
)
def test_a_name_that_names_nothing_opens_nothing(name: str, data: Path) -> None:
    (data / "secret_key").write_text("secret")
    assert keeping.read(a_learner().pk, name) is None


def test_what_is_no_picture_and_no_sound_or_too_large_is_not_kept(data: Path) -> None:
    alice = a_learner().pk

    assert keeping.put(alice, b"<script>alert(1)</script>") is NotKept.UNKNOWN
    assert keeping.put(alice, a_gif() + bytes(MOST_BYTES)) is NotKept.LARGE
    assert lying(data) == []
    assert not MediaFile.objects.exists()


def test_a_full_account_keeps_what_it_has_and_takes_no_more(settings: Any, data: Path) -> None:
    alice, another = a_learner().pk, a_png(more=bytes(9_000))
    name = kept(alice, a_png())
    settings.MEDIA_MOST_BYTES = LEAST_COUNTED + len(another) - 1

    assert keeping.put(alice, another) is NotKept.FULL
    assert keeping.put(alice, a_png()) == name
    assert isinstance(keeping.put(a_learner("bob").pk, another), str)
    assert list(keeping.names(alice)) == [name]
    assert len(lying(data)) == 2
    assert isinstance(keeping.put(alice, another, within_quota=False), str)
    assert keeping.room(alice) == 0


def test_a_file_of_a_few_bytes_takes_the_room_that_it_takes_on_a_disk(settings: Any) -> None:
    alice = a_learner().pk
    settings.MEDIA_MOST_BYTES = 2 * LEAST_COUNTED
    small = [a_png(more=bytes([number])) for number in (1, 2, 2, 3)]

    tried = list(map(keeping.Trial(alice), small))

    assert not MediaFile.objects.exists()
    assert [keeping.put(alice, one) for one in small] == tried
    assert tried[3] is NotKept.FULL
    assert NotKept.FULL not in tried[:3]


def test_files_are_for_this_user_alone(data: Path) -> None:
    alice = a_learner().pk
    name = kept(alice, a_png())

    places = [data / "media", data / "media" / str(alice), data / "media" / str(alice) / name]
    assert [oct(stat.S_IMODE(place.stat().st_mode)) for place in places] == ["0o700", "0o700", "0o600"]


def test_a_file_that_was_lost_is_kept_again_when_it_is_put_again(data: Path) -> None:
    alice = a_learner().pk
    name = kept(alice, a_png())
    files.place(alice, name).unlink()

    assert keeping.read(alice, name) is None
    assert kept(alice, a_png()) == name
    assert keeping.read(alice, name) == a_png()
    assert MediaFile.objects.count() == 1


def test_what_fails_half_way_leaves_no_row_without_its_file(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: Any) -> None:
        raise OSError("no space left on device")

    alice = a_learner().pk
    monkeypatch.setattr(files, "move", broken)
    with pytest.raises(OSError, match="no space"):
        keeping.put(alice, a_png())

    assert not MediaFile.objects.exists()
    assert lying(data) == []


def test_nothing_is_kept_for_nobody(data: Path) -> None:
    with pytest.raises(get_user_model().DoesNotExist):
        keeping.put(uuid.uuid4(), a_png())
    assert lying(data) == []


def lying(data: Path) -> list[Path]:
    """Every file in the media folder."""
    return [path for path in (data / "media").rglob("*") if path.is_file()]
