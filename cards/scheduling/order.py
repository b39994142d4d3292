"""The order in which a learner's events count, and which of them an undo takes out of force."""

from collections.abc import Mapping, Sequence
from typing import Any

Event = Mapping[str, Any]
State = dict[str, Any]
Place = tuple[int, str, int, str]


def place(event: Event) -> Place:
    """Where an event stands among a learner's events: (at, device, n, uid)."""
    return event["at"], event["device"], event["n"], event["uid"]


def undone(ordered: Sequence[Event]) -> set[str]:
    """Uids that the last undo of them, in order, takes out of force."""
    last = {e["target"]: e["value"] for e in ordered if e["kind"] == "undo"}
    return {uid for uid, value in last.items() if value}
