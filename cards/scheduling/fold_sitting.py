"""What the events of a practice exam add up to."""

from collections.abc import Callable, Sequence
from typing import Any

from cards.scheduling.memory import Fsrs
from cards.scheduling.order import Event, State, undone


def fold_sitting(ordered: Sequence[Event], fsrs: Fsrs) -> State:
    """A practice exam under way or finished; the first start and the first finish in order count."""
    gone = undone(ordered)
    acts = [event for event in ordered if event["kind"] == "sitting"]
    answers = [event for event in ordered if event["kind"] == "answer" and event["uid"] not in gone]
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
