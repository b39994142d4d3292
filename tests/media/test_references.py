"""A text names its pictures and sounds in one way, and all else in it stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.media.references import (
    MOST_PIXELS,
    TYPES,
    Reference,
    is_name,
    name_in_anki,
    names,
    parts,
    written,
)

DIGITS = "0123456789abcdef" * 4
PICTURE, SOUND = f"{DIGITS}.png", f"{DIGITS}.mp3"

a_size = st.none() | st.tuples(st.integers(1, MOST_PIXELS), st.integers(1, MOST_PIXELS))
a_name = st.sampled_from(sorted(TYPES)).map(lambda kind: f"{DIGITS}.{kind}")


def test_pictures_and_sounds_are_found_where_they_stand() -> None:
    text = f"Look:\n![a hat](media:{PICTURE} =640x480)![](media:{SOUND}) and more"

    assert list(parts(text)) == [
        "Look:\n",
        Reference(PICTURE, "a hat", (640, 480)),
        Reference(SOUND),
        " and more",
    ]
    assert list(names(text)) == [PICTURE, SOUND]
    assert [part.is_sound for part in parts(text) if isinstance(part, Reference)] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        f"[a hat](media:{PICTURE})",
        f"![a [hat]](media:{PICTURE})",
        f"![a\nhat](media:{PICTURE})",
        f"![{'x' * 101}](media:{PICTURE})",
        f"![](media:{PICTURE.upper()})",
        f"![](media:{DIGITS[1:]}.png)",
        f"![](media:{DIGITS}.html)",
        f"![](media:../{PICTURE})",
        f"![](https://example.org/{PICTURE})",
        f"![](media:{PICTURE} =0x480)",
        f"![](media:{PICTURE} =640)",
        f"![](media:{PICTURE} =640x480",
        f"![](media:{PICTURE} =640x123456)",
        f"![](media: {PICTURE})",
        f"![](media:{PICTURE}\n)",
    ],
)
def test_what_is_not_quite_a_reference_stays_text(text: str) -> None:
    assert list(parts(text)) == [text]
    assert list(names(text)) == []


@given(st.builds(Reference, a_name, st.text(), a_size), st.text(alphabet="ab ![](:\n=x"))
def test_what_is_written_is_found_again_whatever_it_is_called(reference: Reference, around: str) -> None:
    found = [part for part in parts(around + written(reference) + around) if isinstance(part, Reference)]

    assert [(one.name, one.size) for one in found] == [(reference.name, reference.size)]
    assert written(found[0]) == written(reference)


@given(st.text(alphabet="![](media:0a.png =1x)\n", max_size=300))
def test_the_parts_of_a_text_are_the_text(text: str) -> None:
    assert "".join(part if isinstance(part, str) else written(part) for part in parts(text)) == text


def test_only_names_are_names() -> None:
    assert is_name(PICTURE)
    assert not any(map(is_name, ["", PICTURE + "\n", f"../{PICTURE}", f"{DIGITS}.php", "../../secret_key"]))


def test_anki_is_told_a_shorter_name() -> None:
    assert name_in_anki(PICTURE) == "cardinal-0123456789abcdef0123.png"
