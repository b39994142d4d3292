"""What a set of events must add up to, by the plainest reading of the rules, apart from cards.scheduling.

Slow on purpose: each question is asked of all events anew, and py-fsrs itself reviews every card.
"""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from fsrs import Card, Rating, Scheduler, State

Event = dict[str, Any]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_S = 36_500
FAMILIES = {
    "review": ("card", "card"),
    "mark": ("card", "card"),
    "reset": ("card", "card"),
    "setting": ("setting", "name"),
    "edit": ("edit", "card"),
    "sitting": ("sitting", "sitting"),
    "answer": ("sitting", "sitting"),
    "outcome": ("outcome", "exam"),
}


def expected_rows(events: list[Event]) -> dict[str, Any]:
    """Every row of a learner's log, by key."""
    keys = {key_of(event) for event in events if event["kind"] != "undo"}
    return {key: _state(key, events) for key in keys}


def same(one: Any, other: Any) -> bool:
    """Equal, memories within 1e-9."""
    if isinstance(one, float) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    return bool(one == other)


def order(event: Event) -> tuple[int, str, int, str]:
    return event["at"], event["device"], event["n"], event["uid"]


def key_of(event: Event) -> str:
    if event["kind"] == "parameters":
        return "parameters:fsrs"
    family, field = FAMILIES[event["kind"]]
    return f"{family}:{event[field]}"


def _last(events: list[Event]) -> Event | None:
    return max(events, key=order, default=None)


def _in_force(event: Event, events: list[Event]) -> bool:
    undo = _last([e for e in events if e["kind"] == "undo" and e["target"] == event["uid"]])
    return undo is None or not undo["value"]


def _day(event: Event) -> int:
    local = EPOCH + timedelta(milliseconds=event["at"], minutes=event["tz"]) - timedelta(hours=4)
    return (local.date() - EPOCH.date()).days


def _state(key: str, events: list[Event]) -> Any:
    own = [e for e in events if e["kind"] != "undo" and key_of(e) == key]
    family = key.partition(":")[0]
    if family == "card":
        return _reviews(own, events) | _marks(own)
    if family == "sitting":
        return _sitting(own, events)
    if family == "edit":
        return _edits(own)
    last = _last(own)
    assert last is not None
    names = {"setting": ["value"], "parameters": ["weights"], "outcome": ["passed", "score", "date"]}[family]
    return {name: last.get(name) for name in names} | {"last": list(order(last))}


def _reviews(own: list[Event], events: list[Event]) -> Any:
    resets = [e for e in own if e["kind"] == "reset" and _in_force(e, events)]
    counting = [
        e
        for e in sorted(own, key=order)
        if e["kind"] == "review"
        and _in_force(e, events)
        and not any(order(reset) > order(e) for reset in resets)
    ]
    days = [max(_day(e) for e in counting[: i + 1]) for i in range(len(counting))]
    card = _remembered(counting, days, events)
    lapsed = [i for i in range(1, len(days)) if counting[i]["rating"] == 1 and days[i] > days[i - 1]]
    return {
        "s": card.stability,
        "d": card.difficulty,
        "first_day": days[0] if days else None,
        "first_rating": counting[0]["rating"] if counting else None,
        "last_day": days[-1] if days else None,
        "last_rating": counting[-1]["rating"] if counting else None,
        "reps": len(counting),
        "lapses": len(lapsed),
        "last": list(order(counting[-1])) if counting else None,
    }


def _remembered(reviews: list[Event], days: list[int], events: list[Event]) -> Card:
    parameters = _last([e for e in events if e["kind"] == "parameters"])
    weights = {"parameters": parameters["weights"]} if parameters else {}
    fsrs = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, **weights)
    card = Card(card_id=1)
    for review, day in zip(reviews, days, strict=True):
        card, _ = fsrs.review_card(card, Rating(review["rating"]), EPOCH + timedelta(days=day))
        assert card.stability is not None
        assert card.state == State.Review
        card.stability = min(card.stability, LONGEST_S)
    return card


