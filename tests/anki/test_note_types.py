"""What is shown in Anki changes there only when its revision rises, and no card's answer is where it was."""

import hashlib
from pathlib import Path

import pytest

from cards.anki import fields as fields_of
from cards.anki.fields import Beside, fields, mixed
from cards.anki.note_types import ASKED, HERE, REVISION, note_type
from tests.anki.exporting import BODIES, a_body

# The digest of every file that makes the cards' looks, by revision.
LOOKS = {1: "6ca39da8e33621ba", 2: "e9543f30cc12262f"}


def digest() -> str:
    whole = hashlib.sha256()
    for file in sorted([*HERE.glob("*.html"), *HERE.glob("*.css"), *HERE.glob("*.py")]):
        whole.update(file.read_bytes())
    source = fields_of.__file__
    assert source
    whole.update(Path(source).read_bytes())
    return whole.hexdigest()[:16]


@pytest.mark.parametrize("form", ASKED)
def test_every_form_fills_every_field_of_its_note_type(form: str) -> None:
    filled = dict(zip(note_type(form).fields, fields(a_body(form), Beside("C", "S", "N")), strict=True))

    assert "" not in filled.values()
    assert set(BODIES) == set(ASKED)


def test_every_field_is_shown_on_the_back_and_none_that_does_not_exist() -> None:
    for form in ASKED:
        kind = note_type(form)
        asked = {name for name in kind.fields if f"{{{{{name}}}}}" in kind.back.replace("cloze:", "")}
        hidden = {"choice": {"Options"}, "order": {"Steps"}, "match": {"Sides"}}.get(form, set())
        assert asked == set(kind.fields) - hidden - {"Card"}


@pytest.mark.parametrize("count", range(2, 6))
def test_steps_never_stand_in_the_right_order_on_the_front(count: int) -> None:
    for number in range(200):
        order = mixed(count, f"card.{number}")
        assert order == mixed(count, f"card.{number}")
        assert sorted(order) == list(range(count))
        assert order != list(range(count))


def test_a_change_of_looks_raises_the_revision() -> None:
    assert LOOKS.get(REVISION) == digest(), "raise REVISION in note_types, and add its digest here"
