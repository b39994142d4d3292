"""A practice exam on two devices is one sitting, whoever syncs first; nothing of it is lost."""

from typing import Any

import pytest

from tests.people import signed_in
from tests.scheduling.making import DEVICE, NOON_MS, OTHER_DEVICE, made
from tests.sync.pushing import pulled, stored, sync

pytestmark = pytest.mark.django_db

MINUTE = 60_000
FACTS = {
    "paper": "full",
    "mode": "exam",
    "minutes": 10,
    "questions": ["q1", "q2"],
    "predicted": {"mean": 0.7, "low": 0.6, "high": 0.8},
}
ON_PHONE: dict[str, Any] = {"device": DEVICE, "sitting": "s1"}
ON_TABLET: dict[str, Any] = {"device": OTHER_DEVICE, "sitting": "s1"}


def start(**facts: Any) -> dict[str, Any]:
    return made("sitting", **ON_PHONE, at=NOON_MS, n=1, action="start", exam="mls-c01", seed=1, **facts)


def test_two_devices_answer_at_once_and_the_last_in_order_wins_on_both() -> None:
    phone = made("answer", **ON_PHONE, question="q1", choices=[1], at=NOON_MS + MINUTE, n=2)
    tablet = made("answer", **ON_TABLET, question="q1", choices=[2], at=NOON_MS + MINUTE, n=1)
    sync(signed_in(), tablet, device=OTHER_DEVICE)
    sync(signed_in(), start(**FACTS), phone, device=DEVICE)
    for device in (DEVICE, OTHER_DEVICE):
        rows, log, _ = pulled(signed_in(), device)
        assert rows["sitting:s1"]["state"]["answers"]["q1"]["choices"] == [2]
        assert len(log) == 3


def test_the_paper_is_the_same_on_another_device() -> None:
    sync(signed_in(), start(**FACTS), device=DEVICE)
    rows, _, _ = pulled(signed_in(), OTHER_DEVICE)
    state = rows["sitting:s1"]["state"]
    assert {name: state[name] for name in FACTS} == FACTS


def test_an_answer_after_time_that_arrives_late_is_kept_and_not_counted() -> None:
    in_time = made("answer", **ON_PHONE, question="q1", choices=[1], at=NOON_MS + MINUTE, n=2)
    too_late = made("answer", **ON_TABLET, question="q1", choices=[2], at=NOON_MS + 11 * MINUTE)
    only_late = made("answer", **ON_TABLET, question="q2", choices=[2], at=NOON_MS + 11 * MINUTE, n=2)
    sync(signed_in(), start(**FACTS), in_time, device=DEVICE)
    sync(signed_in(), too_late, only_late, device=OTHER_DEVICE)
    log, rows = stored("alice")
    answers = rows["sitting:s1"]["answers"]
    assert (answers["q1"]["choices"], answers["q1"]["late"]) == ([1], False)
    assert (answers["q2"]["choices"], answers["q2"]["late"]) == ([2], True)
    assert too_late in log


def test_a_malformed_start_is_refused_alone() -> None:
    answer = made("answer", **ON_PHONE, question="q1", choices=[1], n=2)
    told = sync(signed_in(), start(**FACTS | {"minutes": 0}), answer, device=DEVICE)
    assert [(one["index"], one["code"]) for one in told["refused"]] == [(0, "malformed")]
    assert "minutes must be a whole number from 1 to 600" in told["refused"][0]["detail"]
    assert len(told["accepted"]) == 1