def _marks(own: list[Event]) -> Any:
    def last(name: str) -> Event | None:
        return _last([e for e in own if e["kind"] == "mark" and e["mark"] == name])

    bury = last("bury")
    return {
        "suspended": bool((last("suspended") or {}).get("value")),
        "flag": (last("flag") or {}).get("value", 0),
        "starred": bool((last("starred") or {}).get("value")),
        "buried_until": _day(bury) + bury["days"] if bury and bury["days"] > 0 else 0,
    }


def _edits(own: list[Event]) -> Any:
    fields = {name: _last([e for e in own if e["field"] == name]) for name in {e["field"] for e in own}}
    values = {name: edit["value"] for name, edit in fields.items() if edit}
    last = _last(own)
    assert last is not None
    dead = (last["field"], last["value"]) == ("deleted", True)
    return {
        "fields": values,
        "alive": values.get("created") is True and not dead,
        "last": list(order(last)),
    }


def _sitting(own: list[Event], events: list[Event]) -> Any:
    def acts(action: str) -> list[Event]:
        return [e for e in own if e["kind"] == "sitting" and e["action"] == action]

    def switched_on(action: str, *names: str) -> list[list[Any]]:
        things = {tuple(act[name] for name in names) for act in acts(action)}
        last = {
            thing: _last([act for act in acts(action) if tuple(act[name] for name in names) == thing])
            for thing in things
        }
        return sorted(list(thing) for thing, act in last.items() if act and act["value"])

    start, finish = min(acts("start"), key=order, default=None), min(acts("finish"), key=order, default=None)
    paused_ms, paused_at, is_up = _time(start, finish, acts("pause"))
    answers = [e for e in own if e["kind"] == "answer" and _in_force(e, events)]

    def late(answer: Event) -> bool:
        return bool(finish and order(answer) > order(finish)) or is_up(answer["at"])

    given = {
        q: max((e for e in answers if e["question"] == q), key=lambda e: (not late(e), order(e)))
        for q in {e["question"] for e in answers}
    }
    told = ("exam", "seed", "paper", "mode", "minutes", "questions", "predicted")
    return {
        **{name: start.get(name) if start else None for name in told},
        "started_at": start["at"] if start else None,
        "finished_at": finish["at"] if finish else None,
        "paused": paused_at is not None,
        "paused_at": paused_at,
        "paused_ms": paused_ms,
        "flags": [question for (question,) in switched_on("flag", "question")],
        "strikes": switched_on("strike", "question", "option"),
        "answers": {
            question: {name: answer.get(name) for name in ("choices", "sure", "took_ms", "at")}
            | {"late": late(answer)}
            for question, answer in given.items()
        },
    }


def _time(start: Event | None, finish: Event | None, pauses: list[Event]) -> Any:
    """Told as a list of stretches [from, to] in which the clock stood; the last may be open."""
    begin = order(start) if start else None
    end = order(finish) if finish else None
    stretches: list[list[Any]] = []

    def stood(until: float) -> int:
        return sum(min(to, until) - since for since, to in stretches)

    def is_up(at: int) -> bool:
        if start is None or "minutes" not in start or (stretches and stretches[-1][1] == float("inf")):
            return False
        return bool(at - start["at"] - stood(at) > start["minutes"] * 60_000)

    for pause in sorted(pauses, key=order):
        if start and start.get("mode") == "exam":
            break
        if (begin and order(pause) < begin) or (end and order(pause) > end):
            continue
        is_open = bool(stretches) and stretches[-1][1] == float("inf")
        if pause["value"] and not is_open and not is_up(pause["at"]):
            stretches.append([pause["at"], float("inf")])
        if not pause["value"] and is_open:
            stretches[-1][1] = pause["at"]
    if finish and stretches:
        stretches[-1][1] = min(stretches[-1][1], finish["at"])
    is_open = bool(stretches) and stretches[-1][1] == float("inf")
    closed = stretches[:-1] if is_open else stretches
    return sum(to - since for since, to in closed), stretches[-1][0] if is_open else None, is_up
