"""Pictures and sounds come along with their cards; what cannot is named, with the reason."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from anki.collection import Collection

from cards.anki.importing.job import take_in
from cards.intake.deciding import Chosen
from cards.media import keeping
from cards.media.references import names
from cards.models import Event, Learner, MediaFile
from cards.reviews import log
from cards.reviews.rebuild import now_ms
from tests.anki.importing import by_prompt, events, imported, own_cards, previewed
from tests.anki.studying import FORMATS, a_collection, a_note, exported
from tests.media.making import a_jpeg, a_png, an_mp3, an_svg
from tests.people import a_learner
from tests.scheduling.making import made

pytestmark = pytest.mark.django_db
NONE = {"images": 0, "sounds": 0}


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return tmp_path / "data"


def with_media(folder: Path, **files: bytes) -> Collection:
    """A collection with these files, `__` standing for a dot."""
    collection = a_collection(folder / "anki")
    for name, content in files.items():
        collection.media.write_data(name.replace("__", "."), content)
    return collection


def named(data: bytes) -> str:
    name = keeping.checked(data)
    assert isinstance(name, str)
    return name


def left(told: Mapping[str, Any]) -> dict[str, list[str]]:
    """What stays behind by the first words of its reason."""
    assert all(one["count"] >= len(one["names"]) for one in told["media_left"])
    return {" ".join(one["reason"].split()[:5]): one["names"] for one in told["media_left"]}


@pytest.mark.parametrize("form", FORMATS)
def test_pictures_and_sounds_come_along_with_size_and_alternative_text(tmp_path: Path, form: str) -> None:
    collection = with_media(tmp_path, hat__png=a_png(64, 48), call__mp3=an_mp3(), plan__svg=an_svg())
    a_note(
        collection,
        Front='What is this?<br><img src="hat.png" alt="a hat">',
        Back="A hat. [sound:call.mp3]<img src='plan.svg'>",
    )
    alice = a_learner()

    told = imported(alice, exported(collection, form, media=True))

    [fields] = own_cards(alice).values()
    assert fields["prompt"] == f"What is this?\n![a hat](media:{named(a_png(64, 48))} =64x48)"
    assert fields["answer"] == f"A hat. ![](media:{named(an_mp3())})![](media:{named(an_svg())})"
    assert told["media_taken"] == {"images": 2, "sounds": 1}
    assert told["media_left"] == []
    assert keeping.read(alice.pk, named(a_png(64, 48))) == a_png(64, 48)
    assert keeping.read(alice.pk, named(an_mp3())) == an_mp3()
    assert set(keeping.names(alice.pk)) == {named(a_png(64, 48)), named(an_mp3()), named(an_svg())}


def test_a_card_that_asks_with_a_picture_alone_comes_in(tmp_path: Path) -> None:
    collection = with_media(tmp_path, hat__png=a_png())
    a_note(collection, Front='<img src="hat.png">', Back="A hat")
    a_note(collection, Front='<img src="lost.png">', Back="Lost")
    alice = a_learner()

    told = imported(alice, exported(collection, "new.apkg", media=True))

    assert [card["answer"] for card in own_cards(alice).values()] == ["A hat"]
    assert [one["reason"] for one in told["left_out"]] == [
        "These ask with a picture or a sound alone, and it stays behind."
    ]


def test_a_picture_in_a_cloze_stays_where_it_was(tmp_path: Path) -> None:
    collection = with_media(tmp_path, hat__png=a_png(64, 48))
    a_note(
        collection,
        "Cloze",
        Text='{{c1::<img src="hat.png" alt="{{c2::odd}}">}} is a {{c2::hat}}',
        Back_Extra='<img src="hat.png">',
    )
    alice = a_learner()

    imported(alice, exported(collection, "new.apkg", media=True))

    picture = f"media:{named(a_png(64, 48))} =64x48"
    cards = {card["prompt"]: card.get("why") for card in own_cards(alice).values()}
    assert f"{{{{![odd]({picture})}}}} is a hat" in cards
    assert all(why == f"![]({picture})" for why in cards.values())


def test_a_picture_in_a_cloze_stays_whatever_it_is_called(tmp_path: Path) -> None:
    formula = r"{\displaystyle {{\frac {a}{b}}" + "x" * 100
    collection = with_media(tmp_path, hat__png=a_png())
    text = f'<img alt="{formula}" src="hat.png"> is <img alt="{{{{c1::a}}}} {"x" * 97}" src="hat.png">'
    a_note(collection, "Cloze", Text=f"{{{{c1::S3}}}} {text}")

    imported(a_learner(), exported(collection, "new.apkg", media=True))

    [card] = own_cards(a_learner()).values()
    assert list(names(card["prompt"])) == [named(a_png())] * 2


@pytest.mark.parametrize("form", ["new.colpkg", "old.colpkg"])
def test_a_file_is_found_however_its_name_is_written(tmp_path: Path, form: str) -> None:
    names = ["Größe 1.png", "a&b.png", "50%.png", "a+b #1.png"]
    collection = with_media(
        tmp_path, **{name: a_png(more=str(place).encode()) for place, name in enumerate(names)}
    )
    for src in (
        "Gro\u0308\u00dfe 1.png",  # in two characters, as a Mac writes it
        quote("Größe 1.png"),
        "größe 1.PNG",
        "a&amp;b.png",
        "50%.png",
        quote("50%.png"),
        quote("a+b #1.png"),
    ):
        a_note(collection, Front=f"Question {src}", Back=f'<img src="{src}">')
    alice = a_learner()

    told = imported(alice, exported(collection, form, media=True))

    assert told["media_left"] == []
    assert told["media_taken"] == {"images": 4, "sounds": 0}
    assert all(card["answer"].startswith("![](media:") for card in own_cards(alice).values())


def test_the_preview_says_what_the_import_then_does_and_keeps_nothing(tmp_path: Path, data: Path) -> None:
    collection = with_media(tmp_path, a__png=a_png(more=b"a"), b__png=a_png(more=b"b"), c__png=b"<html>")
    for name in ("a", "b", "c", "d", "a"):
        a_note(collection, Front=f"Question {name}", Back=f'<img src="{name}.png">[sound:no.mp3]')
    file, alice = exported(collection, "new.apkg", media=True), a_learner()

    before = previewed(alice, file)
    assert not MediaFile.objects.exists()
    assert not any(path.is_file() for path in data.rglob("*"))

    assert imported(alice, file) == before
    assert before["media_taken"] == {"images": 2, "sounds": 0}
    assert before["media_left"] == [
        {"reason": "These are not in the file. In Anki's export window tick 'Include media'.", "count": 2,
         "names": ["no.mp3", "d.png"]},
        {"reason": keeping.NotKept.UNKNOWN.value, "count": 1, "names": ["c.png"]},
    ]  # fmt: skip
    assert previewed(alice, file) == imported(alice, file)


def test_the_same_file_twice_brings_nothing_twice(tmp_path: Path) -> None:
    collection = with_media(tmp_path, hat__png=a_png())
    a_note(collection, Front="What is this?", Back='<img src="hat.png">')
    file, alice = exported(collection, "new.apkg", media=True), a_learner()
    imported(alice, file)
    count = Event.objects.count()

    again = imported(alice, file)

    assert Event.objects.count() == count
    assert (again["cards"]["unchanged"], again["media_taken"]) == (1, NONE)
    assert MediaFile.objects.count() == 1


def test_one_picture_of_many_cards_is_kept_once(tmp_path: Path) -> None:
    collection = with_media(tmp_path, hat__png=a_png(), again__png=a_png())
    for number in range(3):
        a_note(collection, Front=f"Question {number}", Back='<img src="hat.png"><img src="again.png">')

    told = imported(a_learner(), exported(collection, "new.apkg", media=True))

    assert told["media_taken"] == {"images": 1, "sounds": 0}
    assert MediaFile.objects.count() == 1


def test_a_package_imported_without_media_can_be_imported_again_with_them(tmp_path: Path) -> None:
    collection = with_media(tmp_path, hat__png=a_png(64, 48))
    a_note(collection, Front="What is this?", Back='<img src="hat.png">')
    a_note(collection, Front="And this?", Back='<img src="hat.png">')
    alice = a_learner()
    told = imported(alice, exported(collection, "new.apkg"))
    assert left(told) == {"These are not in the": ["hat.png"]}
    assert by_prompt(alice)["What is this?"]["answer"] == "[image: hat.png]"
    _write(alice, by_card(alice)["And this?"], "answer", "A hat, of course.")

    told = imported(alice, exported(collection, "new.apkg", media=True))

    assert by_prompt(alice)["What is this?"]["answer"] == f"![](media:{named(a_png(64, 48))} =64x48)"
    assert by_prompt(alice)["And this?"]["answer"] == "A hat, of course."
    assert (told["cards"]["updated"], told["media_taken"]) == (1, {"images": 1, "sounds": 0})
    assert [one["examples"] for one in told["left_out"]] == [["And this?"]]
    count = Event.objects.count()
    imported(alice, exported(collection, "new.apkg", media=True))
    assert Event.objects.count() == count


def test_a_package_without_media_does_not_take_away_what_another_brought(tmp_path: Path) -> None:
    collection = with_media(tmp_path, hat__png=a_png(64, 48))
    a_note(collection, Front="What is this?", Back='<img src="hat.png">')
    alice = a_learner()
    imported(alice, exported(collection, "new.apkg", media=True))

    told = imported(alice, exported(collection, "new.apkg"))

    assert by_prompt(alice)["What is this?"]["answer"].startswith("![](media:")
    assert "or took them from a newer one" in told["left_out"][0]["reason"]


def test_what_goes_beyond_the_room_stays_behind_as_the_preview_said(tmp_path: Path, settings: Any) -> None:
    pictures = {f"{name}__png": a_png(more=name.encode()) for name in "abc"}
    collection = with_media(tmp_path, **pictures)
    for name in "abca":
        a_note(collection, Front=f"Question {name}", Back=f'<img src="{name}.png">')
    settings.MEDIA_MOST_BYTES = keeping.LEAST_COUNTED * 5 // 2
    file, alice = exported(collection, "new.apkg", media=True), a_learner()

    before = previewed(alice, file)

    assert imported(alice, file) == before
    assert before["media_taken"] == {"images": 2, "sounds": 0}
    assert left(before) == {"There is no more room:": ["c.png"]}
    settings.MEDIA_MOST_BYTES *= 2
    assert imported(alice, file)["media_taken"] == {"images": 1, "sounds": 0}
    assert by_prompt(alice)["Question c"]["answer"].startswith("![](media:")


def test_another_learners_room_and_files_are_not_touched(tmp_path: Path) -> None:
    collection = with_media(tmp_path, hat__png=a_png())
    a_note(collection, Front="What is this?", Back='<img src="hat.png">')
    bob = a_learner("bob")

    imported(a_learner("alice"), exported(collection, "new.apkg", media=True))

    assert list(keeping.names(bob.pk)) == []
    assert keeping.read(bob.pk, named(a_png())) is None


def test_a_picture_in_the_text_itself_comes_along(tmp_path: Path) -> None:
    collection = a_collection(tmp_path / "anki")
    inside = base64.b64encode(a_jpeg(31, 17)).decode()
    a_note(collection, Front="What is this?", Back=f'<img src="data:image/jpeg;base64,{inside}">')
    a_note(collection, Front="And this?", Back='<img src="data:text/html,<script>alert(1)</script>">')
    alice = a_learner()

    told = imported(alice, exported(collection, "new.apkg"))

    assert by_prompt(alice)["What is this?"]["answer"] == f"![](media:{named(a_jpeg(31, 17))} =31x17)"
    assert by_prompt(alice)["And this?"]["answer"].startswith("[image")
    assert [one["count"] for one in told["media_left"]] == [1]


def test_an_import_busy_with_files_says_that_it_is_alive(tmp_path: Path) -> None:
    files = {f"{name}__png": a_png(more=name.encode()) for name in "abcde"}
    collection = with_media(tmp_path, **files)
    a_note(collection, Front="Five", Back="".join(f'<img src="{name}.png">' for name in "abcde"))
    told: list[tuple[int, int]] = []

    file = exported(collection, "new.apkg", media=True)
    take_in(a_learner().pk, file, Chosen(now_ms()), lambda done, total: told.append((done, total)))

    assert told[:5] == [(0, 1)] * 5
    assert told[-1] == (1, 1)


def test_the_bytes_are_there_before_any_event_speaks_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = with_media(tmp_path, hat__png=a_png())
    a_note(collection, Front="What is this?", Back='<img src="hat.png">')
    file, alice = exported(collection, "new.apkg", media=True), a_learner()
    seen: list[bytes | None] = []

    def broken(*arguments: Any) -> None:
        seen.append(keeping.read(alice.pk, named(a_png())))
        raise KeyboardInterrupt

    monkeypatch.setattr(log, "growing", broken)  # without which nothing is written

    with pytest.raises(KeyboardInterrupt):
        imported(alice, file)

    assert seen == [a_png()]
    assert not events(alice, "edit")


def by_card(learner: Learner) -> dict[str, str]:
    return {fields["prompt"]: card for card, fields in own_cards(learner).items()}


def _write(learner: Learner, card: str, field: str, value: str) -> None:
    event = made("edit", card=card, field=field, value=value, at=now_ms())
    with log.growing(learner.pk) as head:
        assert not log.append(head, [event], now_ms()).refused
