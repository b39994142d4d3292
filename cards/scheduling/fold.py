"""What a set of events adds up to: a pure function, whatever order, batching or repetition brought them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cards.scheduling.memory import Fsrs, Memory
from cards.scheduling.study_day import study_day

Event = Mapping[str, Any]
State = dict[str, Any]
Place = tuple[int, str, int, str]

CARD, SETTING, PARAMETERS = "card", "setting", "parameters"


def place(event: Event) -> Place:
    """Where an event stands among a learner's events: (at, device, n, uid)."""
    return event["at"], event["device"], event["n"], event["uid"]


def row_key(event: Event) -> str:
    """Key of the derived row an event folds into; empty when it has none of its own."""
    kind = event["kind"]
    if kind in ("review", "mark", "reset"):
        return f"{CARD}:{event['card']}"
    if kind == "setting":
        return f"{SETTING}:{event['name']}"
    if kind == "parameters":
        return f"{PARAMETERS}:fsrs"
    return ""


def fold(key: str, events: Iterable[Event], fsrs: Fsrs) -> State:
    """State of the row `key`, given every event of that key and every undo of one of them."""
    ordered = sorted({event["uid"]: event for event in events}.values(), key=place)
    return _FOLDS[key.partition(":")[0]](ordered, fsrs)


def counting(ordered: Sequence[Event]) -> list[Event]:
    """The reviews that count: not undone, and with no counting reset after them."""
    undone = {e["target"]: e["value"] for e in ordered if e["kind"] == "undo"}
    reviews: list[Event] = []
    for event in ordered:
        if undone.get(event["uid"], False):
            continue
        if event["kind"] == "reset":
            reviews = []
        elif event["kind"] == "review":
            reviews.append(event)
    return reviews


def _fold_card(ordered: Sequence[Event], fsrs: Fsrs) -> State:
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


def _fold_last(field: str) -> Callable[[Sequence[Event], Fsrs], State]:
    def fold_last(ordered: Sequence[Event], fsrs: Fsrs) -> State:
        last = [event for event in ordered if event["kind"] != "undo"][-1]  # undoing a setting says nothing
        return {field: last[field], "last": list(place(last))}

    return fold_last


_FOLDS: dict[str, Callable[[Sequence[Event], Fsrs], State]] = {
    CARD: _fold_card,
    SETTING: _fold_last("value"),
    PARAMETERS: _fold_last("weights"),
}
