"""What a card's events add up to: its memory, from the reviews that count, and its marks."""

from collections.abc import Sequence

from cards.scheduling.memory import Fsrs, Memory
from cards.scheduling.order import Event, State, place, undone
from cards.scheduling.study_day import study_day


def fold_card(ordered: Sequence[Event], fsrs: Fsrs, before: State | None = None) -> State:
    """The row of a card, from its events in order.

    `before` is the row that all earlier ones came to, where none of these undoes one of them.
    """
    since = before or EMPTY
    start = EMPTY if _has_reset(ordered) else since
    return _fold_reviews(counting(ordered), fsrs, start) | _fold_marks(ordered, since)


def _fold_reviews(reviews: Sequence[Event], fsrs: Fsrs, start: State) -> State:
    if not reviews:
        return {name: start[name] for name in _UNSEEN}
    first_day, first_rating = start["first_day"], start["first_rating"]
    memory = Memory(start["s"], start["d"]) if start["reps"] else None
    day, lapses = start["last_day"], start["lapses"]
    for review in reviews:
        rating, own_day = review["rating"], study_day(review["at"], review["tz"])
        if memory is None:
            memory = fsrs.first(rating)
            first_rating, first_day, day = rating, own_day, own_day
            continue
        # A study day never runs backwards within a card, whatever zones and clocks did.
        used_day = max(day, own_day)
        lapses += rating == 1 and used_day > day
        memory = fsrs.next(memory, used_day - day, rating)
        day = used_day
    assert memory is not None
    return {
        "s": memory.s,
        "d": memory.d,
        "first_day": first_day,
        "first_rating": first_rating,
        "last_day": day,
        "last_rating": reviews[-1]["rating"],
        "reps": start["reps"] + len(reviews),
        "lapses": lapses,
        "last": list(place(reviews[-1])),
    }


_UNSEEN: State = {
    "s": None,
    "d": None,
    "first_day": None,
    "first_rating": None,
    "last_day": None,
    "last_rating": None,
    "reps": 0,
    "lapses": 0,
    "last": None,
}
_MARKS: State = {"suspended": False, "flag": 0, "starred": False}
EMPTY: State = _UNSEEN | _MARKS | {"buried_until": 0}


def _fold_marks(ordered: Sequence[Event], before: State) -> State:
    marks = {e["mark"]: e for e in ordered if e["kind"] == "mark"}
    bury = marks.pop("bury", None)
    values = {name: marks[name]["value"] if name in marks else before[name] for name in _MARKS}
    return values | {"buried_until": _buried_until(bury) if bury else before["buried_until"]}


def _buried_until(bury: Event) -> int:
    return study_day(bury["at"], bury["tz"]) + bury["days"] if bury["days"] else 0


def _has_reset(ordered: Sequence[Event]) -> bool:
    resets = {event["uid"] for event in ordered if event["kind"] == "reset"}
    return not resets <= undone(ordered) if resets else False


def counting(ordered: Sequence[Event]) -> list[Event]:
    """The reviews that count: not undone, and with no counting reset after them."""
    gone = undone(ordered)
    reviews: list[Event] = []
    for event in ordered:
        if event["uid"] in gone:
            continue
        if event["kind"] == "reset":
            reviews = []
        elif event["kind"] == "review":
            reviews.append(event)
    return reviews
