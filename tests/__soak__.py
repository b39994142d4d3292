"""Goes on breaking things for as long as one likes: devices, networks, clocks, processes, browsers.

Each round has a seed of its own, printed before it begins; SOAK_SEED=<seed> has that round again first.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import services
from tests.soaking import times, total

DEVICES = "tests/sync/test_devices_agree.py"
PROCESSES = ["tests/journeys/test_kill.py", "tests/journeys/test_at_once.py"]
BROWSER = "tests/browser/test_killed.py"
SIZES = {"SOAK_LIVES": "100", "SOAK_KILLS": "25", "SOAK_ROUNDS": "100", "SOAK_BROWSER_KILLS": "10"}
ENOUGH_KILLS = 100
SENTENCE = (
    "{events} events in {lives} lives of devices, {restores} restores, {kills} kills of servers and"
    " connections, {browser_kills} of browsers, {pushes_at_once} pushes at once:"
    " nothing acknowledged was lost or doubled."
)


def main() -> int:
    seconds = times("SOAK_SECONDS", 600)
    seed = times("SOAK_SEED", random.SystemRandom().randrange(2**31))
    end = time.monotonic() + seconds
    missing = services.missing()
    for name, mend in missing.items():
        print(f"No {name} here: what needs it is left out. To have it, {mend}.")
    with tempfile.TemporaryDirectory(prefix="cardinal-soak-") as folder:
        tally = Path(folder) / "tally"
        while time.monotonic() < end or kills(tally) < ENOUGH_KILLS:
            if not a_round(seed, tally, set(missing)):
                print(f"Broken. The same again: SOAK_SEED={seed} make soak")
                return 1
            print(f"  so far {told(tally)}", flush=True)
            seed += 1
        print(f"Proven: {told(tally)}")
    return 0


def a_round(seed: int, tally: Path, missing: set[str]) -> bool:
    """Everything once on each database; whether all of it held."""
    print(f"Round with SOAK_SEED={seed}", flush=True)
    environ = {**SIZES, **os.environ, "SOAK_SEED": str(seed), "SOAK_TALLY": str(tally)}
    browser = [] if "Chromium" in missing else [BROWSER]
    held = run([DEVICES, *PROCESSES, *browser], seed, environ)
    if held and not {"PostgreSQL", "Redis"} & missing:
        held = run([DEVICES, *PROCESSES], seed, environ | {"TEST_ON": "scaled"})
    return held


def run(paths: list[str], seed: int, environ: dict[str, str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", f"--hypothesis-seed={seed}", *paths]
    return subprocess.run(command, env=environ, check=False).returncode == 0


def kills(tally: Path) -> int:
    sums = total(tally)
    return sums.get("kills", 0) + sums.get("browser_kills", 0)


def told(tally: Path) -> str:
    names = ("events", "lives", "restores", "kills", "browser_kills", "pushes_at_once")
    return SENTENCE.format(**{name: f"{total(tally).get(name, 0):,}" for name in names})


if __name__ == "__main__":
    sys.exit(main())
