"""From the same rows and library the server orders cards as the phone does; the phone reads the same file."""

import json

from tests.vectors.queue import FILE, learners


def test_the_shared_queues_are_what_the_server_gives() -> None:
    shared = json.loads(FILE.read_text())
    assert json.loads(json.dumps(learners())) == shared
    assert {reason for told in shared for _, reason in told["order"]} >= {"new", "called", "fading", "due"}
    assert any(card.startswith("own.") for told in shared for card, _ in told["order"])
