"""Setting up repeats no work, survives an interruption, and says in a sentence what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import prepare

PYTHON_SH = prepare.ROOT / "tools" / "python.sh"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that would run, in place of running them; a venv appears when it is asked for."""
    seen: list[str] = []

    def note(*command: str | Path, **options: Path) -> None:
        words = [part if isinstance(part, str) else part.name for part in command]
        seen.append(" ".join(words[1:]))
        if "venv" in words:
            program = Path(command[-1]) / "bin" / "python"
            program.parent.mkdir(parents=True, exist_ok=True)
            program.unlink(missing_ok=True)
            program.symlink_to(sys.executable)

    monkeypatch.setattr(prepare, "call", note)
    return seen


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.lock"
    file.write_text("django==5.2.0\n")
    return file


def install(tmp_path: Path, lock: Path) -> None:
    prepare.python_packages(tmp_path, tmp_path / ".venv", lock)


def test_a_second_start_installs_nothing(tmp_path: Path, lock: Path, calls: list[str]) -> None:
    install(tmp_path, lock)
    assert [call.split()[1] for call in calls] == ["venv", "pip"]
    calls.clear()
    os.utime(lock)  # git checkout gives files new dates
    install(tmp_path, lock)
    assert calls == []


def test_a_changed_lock_is_installed_into_the_same_environment(
    tmp_path: Path, lock: Path, calls: list[str]
) -> None:
    install(tmp_path, lock)
    calls.clear()
    lock.write_text("django==5.2.1\n")
    install(tmp_path, lock)
    assert [call.split()[1] for call in calls] == ["pip"]


def test_an_interrupted_installation_starts_from_an_empty_environment(
    tmp_path: Path, lock: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(venv: Path, lock: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(prepare, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            install(tmp_path, lock)
    calls.clear()
    install(tmp_path, lock)
    assert [call.split()[1] for call in calls] == ["venv", "pip"]
    assert "--clear" in calls[0]


def test_an_environment_whose_python_is_gone_is_made_anew(
    tmp_path: Path, lock: Path, calls: list[str]
) -> None:
    install(tmp_path, lock)
    calls.clear()
    (tmp_path / ".venv" / "bin" / "python").unlink()
    install(tmp_path, lock)
    assert "venv" in calls[0]


def test_the_page_is_built_again_when_a_source_changed_and_only_then(
    tmp_path: Path, calls: list[str]
) -> None:
    source = tmp_path / "pwa" / "src" / "main.ts"
    for folder in (source.parent, tmp_path / "pwa" / "dist"):
        folder.mkdir(parents=True)
    source.write_text("1")
    prepare.page(tmp_path, tmp_path / ".venv")
    assert any("build" in call for call in calls)
    calls.clear()
    prepare.page(tmp_path, tmp_path / ".venv")
    assert calls == []
    source.rename(source.with_name("app.ts"))
    prepare.page(tmp_path, tmp_path / ".venv")
    assert any("build" in call for call in calls)


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v20.19.0", True),
        ("v20.20.2", True),
        ("v24.0.0", True),
        ("v22.12.0", True),
        ("v20.18.9", False),
        ("v22.11.0", False),
        ("v18.20.4", False),
        ("", False),
        ("command not found", False),
    ],
)
def test_node_is_used_when_new_enough(version: str, enough: bool) -> None:
    assert prepare.new_enough(version) is enough


def test_a_command_that_fails_ends_with_a_sentence() -> None:
    with pytest.raises(SystemExit, match="Set-up stopped at: false"):
        prepare.call("false")


def find_python(**environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/bin/sh", PYTHON_SH], env=environ, capture_output=True, text=True, check=False)


def test_the_python_named_by_hand_is_taken() -> None:
    assert find_python(PYTHON=sys.executable, PATH="").stdout.strip() == sys.executable


def test_without_any_python_a_sentence_says_what_to_install(tmp_path: Path) -> None:
    answer = find_python(PATH=str(tmp_path))
    assert answer.returncode == 1
    assert "needs Python 3.11 or newer" in answer.stderr


def test_a_python_without_venv_is_told_apart_from_none(tmp_path: Path) -> None:
    bare = tmp_path / "python3"
    bare.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n')
    bare.chmod(0o755)
    answer = find_python(PATH=str(tmp_path))
    assert answer.returncode == 1
    assert "python3-venv" in answer.stderr


def test_an_old_python_named_by_hand_is_refused_by_name(tmp_path: Path) -> None:
    old = tmp_path / "python3.8"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    answer = find_python(PATH="", PYTHON=str(old))
    assert answer.returncode == 1
    assert f"PYTHON={old} is not a Python 3.11" in answer.stderr
