"""Runs every test: on SQLite and files, then again on PostgreSQL and Redis where they answer.

In CI nothing may be missing; elsewhere one line says what was left out.
"""

import os
import subprocess
import sys

from tests import services

EMBEDDED = ["-n", "2", "-m", "not browser"]
BROWSER = ["-n", "2", "--dist", "loadfile", "-m", "browser"]  # a server and a browser for each file
# What failed gets one more chance, said aloud: on a crowded machine a browser may be late once, not twice.
AGAIN = ["-m", "browser", "--last-failed", "--last-failed-no-failures", "none"]
SCALED = ["-n", "2", "-m", "not browser"]  # tests/conftest.py leaves out what never meets a database
NO_TESTS = 5  # pytest's exit code when a selection is empty


def main() -> int:
    missing = services.missing()
    for name, mend in missing.items():
        print(f"No {name} here: its tests are left out. To have them, {mend}.", flush=True)
    if missing and services.IN_CI:
        print("In CI that is a failure.")
        return 1
    runs = [run(*EMBEDDED), run(*BROWSER) and run(*AGAIN)]
    if not {"PostgreSQL", "Redis"} & missing.keys():
        runs.append(run(*SCALED, TEST_ON="scaled"))
    return max(runs)


def run(*arguments: str, **environ: str) -> int:
    """One pytest run; its exit code."""
    title = "PostgreSQL and Redis" if environ else "SQLite and files"
    print(f"Testing on {title} ({' '.join(arguments)})", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    code = subprocess.run(command, env={**os.environ, **environ}, check=False).returncode
    return 0 if code == NO_TESTS and not services.IN_CI else code


if __name__ == "__main__":
    sys.exit(main())
