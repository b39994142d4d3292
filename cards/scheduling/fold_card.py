"""What a card's events add up to: its memory, from the reviews that count, and its marks."""

from collections.abc import Sequence

from cards.scheduling.memory import Fsrs, Memory
from cards.scheduling.order import Event, State, place, undone
from cards.scheduling.study_day import study_day


def fold_card(ordered: Sequence[Event], fsrs: Fsrs) -> State:
    """The row of a card, from its events in order."""
    return _fold_reviews(counting(ordered), fsrs) | _fold_marks(ordered)


def _fold_reviews(reviews: Sequence[Event], fsrs: Fsrs) -> State:
    if not reviews:
        return dict(_UNSEEN)
    first = reviews[0]
    first_day = day = study_day(first["at"], first["tz"])
    memory: Memory = fsrs.first(first["rating"])
    lapses = 0
    for review in reviews[1:]:
        # A study day never runs backwards within a card, whatever zones and clocks did.
        used_day = max(day, study_day(review["at"], review["tz"]))
        lapses += review["rating"] == 1 and used_day > day
        memory = fsrs.next(memory, used_day - day, review["rating"])
        day = used_day
    return {
        "s": memory.s,
        "d": memory.d,
        "first_day": first_day,
        "first_rating": first["rating"],
        "last_day": day,
        "last_rating": reviews[-1]["rating"],
        "reps": len(reviews),
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


def _fold_marks(ordered: Sequence[Event]) -> State:
    marks = {e["mark"]: e for e in ordered if e["kind"] == "mark"}
    bury = marks.pop("bury", None)
    values = {name: event["value"] for name, event in marks.items()}
    return {
        "suspended": values.get("suspended", False),
        "flag": values.get("flag", 0),
        "starred": values.get("starred", False),
        "buried_until": study_day(bury["at"], bury["tz"]) + bury["days"] if bury and bury["days"] else 0,
    }


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
