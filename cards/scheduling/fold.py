"""What a set of events adds up to: a pure function, whatever order, batching or repetition brought them."""

from collections.abc import Callable, Iterable, Sequence

from cards.scheduling.fold_card import fold_card
from cards.scheduling.fold_sitting import fold_sitting
from cards.scheduling.memory import Fsrs
from cards.scheduling.order import Event, State, place

CARD, SETTING, PARAMETERS = "card", "setting", "parameters"
EDIT, SITTING, OUTCOME = "edit", "sitting", "outcome"

_KEYS: dict[str, tuple[str, str]] = {  # kind of event: family of rows, and the field that names the row
    "review": (CARD, "card"),
    "mark": (CARD, "card"),
    "reset": (CARD, "card"),
    "setting": (SETTING, "name"),
    "edit": (EDIT, "card"),
    "sitting": (SITTING, "sitting"),
    "answer": (SITTING, "sitting"),
    "outcome": (OUTCOME, "exam"),
}


def row_key(event: Event) -> str:
    """Key of the derived row an event folds into; empty for an undo, which has its target's."""
    if event["kind"] == "parameters":
        return f"{PARAMETERS}:fsrs"
    family, field = _KEYS.get(event["kind"], ("", ""))
    return f"{family}:{event[field]}" if family else ""


def fold(key: str, events: Iterable[Event], fsrs: Fsrs) -> State:
    """State of the row `key`, given every event of that key and every undo of one of them."""
    return _FOLDS[key.partition(":")[0]](_in_order(events), fsrs)


def fold_onto(before: State, events: Iterable[Event], fsrs: Fsrs) -> State:
    """State of a card's row that was `before`, given events that come after all that it holds.

    Every undo of one of them is among them, and none of anything older. It equals `fold` of all of them.
    """
    return fold_card(_in_order(events), fsrs, before)


def _in_order(events: Iterable[Event]) -> list[Event]:
    return sorted({event["uid"]: event for event in events}.values(), key=place)


def _fold_last(field: str) -> Callable[[Sequence[Event], Fsrs], State]:
    def fold_last(ordered: Sequence[Event], fsrs: Fsrs) -> State:
        last = [event for event in ordered if event["kind"] != "undo"][-1]  # undoing a setting says nothing
        return {field: last[field], "last": list(place(last))}

    return fold_last


def _fold_edits(ordered: Sequence[Event], fsrs: Fsrs) -> State:
    """An own card, or the learner's notes on any card: per field the last value in order."""
    edits = [event for event in ordered if event["kind"] == "edit"]
    fields = {event["field"]: event["value"] for event in edits}
    last = edits[-1]
    deleted = last["field"] == "deleted" and last["value"] is True
    return {
        "fields": fields,
        "alive": fields.get("created") is True and not deleted,
        "last": list(place(last)),
    }


def _fold_outcome(ordered: Sequence[Event], fsrs: Fsrs) -> State:
    last = [event for event in ordered if event["kind"] == "outcome"][-1]
    told = {name: last.get(name) for name in ("passed", "score", "date")}
    return told | {"last": list(place(last))}


_FOLDS: dict[str, Callable[[Sequence[Event], Fsrs], State]] = {
    CARD: fold_card,
    SETTING: _fold_last("value"),
    PARAMETERS: _fold_last("weights"),
    EDIT: _fold_edits,
    OUTCOME: _fold_outcome,
    SITTING: fold_sitting,
}
