"""Whatever two to four devices do, and whatever the network does to them, all end in the same state.

The devices here are models: they hold events, push them in any order and number, lose answers, and pull
through real cursors. What the rows must be is computed apart, from the set of all events ever made.
"""

import random
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cards.models import DerivedRow, Event, LogHead
from cards.reviews.installation import new_epoch
from cards.reviews.rebuild import rebuild
from tests.people import a_learner, signed_in
from tests.scheduling.making import DAY_MS, NOON_MS, a_mark, a_reset, a_review, a_setting, an_undo
from tests.sync.pushing import Answer, sync
from tests.vectors.make import folded

pytestmark = pytest.mark.django_db

CARDS = ["a.one", "b.two", "c.three"]
DEVICES = [f"{n}b0e7a52-3c64-4d8c-9f2b-6b1f6f0a0001" for n in range(4)]


class Phone:
    """A device that keeps what it made until it is acknowledged, and what it pulled."""

    def __init__(self, device: str) -> None:
        self.device, self.n = device, 0
        self.outbox: list[dict[str, Any]] = []
        self.forget()

    def forget(self) -> None:
        self.rows: dict[str, Any] = {}
        self.log: dict[str, Any] = {}
        self.at: dict[str, Any] = {"cursor": None, "log_cursor": None}

    def exchange(self, client: Client, events: list[dict[str, Any]], *, answer_arrives: bool) -> None:
        answer = sync(client, *events, device=self.device, **self.at)
        assert len(answer["accepted"]) == len(events), answer["refused"]
        if answer_arrives:
            self.take(answer)

    def take(self, answer: Answer) -> None:
        acknowledged = {one["uid"] for one in answer["accepted"]}
        self.outbox = [e for e in self.outbox if e["uid"] not in acknowledged]
        self.rows |= {row["key"]: row for row in answer["rows"]}
        self.log |= {event["uid"]: event for event in answer["log"]}
        self.at = {name: answer[name] for name in ("cursor", "log_cursor", "epoch")}
        self.more = answer["more"] or answer["log_more"]

    def settle(self, client: Client) -> Answer:
        """Sync until there is nothing left to send or fetch."""
        while True:
            answer = sync(client, *self.outbox[:500], device=self.device, **self.at)
            self.take(answer)
            if not self.outbox and not self.more:
                return answer


class Devices(RuleBasedStateMachine):
    """The rules a day with several devices is made of."""

    @initialize(count=st.integers(2, 4), seed=st.integers(0, 2**32))
    def begin(self, count: int, seed: int) -> None:
        Event.objects.all().delete()
        LogHead.objects.all().delete()
        DerivedRow.objects.all().delete()
        self.client = signed_in("alice")
        self.phones = [Phone(device) for device in DEVICES[:count]]
        self.rng = random.Random(seed)
        self.made: dict[str, dict[str, Any]] = {}

    def phone(self, index: int) -> Phone:
        return self.phones[index % len(self.phones)]

    def make(self, phone: Phone, event: dict[str, Any]) -> None:
        phone.outbox.append(event)
        self.made[event["uid"]] = event

    @rule(
        index=st.integers(0, 3), rating=st.integers(1, 4), card=st.sampled_from(CARDS), at=st.integers(-9, 9)
    )
    def grade(self, index: int, rating: int, card: str, at: int) -> None:
        self.make(self.phone(index), a_review(rating, card=card, **self.stamp(index, at)))

    @rule(index=st.integers(0, 3), kind=st.integers(0, 3), card=st.sampled_from(CARDS), at=st.integers(-9, 9))
    def set_something(self, index: int, kind: int, card: str, at: int) -> None:
        stamp = self.stamp(index, at)
        events = [
            lambda: a_mark("suspended", card=card, value=self.rng.random() < 0.5, **stamp),
            lambda: a_mark("flag", card=card, value=self.rng.randrange(8), **stamp),
            lambda: a_reset(card=card, **stamp),
            lambda: a_setting("minutes_a_day", self.rng.randrange(60), **stamp),
        ]
        self.make(self.phone(index), events[kind]())

    @rule(index=st.integers(0, 3), at=st.integers(-9, 9), value=st.booleans(), which=st.integers(0, 10**6))
    def undo_anything(self, index: int, at: int, value: bool, which: int) -> None:
        if self.made:
            target = sorted(self.made)[which % len(self.made)]
            self.make(self.phone(index), an_undo(self.made[target], value=value, **self.stamp(index, at)))

    def stamp(self, index: int, at: int) -> dict[str, Any]:
        """Clocks differ by days, zones by hours, and instants coincide often."""
        phone = self.phone(index)
        phone.n += 1
        return {"device": phone.device, "n": phone.n, "at": NOON_MS + at * DAY_MS // 3, "tz": at * 60}

    @rule(index=st.integers(0, 3), answer_arrives=st.booleans(), share=st.integers(1, 9))
    def push_some_in_any_order(self, index: int, answer_arrives: bool, share: int) -> None:
        phone = self.phone(index)
        some = self.rng.sample(phone.outbox, min(len(phone.outbox), share))
        phone.exchange(self.client, some, answer_arrives=answer_arrives)

    @rule(index=st.integers(0, 3))
    def hand_back_everything(self, index: int) -> None:
        phone = self.phone(index)
        phone.exchange(self.client, list(phone.log.values())[:500], answer_arrives=True)

    @rule(index=st.integers(0, 3))
    def reset_a_phone_to_empty_once_its_grades_are_sent(self, index: int) -> None:
        phone = self.phone(index)
        phone.settle(self.client)
        phone.forget()

    @rule()
    def rebuild_on_the_server(self) -> None:
        assert rebuild(a_learner("alice").pk) == []

    @rule()
    def begin_a_new_epoch(self) -> None:
        new_epoch()

    @invariant()
    def every_event_is_in_the_log_once(self) -> None:
        seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, len(seqs) + 1))

    def teardown(self) -> None:
        if not hasattr(self, "phones"):
            return
        for phone in self.phones:
            phone.settle(self.client)
        truth = folded(list(self.made.values()))
        for phone in self.phones:
            answer = phone.settle(self.client)
            assert {key: row["state"] for key, row in phone.rows.items()} == {
                key: state for key, state in truth.items() if key in phone.rows
            }
            assert truth.keys() == phone.rows.keys()
            assert phone.log.keys() == self.made.keys()
            assert answer["digest"] == {
                "count": len(phone.rows),
                "sum": sum(row["tag"] for row in phone.rows.values()),
            }


Devices.TestCase.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)


# Run inside Django's test database.
TestDevices = type("TestDevices", (Devices.TestCase, TestCase), {})
