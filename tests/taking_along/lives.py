"""Learners with a bit of everything, and the files they are taken along in."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management import call_command

from cards.accounts import devices, recovery
from cards.models import DerivedRow, Event, Learner
from cards.reviews import log
from cards.reviews.rebuild import now_ms
from cards.scheduling.memory import DEFAULT_WEIGHTS
from tests.people import a_learner

DEVICE, DAY_MS, START = str(uuid4()), 86_400_000, 1_760_000_000_000


def a_life(name: str = "alice") -> Learner:
    """A learner with a bit of everything, weights of their own and a device."""
    learner = a_learner(name, email=f"{name}@example.org")
    events: list[dict[str, Any]] = [
        {"kind": "review", "card": f"c.{number % 7}", "rating": 1 + number % 4, "took_ms": 900}
        for number in range(60)
    ]
    events += [
        {"kind": "edit", "card": "own.1", "field": "created", "value": True},
        {"kind": "edit", "card": "own.1", "field": "prompt", "value": 'Straße, "?\n\\ \u2028 ] },'},
        {"kind": "mark", "card": "c.1", "mark": "flag", "value": 3},
        {"kind": "setting", "name": "exams", "value": ["clf"], "later": {"x": [1.5]}},
        {"kind": "sitting", "sitting": "s1", "action": "start", "exam": "clf", "seed": 7},
        {"kind": "outcome", "exam": "clf", "passed": True, "score": 800},
        {"kind": "reset", "card": "c.2"},
    ]
    whole = [event(number, **one) for number, one in enumerate(events, start=1)]
    whole.append(event(len(whole) + 1, kind="undo", target=whole[3]["uid"], value=True))
    with log.growing(learner.pk) as head:
        assert not log.append(head, whole[:30], now_ms()).refused
        log.append_parameters(head, [weight * 1.01 for weight in DEFAULT_WEIGHTS[:20]] + [0.2], now_ms())
        assert not log.append(head, whole[30:], now_ms()).refused
    devices.saw(learner.pk, uuid4(), 3, START, "phone")
    recovery.issue(learner)
    return learner


def event(n: int, **what: Any) -> dict[str, Any]:
    return {
        "v": 1,
        "uid": str(uuid4()),
        "device": DEVICE,
        "n": n,
        "at": START + n * DAY_MS // 3,
        "tz": 60,
    } | what


def rows(learner: Learner) -> dict[str, tuple[str, int]]:
    found = DerivedRow.objects.filter(learner=learner).values_list("key", "state", "tag")
    return {key: (state, tag) for key, state, tag in found}


def bodies(learner: Learner) -> list[str]:
    return list(Event.objects.filter(learner=learner).order_by("seq").values_list("body", flat=True))


def exported(learner: Learner, folder: Path) -> Path:
    file = folder / f"{learner.username}.json.gz"
    call_command("export_learner", learner.username, output=file)
    return file


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    """Puts another text in the place of the file's."""
    text = gzip.decompress(file.read_bytes()).decode()
    assert change(text) != text
    file.write_bytes(gzip.compress(change(text).encode()))
