"""Leaves out of the PWA's lock file what only adds addresses to it: where packages ask for money."""

import json
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "pwa" / "package-lock.json"


def main() -> None:
    lock = json.loads(LOCK.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
