"""Whatever two to five devices, their clocks, the network and restores do, all end in the same state.

The devices are models of protocol.md's device; the endpoint is the real one. What the rows must be is
computed by tests/sync/oracle.py, which shares no code with the service.
"""

import random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cards.models import DerivedRow
from cards.reviews.rebuild import rebuild, verify
from tests.scheduling.making import DAY_MS
from tests.soaking import count, times
from tests.sync.deeds import DEEDS, Deed
from tests.sync.model_device import ModelDevice, Request
from tests.sync.oracle import Event, expected_rows, order, same
from tests.sync.world import World
from tests.vectors.make import weight_sets

pytestmark = pytest.mark.django_db

SECOND_MS, HOUR_MS, YEAR_MS = 1_000, 3_600_000, 365 * DAY_MS
WEIGHTS = weight_sets(random.Random(1))[:3]
WHO = st.integers(0, 4)
PAUSES_MS = st.sampled_from([0, 0, 1, SECOND_MS, 60_000, 8 * HOUR_MS, DAY_MS, 40 * DAY_MS])
CLOCK_ERRORS_MS = st.sampled_from(
    [0, 0, -SECOND_MS, 90_000, -HOUR_MS, 2 * HOUR_MS, -3 * DAY_MS, 3 * DAY_MS, -3 * YEAR_MS, 3 * YEAR_MS]
)
ZONES_MIN = st.sampled_from([-720, -480, 0, 60, 345, 840])
WEATHER = st.sampled_from(
    ["fine", "fine", "fine", "slow", "lost before", "lost after", "cut off", "twice", "doubled", "in flight"]
)


BEFALLS = [
    "set_the_servers_clock",
    "learn_new_parameters",
    "rebuild",
    "back_up",
    "restore_the_last_backup",
    "lose_a_device",
    "use_the_same_uid_for_another_learner",
]


