"""How large a picture is shown is told by its header, where it says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.media.sizes import size_of
from tests.media import making


@pytest.mark.parametrize(
    "picture",
    [making.a_png(31, 17), making.a_jpeg(31, 17), making.a_gif(31, 17), making.a_webp(31, 17)],
    ids=["png", "jpg", "gif", "webp"],
)
def test_the_header_says_how_large_a_picture_is(picture: bytes) -> None:
    assert size_of(picture) == (31, 17)


def test_a_photograph_taken_on_its_side_is_shown_upright() -> None:
    assert size_of(making.a_jpeg(640, 480, orientation=6)) == (480, 640)
    assert size_of(making.a_jpeg(640, 480, orientation=3)) == (640, 480)


def test_an_avif_says_it_in_a_property() -> None:
    assert size_of(making.an_avif(31, 17)) == (31, 17)


@pytest.mark.parametrize(
    "data",
    [making.an_svg(), making.an_mp3(), b"", b"GIF89a", making.a_gif(0, 9), making.a_png(1)[:12]],
    ids=["svg", "mp3", "nothing", "gif cut", "gif without width", "png cut"],
)
def test_what_does_not_say_has_no_size(data: bytes) -> None:
    assert size_of(data) is None


def test_a_turned_avif_is_shown_upright() -> None:
    assert size_of(making.an_avif(640, 480, turned=True)) == (480, 640)


def test_a_header_made_to_be_long_is_not_followed_for_long() -> None:
    places = b"\0\0\0\0\0\0\x1f\xff" + b"\0\1\0\0\xff\xff" * 0x1FFF  # 2**29 of them, of no length each
    avif = making.an_avif(31, 17, places=places)
    jpeg = b"\xff\xd8" + b"\xff\xe1\0\2" * 2_500_000 + making.a_jpeg()[2:]

    assert size_of(avif) == (31, 17)
    assert size_of(jpeg) is None


whole = st.sampled_from([making.a_png(), making.a_jpeg(), making.a_gif(), making.a_webp(), making.an_avif()])


@given(whole, st.integers(0, 200), st.binary(max_size=40))
def test_a_damaged_header_is_no_error(picture: bytes, at: int, damage: bytes) -> None:
    found = size_of(picture[:at] + damage + picture[at + len(damage) :])

    assert found is None or all(0 < side < 100_000 for side in found)
