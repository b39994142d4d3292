"""Devices of one learner that push over HTTP without end, and what they were promised."""

import http.client
import json
import random
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from tests.browser.server import Server
from tests.people import PASSWORD
from tests.scheduling import making
from tests.sync.oracle import Event, expected_rows, same

SYNC = "/api/sync"
VERIFY = (
    "from cards.models import Learner; from cards.reviews.rebuild import verify;"
    "print([key for learner in Learner.objects.all() for key in verify(learner.pk)])"
)


class Account:
    """A learner on a server that may be gone at any moment."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._token = ""
        body = {"username": f"learner-{uuid4().hex[:8]}", "password": PASSWORD}
        self._token = self.post("/_allauth/app/v1/auth/signup", body)[1]["meta"]["session_token"]
        self.made: list[Event] = []
        self.acknowledged: dict[str, int] = {}  # uid -> seq

    def post(self, path: str, body: Any) -> tuple[int, Any]:
        """Status and answer. Raises OSError or HTTPException when there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", urlsplit(self._server.address).port, timeout=30)
        headers = {"Content-Type": "application/json"} | (
            {"X-Session-Token": self._token} if self._token else {}
        )
        try:
            connection.request("POST", path, json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        return answer.status, json.loads(text) if answer.status == 200 else None

    def acknowledge(self, accepted: list[dict[str, Any]]) -> None:
        """What was promised once stays so: a uid never gets another seq."""
        for one in accepted:
            assert self.acknowledged.setdefault(one["uid"], one["seq"]) == one["seq"]

    def check(self) -> None:
        """Everything that was ever made is on the server once, and the rows are what it adds up to."""
        rows, log = self._everything()
        uids = [event["uid"] for event in log]
        assert len(uids) == len(set(uids))
        assert set(uids) == {event["uid"] for event in self.made} == set(self.acknowledged)
        assert sorted(self.acknowledged.values()) == list(range(1, len(uids) + 1))
        wanted = expected_rows(log)
        assert rows.keys() == wanted.keys()
        assert [key for key in rows if not same(rows[key]["state"], wanted[key])] == []
        assert self._server.manage("shell", "--no-imports", "-c", VERIFY).strip() == "[]"

    def _everything(self) -> tuple[dict[str, Any], list[Event]]:
        """As a new device gets it."""
        rows: dict[str, Any] = {}
        log: list[Event] = []
        at = {"device": str(uuid4()), "cursor": None, "log_cursor": None}
        while True:
            status, answer = self.post(SYNC, at)
            assert status == 200
            rows |= {row["key"]: row for row in answer["rows"]}
            log += answer["log"]
            at |= {name: answer[name] for name in ("cursor", "log_cursor")}
            if not answer["more"] and not answer["log_more"]:
                tags = sum(row["tag"] for row in rows.values())
                assert answer["digest"] == {"count": len(rows), "sum": tags}
                return rows, log


class Pusher:
    """One device: what is not acknowledged it sends again, with what it made since."""

    def __init__(self, account: Account, chance: random.Random) -> None:
        self._account, self._chance = account, chance
        self._device = str(UUID(int=chance.getrandbits(128), version=4))
        self._n = 0
        self._waiting: list[Event] = []
        self.statuses: list[int] = []

    def make(self) -> None:
        """A handful of events, some about what other devices made."""
        for _ in range(self._chance.randrange(1, 6)):
            event = self._event()
            self._waiting.append(event)
            self._account.made.append(event)

    def _event(self) -> Event:
        self._n += 1
        uid = str(UUID(int=self._chance.getrandbits(128), version=4))
        stamp: dict[str, Any] = {"uid": uid, "device": self._device, "n": self._n}
        stamp["at"] = making.NOON_MS + self._n * making.DAY_MS // 7
        stamp["card"] = f"card.{self._chance.randrange(4)}"
        choice = self._chance.randrange(10)
        if choice == 0 and self._account.made:
            del stamp["card"]
            return making.an_undo(self._chance.choice(self._account.made), **stamp)
        if choice == 1:
            return making.a_mark("flag", value=self._chance.randrange(8), **stamp)
        if choice == 2:
            return making.a_reset(**stamp)
        return making.a_review(self._chance.randrange(1, 5), **stamp)

    def push(self) -> bool:
        """Whether all that waited is acknowledged now; sometimes others' events are handed in as well."""
        others = self._chance.sample(self._account.made, min(3, len(self._account.made)))
        extra = [event for event in others if event not in self._waiting and self._chance.random() < 0.3]
        # Of another's event that was never acknowledged, too: uids make that harmless.
        body = {"device": self._device, "events": [*self._waiting, *extra][:500]}
        try:
            status, answer = self._account.post(SYNC, body)
        except (OSError, http.client.HTTPException):
            return False
        self.statuses.append(status)
        if status != 200:
            return False
        assert answer["refused"] == []
        self._account.acknowledge(answer["accepted"])
        self._waiting = [e for e in self._waiting if e["uid"] not in self._account.acknowledged]
        return not self._waiting

    def push_until(self, ended: Callable[[], bool]) -> None:
        """Make and push until told to end, then push until all is acknowledged."""
        while not ended():
            self.make()
            if not self.push():
                time.sleep(0.02)
        deadline = time.monotonic() + 60
        while not self.push():
            assert time.monotonic() < deadline, "the server does not take what waits"
            time.sleep(0.1)


def running(pushers: list[Pusher], ended: threading.Event) -> list[threading.Thread]:
    """Each in a thread of its own; a failure in it fails the test, by pytest's rule on threads."""
    threads = [threading.Thread(target=one.push_until, args=(ended.is_set,)) for one in pushers]
    for thread in threads:
        thread.start()
    return threads
