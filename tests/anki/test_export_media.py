"""Pictures and sounds of own cards and notes are in Anki's collection, and its fields name them."""

from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki.sound import SoundOrVideoTag

from cards.media import files, keeping
from cards.media.references import name_in_anki
from cards.models import Learner
from tests.anki.exporting import NOW, a_library, an_own_card, card_id, did, packed, taken_in
from tests.media.making import a_jpeg, a_png, an_mp3, an_svg
from tests.people import a_learner
from tests.scheduling.making import made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return tmp_path / "data"


def put(learner: Learner, data: bytes) -> str:
    name = keeping.put(learner.pk, data)
    assert isinstance(name, str)
    return name


def note(collection: Collection, card: str) -> Any:
    return collection.get_card(card_id(collection, card)).note()


def files_in(collection: Collection) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in Path(collection.media.dir()).iterdir()}


def test_each_field_names_its_file_and_the_file_is_there(tmp_path: Path) -> None:
    a_library()
    alice = a_learner()
    hat, call, plan, map_ = (put(alice, one) for one in (a_png(64, 48), an_mp3(), an_svg(), a_jpeg()))
    did(
        *an_own_card(
            "own.1", prompt=f'What is\n![a "hat" & <b>](media:{hat} =64x48)?', answer=f"![](media:{call})"
        ),
        *an_own_card("own.2", prompt="The {{" + f"![plan](media:{plan})" + "}}", form="cloze"),
        made(
            "edit", card="c.order", field="note", value=f"See ![the {{{{map}}}}](media:{map_})", n=9, at=NOW
        ),
        learner=alice,
    )
    collection = taken_in(packed(alice, tmp_path / "it.apkg"), tmp_path / "anki")

    png, mp3, svg, jpg = (name_in_anki(name) for name in (hat, call, plan, map_))
    tag = f'<img src="{png}" alt="a &quot;hat&quot; &amp; &lt;b&gt;" width="64" height="48">'
    assert note(collection, "own.1")["Prompt"] == f"What is<br>{tag}?"
    assert note(collection, "own.1")["Answer"] == f"[sound:{mp3}]"
    assert note(collection, "own.2")["Text"] == "The {{c1::" + f'<img src="{svg}" alt="plan">' + "}}"
    assert note(collection, "c.order")["Note"] == f'See <img src="{jpg}" alt="the &#123;&#123;map}}}}">'
    found = files_in(collection)
    kept = {png: a_png(64, 48), mp3: an_mp3(), svg: an_svg(), jpg: a_jpeg()}
    assert kept.items() <= found.items()
    assert len(found) == len(kept) + 1  # the library's figure
    check = collection.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])
    card = collection.get_card(card_id(collection, "own.1"))
    assert card.answer_av_tags() == [SoundOrVideoTag(mp3)]


def test_a_file_two_cards_speak_of_goes_along_once_and_one_that_none_does_stays(tmp_path: Path) -> None:
    alice = a_learner()
    both, _alone = put(alice, a_png()), put(alice, an_mp3())
    text = f"![](media:{both})"
    did(*an_own_card("own.1", prompt=text, answer=text), *an_own_card("own.2", prompt=text), learner=alice)
    collection = taken_in(packed(alice, tmp_path / "it.apkg"), tmp_path / "anki")

    assert files_in(collection) == {name_in_anki(both): a_png()}


def test_what_is_not_here_any_more_stays_behind_and_all_else_goes(tmp_path: Path) -> None:
    alice, bob = a_learner(), a_learner("bob")
    gone, kept, bobs = put(alice, a_png()), put(alice, an_mp3()), put(bob, a_jpeg())
    files.place(alice.pk, gone).unlink()
    prompt, answer = f"![hat](media:{gone}) ![](media:{bobs})", f"![](media:{kept})"
    did(*an_own_card("own.1", prompt=prompt, answer=answer), learner=alice)
    collection = taken_in(packed(alice, tmp_path / "it.apkg"), tmp_path / "anki")

    assert 'alt="hat"' in note(collection, "own.1")["Prompt"]
    assert files_in(collection) == {name_in_anki(kept): an_mp3()}


def test_what_only_looks_like_a_reference_is_text(tmp_path: Path) -> None:
    written = "![a](media:../../etc/passwd) ![b](media:" + "0" * 64 + ".exe)"
    alice = did(*an_own_card("own.1", prompt=written, answer="5"))
    collection = taken_in(packed(alice, tmp_path / "it.apkg"), tmp_path / "anki")

    assert note(collection, "own.1")["Prompt"] == written
    assert files_in(collection) == {}
