"""Sets a checkout up for `run`, `check` or `test`; each step is skipped while its inputs are the same.

Runs on any Python from 3.11 with nothing installed, so it imports the standard library only.
An interrupted step leaves no stamp and is done again. Stamps are named by content: git gives files new dates.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
OLDEST_NODE = (20, 19)


def prepare(root: Path, purpose: str) -> None:
    """What `run`, `check` or `test` needs: Python packages, Node, npm packages and the built page."""
    venv = root / ".venv"
    python_packages(root, venv, root / ("requirements.lock" if purpose == "run" else "requirements-dev.lock"))
    node(root, venv)
    npm_packages(root, venv)
    if purpose != "check":
        page(root, venv)


def python_packages(root: Path, venv: Path, lock: Path) -> None:
    """A virtual environment with exactly what the lock file names."""
    made, installing = venv / ".made", venv / ".installing"
    if not made.exists() or installing.exists() or not _works(venv / "bin" / "python"):
        say("Making a Python environment in .venv…")
        call(sys.executable, "-m", "venv", "--clear", venv)
        made.touch()
    stamp = venv / f".{lock.stem}-{digest(root, [lock])}"
    if not stamp.exists():
        say(f"Installing Python packages from {lock.name} (the first time, about half a minute)…")
        installing.touch()
        install(venv, lock)
        replace_stamp(stamp, f".{lock.stem}-*")
        installing.unlink()


def node(root: Path, venv: Path) -> None:
    """Node and npm: this machine's when new enough, else those a Python package carries, in .venv/bin."""
    if new_enough(_output("node", "--version")) and shutil.which("npm"):
        return
    lock = root / "requirements-node.lock"
    stamp = venv / f".{lock.stem}-{digest(root, [lock])}"
    if not stamp.exists():
        say("No Node 20.19 or newer here: fetching one as a Python package (about 60 MB)…")
        install(venv, lock)
        replace_stamp(stamp, f".{lock.stem}-*")


def npm_packages(root: Path, venv: Path) -> None:
    """pwa/node_modules as pwa/package-lock.json names it."""
    pwa = root / "pwa"
    stamp = pwa / "node_modules" / f".lock-{digest(pwa, [pwa / 'package-lock.json', pwa / 'package.json'])}"
    if not stamp.exists():
        say("Installing npm packages (about ten seconds)…")
        call("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=pwa, first_on_path=venv / "bin")
        stamp.touch()  # npm ci empties the folder first, so no older stamp is left


def page(root: Path, venv: Path) -> None:
    """pwa/dist, built and compressed."""
    pwa = root / "pwa"
    stamp = pwa / "dist" / f".built-{digest(pwa, page_sources(pwa))}"
    if not stamp.exists():
        say("Building the page (a few seconds)…")
        call("npm", "run", "--silent", "build", "--", "--logLevel=warn", cwd=pwa, first_on_path=venv / "bin")
        call(venv / "bin" / "python", "-m", "whitenoise.compress", "--quiet", "--no-brotli", pwa / "dist")
        replace_stamp(stamp, ".built-*")


def page_sources(pwa: Path) -> list[Path]:
    """Every file the build reads; node_modules stands in by its lock file."""
    made = {"node_modules", "dist"}
    return [
        path
        for path in pwa.rglob("*")
        if path.is_file() and path.relative_to(pwa).parts[0] not in made and path.name != "schema.d.ts"
    ]


def digest(folder: Path, files: Iterable[Path]) -> str:
    """A name for these files' places in the folder and their contents."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"{file.relative_to(folder)}\n".encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def install(venv: Path, lock: Path) -> None:
    quietly = ("--quiet", "--quiet", "--disable-pip-version-check")  # errors only
    call(venv / "bin" / "python", "-m", "pip", "install", *quietly, "--require-hashes", "-r", lock)


def replace_stamp(stamp: Path, older: str) -> None:
    """The step is done: only its newest stamp counts."""
    for old in stamp.parent.glob(older):
        old.unlink()
    stamp.touch()


def new_enough(version: str) -> bool:
    """Whether `node --version` said at least OLDEST_NODE; Vite refuses older ones, 21 and 22 before 22.12."""
    numbers = version.strip().removeprefix("v").split(".")
    if len(numbers) < 2 or not all(number.isdigit() for number in numbers[:2]):
        return False
    found = (int(numbers[0]), int(numbers[1]))
    return found >= OLDEST_NODE and not (21, 0) <= found < (22, 12)


def say(line: str) -> None:
    print(line, flush=True)


def call(*command: str | Path, cwd: Path = ROOT, first_on_path: Path | None = None) -> None:
    """Run a command, showing its errors only, or end with a sentence that names it."""
    environ = dict(os.environ)
    if first_on_path is not None:
        environ["PATH"] = f"{first_on_path}{os.pathsep}{environ.get('PATH', '')}"
    try:
        subprocess.run(
            [str(part) for part in command], cwd=cwd, env=environ, check=True, stdout=subprocess.DEVNULL
        )
    except OSError as error:
        _stop(command, str(error))
    except subprocess.CalledProcessError as error:
        _stop(command, f"exit code {error.returncode}")


def _stop(command: tuple[str | Path, ...], reason: str) -> NoReturn:
    line = " ".join(part.name if isinstance(part, Path) else part for part in command)
    sys.exit(f"Set-up stopped at: {line} ({reason}). Mend what it says above and start again.")


def _works(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


if __name__ == "__main__":
    try:
        prepare(ROOT, sys.argv[1])
    except KeyboardInterrupt:
        sys.exit("\nStopped. Start again any time: what was finished is kept.")
