"""Devices of one learner that push at the very same moment: nobody fails, nothing is skipped or lost."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.browser.server import Server
from tests.journeys.pushers import Account, Pusher
from tests.soaking import count, seed, times


def test_devices_that_push_at_the_same_moment_all_succeed(processes: Server) -> None:
    chance = random.Random(seed())
    for devices in (2, 4):
        account = Account(processes)
        pushers = [Pusher(account, random.Random(chance.random())) for _ in range(devices)]
        rounds = times("SOAK_ROUNDS", 25)
        for pusher in pushers:
            pusher.make()
        at_once(pushers, rounds)
        assert {status for pusher in pushers for status in pusher.statuses} == {200}
        account.check()
        count(events=len(account.made), pushes_at_once=rounds * devices)


def at_once(pushers: list[Pusher], rounds: int) -> None:
    start = Barrier(len(pushers))

    def push(pusher: Pusher) -> None:
        for _ in range(rounds):
            pusher.make()
            start.wait(timeout=60)
            assert pusher.push()

    with ThreadPoolExecutor(len(pushers)) as pool:
        for done in [pool.submit(push, pusher) for pusher in pushers]:
            done.result(timeout=120)
