"""The server of the model devices: the real endpoint; a test decides its clock, failures and restores."""

from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.test import Client

from cards.models import DerivedRow, Event, LogHead
from cards.reviews import log
from cards.reviews.installation import new_epoch
from tests.people import a_learner, signed_in
from tests.scheduling.making import NOON_MS
from tests.soaking import count
from tests.sync.pushing import Answer, sync

TABLES: tuple[Any, ...] = (LogHead, Event, DerivedRow)


class CutOff(Exception):
    """The server dies after its work and before its commit."""


class World:
    """True time, one learner's log on the server, its backup, and requests still on their way."""

    def __init__(self, *, rows_a_page: int, events_a_page: int) -> None:
        for table in TABLES:
            table.objects.all().delete()
        self.client, self.bob = signed_in("alice"), signed_in("bob")
        self.learner = a_learner("alice").pk
        self.now, self.server_error = NOON_MS, 0
        self.wires: list[Any] = []
        self._patches: list[Any] = [
            patch("cards.api.sync.time", SimpleNamespace(time_ns=lambda: self.server_clock * 1_000_000)),
            patch("cards.sync.exchange.ROWS_A_PAGE", rows_a_page),
            patch("cards.sync.exchange.EVENTS_A_PAGE", events_a_page),
        ]
        for each in self._patches:
            each.start()
        self.backup()

    def end(self) -> None:
        for each in self._patches:
            each.stop()

    @property
    def server_clock(self) -> int:
        return self.now + self.server_error

    def deliver(self, body: Any, client: Client | None = None) -> Answer:
        """The request arrives, and what it brought is committed."""
        return sync(client or self.client, **body)

    def cut_off(self, body: Any) -> None:
        """The request arrives; nothing of it is stored."""
        with patch("cards.sync.exchange._pull", side_effect=CutOff):
            try:
                self.deliver(body)
            except CutOff:
                return
        raise AssertionError("the server answered although it had died")

    def learn(self, weights: list[float]) -> None:
        """The server puts new parameters in force."""
        with log.growing(self.learner) as head:
            log.append_parameters(head, weights, self.server_clock)

    def backup(self) -> None:
        self._kept: list[list[Any]] = [
            list(table.objects.filter(learner_id=self.learner)) for table in TABLES
        ]

    def restore(self) -> None:
        """As of the last backup; what was on its way is lost, and it takes a while."""
        for table, kept in zip(TABLES, self._kept, strict=True):
            table.objects.filter(learner_id=self.learner).delete()
            table.objects.bulk_create(kept)
        new_epoch()
        self.wires, self.server_error = [], 0
        self.now += 3_600_000
        count(restores=1)

    def uids(self) -> set[str]:
        """Of every event in the log but parameters; its numbers have no gap."""
        events = Event.objects.filter(learner_id=self.learner).order_by("seq")
        stored = list(events.values_list("seq", "uid", "kind"))
        assert [seq for seq, _, _ in stored] == list(range(1, len(stored) + 1))
        return {str(uid) for _, uid, kind in stored if kind != "parameters"}
