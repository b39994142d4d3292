"""Anki's side of `make bench-sync`: runs where the `anki` package is installed, prints one JSON object.

The package is AGPL: a peer to measure against, in an environment of its own, and never part of the service.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from anki.collection import AddNoteRequest, Collection
from anki.decks import DeckId
from anki.scheduler.v3 import CardAnswer

NOTES, REVIEWS = 2_000, 10_000
NOTHING_TO_DO = 20


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="cardinal-anki-") as folder:
        port = free_port()
        server = serve(Path(folder) / "server", port)
        try:
            print(json.dumps(measured(Path(folder), f"http://127.0.0.1:{port}/")))
        finally:
            server.terminate()
            server.wait(timeout=30)


def measured(folder: Path, address: str) -> dict[str, float]:
    """Seconds: 10,000 reviews A to server to B, 20 reviews likewise, and an exchange with nothing to do."""
    a = Collection(str(folder / "a.anki2"))
    auth = login(a, address)
    model = a.models.by_name("Basic")
    a.add_notes([AddNoteRequest(note(a, model, n), deck_id=DeckId(1)) for n in range(NOTES)])
    whole(a, auth, upload=True)
    b = Collection(str(folder / "b.anki2"))
    whole(b, auth, upload=False)
    cards = list(a.find_cards(""))
    figures = {}
    for name, rounds, share in (("many", REVIEWS // NOTES, NOTES), ("few", 1, 20)):
        for _ in range(rounds):
            a._backend.grade_now(card_ids=cards[:share], rating=CardAnswer.GOOD)
        figures[f"{name}_seconds"] = timed(lambda: [sync(one, auth) for one in (a, b)])
    figures["nothing_seconds"] = timed(lambda: [sync(a, auth) for _ in range(NOTHING_TO_DO)]) / NOTHING_TO_DO
    return figures


def login(collection: Collection, address: str) -> Any:
    """Waits until the server takes the login."""
    for _ in range(100):
        try:
            return collection.sync_login("u", "p", address)
        except Exception:
            time.sleep(0.1)
    raise RuntimeError("Anki's sync server did not start")


def note(collection: Collection, model: Any, n: int) -> Any:
    made = collection.new_note(model)
    made["Front"], made["Back"] = f"question {n}", f"answer {n}"
    return made


def whole(collection: Collection, auth: Any, *, upload: bool) -> None:
    """The one-way sync Anki starts with."""
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
    collection.reopen(after_full_sync=True)


def sync(collection: Collection, auth: Any) -> object:
    answer = collection.sync_collection(auth, False)
    assert answer.required in (answer.NO_CHANGES, answer.NORMAL_SYNC), answer
    return answer


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def serve(base: Path, port: int) -> "subprocess.Popen[bytes]":
    environ = {"SYNC_USER1": "u:p", "SYNC_BASE": str(base), "SYNC_HOST": "127.0.0.1", "SYNC_PORT": str(port)}
    command = [sys.executable, "-m", "anki.syncserver"]
    return subprocess.Popen(command, env=os.environ | environ | {"RUST_LOG": "error"})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
