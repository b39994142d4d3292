"""The server draws as the phone draws."""

import pytest

from cards.selection.dice import hash32, shuffled


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 2872998923),
        ("a", 444641715),
        ("learner 20000 ", 1504327936),
        ("Grüße €", 2690964262),
        ("🂡 ace", 4166643719),
        ("4294967295:19", 3873470988),
    ],
)
def test_a_text_has_the_number_it_has_on_the_phone(text: str, number: int) -> None:
    assert hash32(text) == number


def test_a_seed_gives_the_order_it_gives_on_the_phone() -> None:
    assert shuffled(12, 7) == [3, 7, 10, 5, 6, 0, 4, 2, 8, 9, 11, 1]


def test_every_number_stands_in_the_order_once() -> None:
    assert sorted(shuffled(200, 2**32 - 1)) == list(range(200))
