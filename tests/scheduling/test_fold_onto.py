"""A row that later events are folded onto is what a replay of all of them gives, to the last digit."""

import random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cards.scheduling.fold import fold, fold_onto, row_key
from cards.scheduling.json_text import canonical, stored
from cards.scheduling.memory import Fsrs
from cards.scheduling.order import place
from tests.scheduling.making import NOON_MS, a_mark, a_reset, a_review, an_undo
from tests.vectors.make import random_events

FSRS = Fsrs()
CARD = "card:s3.one"
Events = list[dict[str, Any]]


def of(key: str, events: Events, undos: Events) -> Events:
    """The events of a key, with the undos that speak of one of them."""
    own = [event for event in events if row_key(event) == key]
    uids = {event["uid"] for event in own}
    return own + [undo for undo in undos if undo["target"] in uids]


def onto(key: str, early: Events, late: Events, undos: Events) -> str:
    row = stored(canonical(fold(key, of(key, early, undos), FSRS)))
    return canonical(fold_onto(row, of(key, late, undos), FSRS))


@settings(max_examples=300)
@given(st.integers(), st.data())
def test_going_on_from_a_row_is_as_replaying_it(seed: int, data: st.DataObject) -> None:
    """Cut anywhere between two moments; undos stand on the side of what they undo, whenever they came."""
    events = sorted(random_events(random.Random(seed)), key=place)
    undos = [event for event in events if event["kind"] == "undo"]
    cut = data.draw(st.sampled_from(sorted({event["at"] for event in events})))
    early = [event for event in events if event["at"] <= cut]
    late = [event for event in events if event["at"] > cut]
    cards = {key for event in early if (key := row_key(event)).startswith("card:")}
    both = cards & {row_key(event) for event in late}
    assume(both)
    for key in both:
        assert onto(key, early, late, undos) == canonical(fold(key, of(key, events, undos), FSRS))


def test_a_reset_leaves_nothing_of_the_row_but_its_marks() -> None:
    early = [a_review(1), a_mark("flag", value=3, at=NOON_MS + 1)]
    reset = a_reset(at=NOON_MS + 2)
    assert stored(onto(CARD, early, [reset], []))["reps"] == 0
    assert stored(onto(CARD, early, [reset], []))["flag"] == 3
    again = [reset, a_review(4, at=NOON_MS + 3)]
    assert stored(onto(CARD, early, again, []))["first_rating"] == 4
    undo = an_undo(reset, at=NOON_MS + 4)
    assert stored(onto(CARD, early, again, [undo]))["first_rating"] == 1
