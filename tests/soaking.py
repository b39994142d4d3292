"""What `make soak` asks of the tests that chance decides, and what it hears back from them."""

import json
import os
import random
from pathlib import Path


def seed() -> int:
    """Of this run; printed, so that a failure can be had again with SOAK_SEED."""
    number = int(os.environ.get("SOAK_SEED") or random.SystemRandom().randrange(2**32))
    print(f"SOAK_SEED={number}")
    return number


def times(name: str, usually: int) -> int:
    """How often to do something: as the environment says, else as often as every test run can bear."""
    return int(os.environ.get(name) or usually)


def count(**things: int) -> None:
    """Note what was gone through; nothing outside of a soak. One line a call: several processes write."""
    if "SOAK_TALLY" in os.environ:
        with Path(os.environ["SOAK_TALLY"]).open("a") as tally:
            tally.write(json.dumps(things) + "\n")


def total(tally: Path) -> dict[str, int]:
    """All counts, added up by name."""
    sums: dict[str, int] = {}
    for line in tally.read_text().splitlines() if tally.exists() else []:
        for name, number in json.loads(line).items():
            sums[name] = sums.get(name, 0) + number
    return sums
