"""A device as the protocol wants it: its clock, its outbox, what it pulled, and how it recovers."""

from dataclasses import dataclass
from typing import Any

Event = dict[str, Any]
Answer = dict[str, Any]

EARLIEST, LATEST = -2_208_988_800_000, 7_258_118_400_000
PROMPT_MS = 10_000


@dataclass
class Request:
    """What went out, and which of it was handed back rather than new."""

    body: dict[str, Any]
    handed: set[str]


class ModelDevice:
    """It never sees the true time, only its own clock and what answers say."""

    def __init__(self, device: str) -> None:
        self.device, self.n, self.tz = device, 0, 0
        self.offset = self.heard = 0
        self.outbox: dict[str, Event] = {}
        self.accepted: set[str] = set()  # of the outbox: settled, shown until all rows are here
        self.rows: dict[str, Any] = {}
        self.log: dict[str, Event] = {}
        self.epoch: str | None = None
        self.recovering = False
        self._start_from_zero()

    def _start_from_zero(self) -> None:
        self.cursor: str | None = None
        self.log_cursor: str | None = None
        self.brought: set[str] = set()
        self.handed: set[str] = set()
        self.level = False

    # Its clock

    def now(self, own: int) -> int:
        """`own` is what the device's clock shows."""
        put_right = own + self.offset < self.heard < own
        return max(own + (0 if put_right else self.offset), self.heard + 1)

    def do(self, own: int, uid: str, deed: dict[str, Any]) -> Event:
        """Stamp and keep a deed of its learner."""
        self.n += 1
        waiting = [event["at"] for event in self.outbox.values()]
        at = min(max(self.now(own), EARLIEST, *waiting), LATEST)
        event = {"v": 1, "uid": uid, "device": self.device, "n": self.n, "at": at, "tz": self.tz} | deed
        self.outbox[uid] = event
        self.level = False
        return event

    # What it sends

    @property
    def settled(self) -> bool:
        return self.level and not self.outbox and not self.recovering

    def holds(self) -> set[str]:
        """Every event that is not lost while this device lives; parameters are the server's own."""
        return {*self.outbox, *(uid for uid, e in self.log.items() if e["kind"] != "parameters")}

    def request(self, limit: int) -> Request:
        """New grades first, in order of n; then, in a recovery, everything held."""
        waiting = sorted((e for e in self.outbox.values() if e["uid"] not in self.accepted), key=_n)
        back = [] if waiting else sorted(self._to_hand_back())
        events = waiting[:limit] or [self.log[uid] for uid in back[:limit]]
        body = {
            "device": self.device,
            "epoch": self.epoch,
            "cursor": self.cursor,
            "log_cursor": self.log_cursor,
            "unsynced": len(waiting),
            "events": [dict(event) for event in events],
        }
        return Request(body, set(back[:limit]))

    def _to_hand_back(self) -> set[str]:
        if not self.recovering:
            return set()
        own = {uid for uid, event in self.log.items() if event["kind"] != "parameters"}
        return own - self.brought - self.handed

    # What it takes in

    def take(self, request: Request, answer: Answer, own: int, took_ms: int) -> None:
        """One answer, whole; `own` is what its clock shows as the answer comes."""
        assert answer["refused"] == []
        sent = [event["uid"] for event in request.body["events"]]
        assert [one["uid"] for one in answer["accepted"]] == sent
        if took_ms <= PROMPT_MS:
            self.offset = answer["server_time"] - own
        self.heard = max(self.heard, answer["server_time"])
        foreign = self.epoch not in (None, answer["epoch"])
        if foreign:
            self._start_from_zero()
            self.recovering = True
        self.epoch = answer["epoch"]
        self._settle(answer)
        self._lower_stamps(own)
        if not foreign:
            self._bring(request, answer)

    def _settle(self, answer: Answer) -> None:
        for one in answer["accepted"]:
            event = self.outbox.get(one["uid"]) or self.log.get(one["uid"])
            if event is None:
                continue
            self.log[one["uid"]] = event | {"at": one["at"]}
            self.brought.add(one["uid"])
            if one["uid"] in self.outbox:
                self.outbox[one["uid"]] = self.log[one["uid"]]
                self.accepted.add(one["uid"])

    def _lower_stamps(self, own: int) -> None:
        now = self.now(own)
        for uid, event in self.outbox.items():
            if uid not in self.accepted:
                self.outbox[uid] = event | {"at": min(event["at"], now)}

    def _bring(self, request: Request, answer: Answer) -> None:
        self._check_cursors(answer)
        self.rows |= {row["key"]: row for row in answer["rows"]}
        self.log |= {event["uid"]: event for event in answer["log"]}
        self.brought.update(row["key"] for row in answer["rows"])
        self.brought.update(event["uid"] for event in answer["log"])
        self.handed |= request.handed
        self.cursor, self.log_cursor = answer["cursor"], answer["log_cursor"]
        if not answer["more"]:
            self.outbox = {uid: e for uid, e in self.outbox.items() if uid not in self.accepted}
            self.accepted = set()
        self.level = not answer["more"] and not answer["log_more"]
        if self.recovering and self.level and not self._to_hand_back():
            self._sweep()
        if not self.recovering and not answer["more"]:
            assert answer["digest"] == {"count": len(self.rows), "sum": sum(map(_tag, self.rows.values()))}

    def _check_cursors(self, answer: Answer) -> None:
        """Within an epoch a cursor only moves on."""
        if self.cursor is not None:
            assert _row_place(answer["cursor"]) >= _row_place(self.cursor)
        if self.log_cursor is not None:
            (low, high), (new_low, new_high) = _span(self.log_cursor), _span(answer["log_cursor"])
            assert new_low <= low
            assert new_high >= high

    def _sweep(self) -> None:
        """What a whole recovery did not bring, the server does not have."""
        self.rows = {key: row for key, row in self.rows.items() if key in self.brought}
        self.log = {uid: event for uid, event in self.log.items() if uid in self.brought}
        self.recovering = False


def _n(event: Event) -> int:
    return int(event["n"])


def _tag(row: dict[str, Any]) -> int:
    return int(row["tag"])


def _row_place(cursor: str) -> tuple[int, str]:
    seq, _, key = cursor.partition("!")
    return int(seq), key


def _span(cursor: str) -> tuple[int, int]:
    low, _, high = cursor.partition("-")
    return int(low), int(high)
