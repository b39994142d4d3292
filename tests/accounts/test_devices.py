"""Devices are noted at each visit."""

import uuid
from typing import Any

import pytest

from cards.accounts import devices
from cards.models import Device
from tests.people import a_learner

pytestmark = pytest.mark.django_db
NOON = 1_800_000_000_000


def test_a_visit_is_noted_in_one_statement(django_assert_num_queries: Any) -> None:
    alice, phone = a_learner("alice"), uuid.uuid4()

    for visit in range(2):
        with django_assert_num_queries(1):
            devices.saw(alice.pk, phone, visit, NOON + visit, "Alice's phone" if visit == 0 else "")

    device = Device.objects.get()
    assert (device.unsynced, device.name) == (1, "Alice's phone")
    assert device.last_sync.timestamp() * 1000 == pytest.approx(NOON + 1)


def test_two_learners_on_one_device_are_two_devices() -> None:
    phone = uuid.uuid4()

    for name in ("alice", "bob"):
        devices.saw(a_learner(name).pk, phone, 0, NOON)

    assert Device.objects.count() == 2
