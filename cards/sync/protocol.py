"""The form of a sync request and of its answer; pure."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from cards.scheduling.json_text import MAX_EXACT, Poison, parse

MAX_EVENTS = 500
MAX_BYTES = 1_000_000
MAX_NAME = 80

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_ROW_CURSOR = re.compile(r"(\d{1,16})!([a-z0-9._:-]{0,140})", re.ASCII)  # a key as rows have them
_LOG_CURSOR = re.compile(r"(\d{1,16})-(\d{1,16})", re.ASCII)


class Malformed(ValueError):
    """The request as a whole cannot be read; its text says why."""


class UnknownCursor(ValueError):
    """A cursor that this history never gave out; the device starts again from zero."""


@dataclass(frozen=True)
class RowCursor:
    """Everything up to and including this row has been delivered."""

    seq: int = 0
    key: str = ""

    @classmethod
    def read(cls, text: str | None) -> "RowCursor":
        """Raises UnknownCursor."""
        if text is None:
            return cls()
        match = _ROW_CURSOR.fullmatch(text)
        if not match:
            raise UnknownCursor
        return cls(int(match[1]), match[2])

    @classmethod
    def end(cls, row_seq: int) -> "RowCursor":
        """Nothing up to this seq is left: no family of keys comes after "z"."""
        return cls(row_seq, "z")

    def __str__(self) -> str:
        return f"{self.seq}!{self.key}"


@dataclass(frozen=True)
class LogCursor:
    """The events from `low` to `high` (seq, both included) have been delivered; none while low > high."""

    low: int
    high: int

    @classmethod
    def read(cls, text: str | None, head_seq: int) -> "LogCursor":
        """A new device begins at the head and goes back from there. Raises UnknownCursor."""
        if text is None:
            return cls(head_seq + 1, head_seq)
        match = _LOG_CURSOR.fullmatch(text)
        if not match or int(match[2]) > head_seq:
            raise UnknownCursor
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.low}-{self.high}"


@dataclass(frozen=True)
class SyncRequest:
    """What a device sends."""

    device: str
    epoch: str | None
    cursor: str | None
    log_cursor: str | None
    unsynced: int
    learner: str | None
    device_name: str
    events: list[Any]


def read_request(body: bytes) -> SyncRequest:
    """The request, its events still unread. Raises Malformed."""
    try:
        value = parse(body.decode())
    except UnicodeDecodeError:
        raise Malformed("The body is not UTF-8.") from None
    except ValueError as error:
        raise Malformed(f"The body is not JSON: {error}.") from None
    if isinstance(value, Poison):
        raise Malformed(f"The body cannot be kept as sent: {value.reason}.")
    if not isinstance(value, dict):
        raise Malformed("The body must be a JSON object.")
    return SyncRequest(
        device=_uuid(value, "device") or _missing("device"),
        epoch=_uuid(value, "epoch"),
        cursor=_text(value, "cursor"),
        log_cursor=_text(value, "log_cursor"),
        unsynced=_unsynced(value),
        learner=_uuid(value, "learner"),
        device_name=_device_name(value),
        events=_events(value),
    )


def _missing(name: str) -> str:
    raise Malformed(f"{name} is missing.")


def _text(value: dict[str, Any], name: str) -> str | None:
    text = value.get(name)
    if text is not None and not isinstance(text, str):
        raise Malformed(f"{name} must be text or null.")
    return text


def _uuid(value: dict[str, Any], name: str) -> str | None:
    text = _text(value, name)
    if text is not None and not _UUID.fullmatch(text):
        raise Malformed(f"{name} must be a UUID in lower-case canonical form.")
    return text


def is_name(text: str) -> bool:
    """Whether a list can show it as it is: short, on one line, nothing that turns what stands beside it."""
    return len(text) <= MAX_NAME and text.isprintable()


def _device_name(value: dict[str, Any]) -> str:
    name = (_text(value, "device_name") or "").strip()
    if not is_name(name):
        raise Malformed(f"device_name must be at most {MAX_NAME} characters that can be seen.")
    return name


def _unsynced(value: dict[str, Any]) -> int:
    count = value.get("unsynced", 0)
    if type(count) is not int or not 0 <= count <= MAX_EXACT:
        raise Malformed("unsynced must be a whole number from 0.")
    return min(count, 2**31 - 1)


def _events(value: dict[str, Any]) -> list[Any]:
    events = value.get("events", [])
    if not isinstance(events, list):
        raise Malformed("events must be a list.")
    return events


@dataclass
class Answer:
    """What a device gets; rows' states and the log's events are JSON texts and go out as they are stored."""

    server_time: int
    epoch: str
    accepted: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    cursor: str = ""
    digest: dict[str, int] | None = None
    more: bool = False
    log: list[str] = field(default_factory=list)
    log_cursor: str = ""
    log_more: bool = False

    def json(self) -> str:
        """The answer as it goes over the wire."""
        head: dict[str, Any] = {
            "server_time": self.server_time,
            "epoch": self.epoch,
            "accepted": self.accepted,
            "refused": self.refused,
            "cursor": self.cursor,
            "more": self.more,
            "log_cursor": self.log_cursor,
            "log_more": self.log_more,
        }
        if self.digest is not None:
            head["digest"] = self.digest
        return f'{json.dumps(head)[:-1]},"rows":[{",".join(self.rows)}],"log":[{",".join(self.log)}]}}'


def row_json(key: str, seq: int, tag: int, state: str) -> str:
    """A derived row on the wire; a key holds nothing that JSON would escape."""
    return f'{{"key":"{key}","seq":{seq},"tag":{tag},"state":{state}}}'