class Devices(RuleBasedStateMachine):
    """The rules a life with several devices is made of."""

    @initialize(devices=st.integers(2, 5), seed=st.integers(0, 2**32), small_pages=st.booleans())
    def begin(self, devices: int, seed: int, small_pages: bool) -> None:
        self.rng = random.Random(seed)
        pages = (3, 7) if small_pages else (2_000, 2_000)
        self.world = World(rows_a_page=pages[0], events_a_page=pages[1])
        self.clock_errors = [0] * devices
        self.in_flight: dict[int, tuple[Request, Any]] = {}
        self.devices = [ModelDevice(self.new_uid()) for _ in range(devices)]
        self.made: dict[str, Event] = {}
        self.seen_before: dict[str, str] = {}
        self.held: set[str] = set()

    def new_uid(self) -> str:
        return str(UUID(int=self.rng.getrandbits(128), version=4))

    def index(self, who: int) -> int:
        return who % len(self.devices)

    def own_clock(self, index: int) -> int:
        return self.world.now + self.clock_errors[index]

    # What learners do

    @rule(who=WHO, deeds=st.lists(DEEDS, min_size=1, max_size=4), pause=PAUSES_MS)
    def study(self, who: int, deeds: list[Deed], pause: int) -> None:
        index = self.index(who)
        self.world.now += pause
        for deed in deeds:
            self.world.now += self.rng.choice([0, 4_000])
            self.do(index, deed)

    def do(self, index: int, deed: Deed) -> None:
        if deed["kind"] == "undo":
            if not self.made:
                return
            target = sorted(self.made)[deed["which"] % len(self.made)]
            deed = {"kind": "undo", "target": target, "value": deed["value"]}
        device = self.devices[index]
        seen = [event for event in device.log.values() if event["kind"] != "parameters"]
        event = device.do(self.own_clock(index), self.new_uid(), deed)
        self.made[event["uid"]] = event
        if seen:
            self.seen_before[event["uid"]] = max(seen, key=order)["uid"]

    @rule(who=WHO, error=CLOCK_ERRORS_MS, tz=ZONES_MIN)
    def travel_and_set_the_clock(self, who: int, error: int, tz: int) -> None:
        self.clock_errors[self.index(who)] = error
        self.devices[self.index(who)].tz = tz

    # What the network does

    @rule(who=WHO, weathers=st.lists(WEATHER, min_size=1, max_size=4), limit=st.sampled_from([1, 3, 500]))
    def sync(self, who: int, weathers: list[str], limit: int) -> None:
        index = self.index(who)
        for weather in weathers:
            self.exchange(index, weather, limit)

    @rule(who=WHO)
    def sync_until_nothing_is_left(self, who: int) -> None:
        device = self.devices[self.index(who)]
        for _ in range(400):
            self.exchange(self.index(who), "fine")
            if device.settled:
                return
        raise AssertionError("a device never came to an end")

    @rule(turns=st.lists(st.tuples(WHO, DEEDS), min_size=2, max_size=4))
    def use_one_device_after_the_other(self, turns: list[tuple[int, Deed]]) -> None:
        """Each has all that was done before when its learner takes it up."""
        for who, deed in turns:
            self.sync_until_nothing_is_left(who)
            self.do(self.index(who), deed)
            self.sync_until_nothing_is_left(who)

    def exchange(self, index: int, weather: str, limit: int = 500) -> None:
        self.in_flight.pop(index, None)  # it gave up waiting for that answer
        request = self.devices[index].request(limit)
        if weather != "fine":
            self.world.wires.append(request.body)
        if weather == "lost before":
            return
        if weather == "cut off":
            self.world.cut_off(request.body)
            return
        answer = self.pushed(request.body, weather)
        if weather == "in flight":
            self.in_flight[index] = request, answer
        elif weather != "lost after":
            self.world.now += 60_000 if weather == "slow" else 30
            self.take(index, request, answer, 60_000 if weather == "slow" else 30)

    def pushed(self, body: Any, weather: str) -> Any:
        if weather == "doubled":  # within one request
            answer = self.world.deliver(body | {"events": (body["events"] * 2)[:500]})
            sent = len(body["events"])
            assert answer["accepted"][sent:] == answer["accepted"][: len(answer["accepted"]) - sent]
            return answer | {"accepted": answer["accepted"][:sent]}
        if weather == "twice":
            self.world.deliver(body)
        return self.world.deliver(body)

    def take(self, index: int, request: Request, answer: Any, took_ms: int) -> None:
        self.devices[index].take(request, answer, self.own_clock(index), took_ms)

    @rule(who=WHO, took_ms=st.sampled_from([200, 9_000, 11_000]), which=st.integers(0, 999))
    def something_arrives_late(self, who: int, took_ms: int, which: int) -> None:
        """An answer: what its learner did since the request is still there. Or a request from long ago."""
        if self.index(who) in self.in_flight:
            self.take(self.index(who), *self.in_flight.pop(self.index(who)), took_ms)
        elif self.world.wires:
            self.world.deliver(self.world.wires.pop(which % len(self.world.wires)))

    # What befalls the server and the devices

    @rule(what=st.sampled_from(BEFALLS), which=st.integers(0, 10**6))
    def something_befalls(self, what: str, which: int) -> None:
        getattr(self, what)(which)

    def set_the_servers_clock(self, which: int) -> None:
        self.world.server_error = 0 if which % 3 == 0 else -3 * DAY_MS

    def learn_new_parameters(self, which: int) -> None:
        self.world.learn(WEIGHTS[which % len(WEIGHTS)])

    def rebuild(self, which: int) -> None:
        assert rebuild(self.world.learner) == []

    def back_up(self, which: int) -> None:
        self.world.backup()

    def restore_the_last_backup(self, which: int) -> None:
        self.world.restore()
        self.seen_before = {}  # what comes back may be stamped anew
        self.held = self.all_that_is_held()

    def lose_a_device(self, which: int) -> None:
        index = self.index(which)
        self.in_flight.pop(index, None)
        self.devices[index] = ModelDevice(self.new_uid())
        self.held = self.all_that_is_held()

    def use_the_same_uid_for_another_learner(self, which: int) -> None:
        if self.made:
            event = self.made[sorted(self.made)[which % len(self.made)]]
            answer = self.world.deliver({"events": [event]}, self.world.bob)
            assert [one["uid"] for one in answer["accepted"]] == [event["uid"]]

    # What holds

    def all_that_is_held(self) -> set[str]:
        return self.world.uids().union(*(device.holds() for device in self.devices))

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "world"):
            held = self.all_that_is_held()
            assert self.held <= held
            self.held = held

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                self.heal()
                self.compare()
                count(events=len(self.made), lives=1)
            finally:
                self.world.end()

    def heal(self) -> None:
        for who in [*range(len(self.devices))] * 2:
            self.sync_until_nothing_is_left(who)
        assert self.world.uids() == self.held

    def compare(self) -> None:
        """Everywhere the same log, and the rows that it must give."""
        log = self.devices[0].log
        rows = expected_rows(list(log.values()))
        stored = DerivedRow.objects.filter(learner_id=self.world.learner).values_list("key", "tag")
        assert verify(self.world.learner) == []
        for device in self.devices:
            assert device.log == log
            assert {key: row["tag"] for key, row in device.rows.items()} == dict(stored)
            assert device.rows.keys() == rows.keys()
            assert [key for key, row in device.rows.items() if not same(row["state"], rows[key])] == []
        self.compare_events({uid: event for uid, event in log.items() if event["kind"] != "parameters"})

    def compare_events(self, log: dict[str, Event]) -> None:
        assert log.keys() == self.held
        for uid, event in log.items():
            assert event == self.made[uid] | {"at": event["at"]}
        for device in {event["device"] for event in log.values()}:
            own = sorted((e for e in log.values() if e["device"] == device), key=lambda e: e["n"])
            assert own == sorted(own, key=order), "a later tap lost to an earlier one"
        for uid, seen in self.seen_before.items():
            if uid in log and seen in log:
                assert order(log[uid]) > order(log[seen]), "a tap lost to what its learner had seen"


Devices.TestCase.settings = settings(
    max_examples=times("SOAK_LIVES", 20),
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


# Run inside Django's test database.
TestDevices = type("TestDevices", (Devices.TestCase, TestCase), {})
