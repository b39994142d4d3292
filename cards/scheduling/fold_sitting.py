"""What the events of a practice exam add up to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cards.scheduling.memory import Fsrs
from cards.scheduling.order import Event, State, place, undone

MINUTE_MS = 60_000
FROM_START = ("exam", "seed", "paper", "mode", "minutes", "questions", "predicted")


def fold_sitting(ordered: Sequence[Event], fsrs: Fsrs) -> State:
    """A practice exam under way or finished; the first start and the first finish in order count."""
    gone = undone(ordered)
    acts = [event for event in ordered if event["kind"] == "sitting"]
    answers = [event for event in ordered if event["kind"] == "answer" and event["uid"] not in gone]
    start = next((act for act in acts if act.get("action") == "start"), None)
    finish = next((act for act in acts if act.get("action") == "finish"), None)
    clock = _clock(start, finish, acts)
    return {name: start.get(name) if start else None for name in FROM_START} | {
        "started_at": clock.started_at,
        "finished_at": finish["at"] if finish else None,
        "paused": clock.paused_at is not None,
        "paused_at": clock.paused_at,
        "paused_ms": clock.paused_ms,
        "flags": sorted(_last_true(acts, "flag", lambda act: act["question"])),
        "strikes": sorted(_last_true(acts, "strike", lambda act: [act["question"], act["option"]])),
        "answers": _counted(answers, finish, clock),
    }


@dataclass
class _Clock:
    """The time of a sitting, as far as its pauses have been gone through."""

    started_at: int | None
    minutes: int | None
    paused_ms: int = 0
    paused_at: int | None = None

    def is_up(self, at: int) -> bool:
        """While a pause is open, time stands still; a sitting without minutes never ends by itself."""
        if self.started_at is None or self.minutes is None or self.paused_at is not None:
            return False
        return at > self.started_at + self.minutes * MINUTE_MS + self.paused_ms

    def go_on(self, at: int) -> None:
        if self.paused_at is not None:
            self.paused_ms += at - self.paused_at
            self.paused_at = None


def _clock(start: Event | None, finish: Event | None, acts: Iterable[Event]) -> _Clock:
    """Between start and finish, a pause stops the clock: not in exam mode, nor when time was up before it."""
    clock = _Clock(start["at"] if start else None, start.get("minutes") if start else None)
    pauses = (act for act in acts if act.get("action") == "pause")
    for act in () if start and start.get("mode") == "exam" else pauses:
        if (start and place(act) < place(start)) or (finish and place(act) > place(finish)):
            continue
        if not act["value"]:
            clock.go_on(act["at"])
        elif clock.paused_at is None and not clock.is_up(act["at"]):
            clock.paused_at = act["at"]
    if finish:
        clock.go_on(finish["at"])
    return clock


def _counted(answers: Iterable[Event], finish: Event | None, clock: _Clock) -> dict[str, State]:
    """Per question the last answer in time; where there is none, the last one that came late."""
    counted: dict[str, State] = {}
    for answer in answers:
        late = bool(finish and place(answer) > place(finish)) or clock.is_up(answer["at"])
        known = counted.get(answer["question"])
        if known is None or known["late"] or not late:
            counted[answer["question"]] = _given(answer) | {"late": late}
    return counted


def _last_true(acts: Sequence[Event], action: str, name: Callable[[Event], Any]) -> list[Any]:
    """What the last act of this kind on it switched on."""
    last = {str(name(act)): act for act in acts if act.get("action") == action}
    return [name(act) for act in last.values() if act["value"]]


def _given(answer: Event) -> State:
    return {name: answer.get(name) for name in ("choices", "sure", "took_ms")} | {"at": answer["at"]}
