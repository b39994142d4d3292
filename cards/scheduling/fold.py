"""What a set of events adds up to: a pure function, whatever order, batching or repetition brought them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cards.scheduling.memory import Fsrs, Memory
from cards.scheduling.study_day import study_day

Event = Mapping[str, Any]
State = dict[str, Any]
Place = tuple[int, str, int, str]

CARD, SETTING, PARAMETERS = "card", "setting", "parameters"
EDIT, SITTING, OUTCOME = "edit", "sitting", "outcome"


def place(event: Event) -> Place:
    """Where an event stands among a learner's events: (at, device, n, uid)."""
    return event["at"], event["device"], event["n"], event["uid"]


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
    ordered = sorted({event["uid"]: event for event in events}.values(), key=place)
    return _FOLDS[key.partition(":")[0]](ordered, fsrs)


def counting(ordered: Sequence[Event]) -> list[Event]:
    """The reviews that count: not undone, and with no counting reset after them."""
    undone = _undone(ordered)
    reviews: list[Event] = []
    for event in ordered:
        if event["uid"] in undone:
            continue
        if event["kind"] == "reset":
            reviews = []
        elif event["kind"] == "review":
            reviews.append(event)
    return reviews


def _undone(ordered: Sequence[Event]) -> set[str]:
    """Uids that the last undo of them, in order, takes out of force."""
    last = {e["target"]: e["value"] for e in ordered if e["kind"] == "undo"}
    return {uid for uid, value in last.items() if value}


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


def _fold_sitting(ordered: Sequence[Event], fsrs: Fsrs) -> State:
    """A practice exam under way or finished; the first start and the first finish in order count."""
    undone = _undone(ordered)
    acts = [event for event in ordered if event["kind"] == "sitting"]
    answers = [event for event in ordered if event["kind"] == "answer" and event["uid"] not in undone]
    start = next((act for act in acts if act.get("action") == "start"), None)
    finish = next((act for act in acts if act.get("action") == "finish"), None)
    pauses = [act["value"] for act in acts if act.get("action") == "pause"]
    return {
        "exam": start.get("exam") if start else None,
        "seed": start.get("seed") if start else None,
        "started_at": start["at"] if start else None,
        "finished_at": finish["at"] if finish else None,
        "paused": bool(pauses and pauses[-1]),
        "flags": sorted(_last_true(acts, "flag", lambda act: act["question"])),
        "strikes": sorted(_last_true(acts, "strike", lambda act: [act["question"], act["option"]])),
        "answers": {answer["question"]: _given(answer) for answer in answers},
    }


def _last_true(acts: Sequence[Event], action: str, name: Callable[[Event], Any]) -> list[Any]:
    """What the last act of this kind on it switched on."""
    last = {str(name(act)): act for act in acts if act.get("action") == action}
    return [name(act) for act in last.values() if act["value"]]


def _given(answer: Event) -> State:
    return {name: answer.get(name) for name in ("choices", "sure", "took_ms")} | {"at": answer["at"]}


_FOLDS: dict[str, Callable[[Sequence[Event], Fsrs], State]] = {
    CARD: _fold_card,
    SETTING: _fold_last("value"),
    PARAMETERS: _fold_last("weights"),
    EDIT: _fold_edits,
    OUTCOME: _fold_outcome,
    SITTING: _fold_sitting,
}
