"""The recipe in docs/operations.md brings a learner back as of the backup, but nobody who left since."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SHELL = """
from cards.models import Learner, Installation
from cards.accounts.deletion import delete
"""


class Machine:
    """A data folder, and a folder laid out like a checkout for the recipe's relative paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / ".venv").symlink_to(sys.prefix)
        for name in ("backend", "cards", "manage.py"):
            (folder / name).symlink_to(ROOT / name)
        self.environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "backend.settings"}
        self.environ |= {"CARDINAL_DATA": str(folder / "var")}
        self.run(".venv/bin/python manage.py migrate --verbosity 0")

    def run(self, script: str) -> str:
        done = subprocess.run(
            ["/bin/sh", "-e", "-c", script],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shell(self, code: str) -> str:
        python = shlex.join(["manage.py", "shell", "--no-imports", "--command", f"{SHELL}{code}"])
        return self.run(f".venv/bin/python {python}").strip()


def recipe(name: str) -> str:
    text = (ROOT / "docs" / "operations.md").read_text()
    found = re.search(rf"<!-- tested: {name} -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_restore_keeps_who_stayed_and_not_who_left(machine: Machine) -> None:
    machine.shell("for name in ('alice', 'bob'): Learner.objects.create_user(name)")
    before = machine.shell("print(Installation.objects.get().epoch)")
    machine.run(recipe("backup"))
    machine.shell("Learner.objects.create_user('charlie'); delete(Learner.objects.get(username='bob'))")
    machine.run(recipe("restore"))
    assert machine.shell("print(*Learner.objects.values_list('username', flat=True))") == "alice"
    assert machine.shell("print(Installation.objects.get().epoch)") != before
