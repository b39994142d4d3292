"""Web server and background worker run together: both answer, or both end."""

import http.client
import signal
import socket
import sys
import time
from types import FrameType

from django.conf import settings
from rich.console import Console
from rich.panel import Panel

from backend import env
from backend.processes import Process, command

START_SECONDS = 60.0
GRACE_SECONDS = 15.0
EVERYWHERE = "0.0.0.0"  # noqa: S104  compared with, not bound


class Failure(Exception):
    """Why Cardinal does not run, in a sentence."""


class Asked:
    """Whether somebody asked us to end; a flag, so that no signal interrupts a start or an end half-way."""

    def __init__(self) -> None:
        self.to_end = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.to_end = True


def together() -> int:
    """Serve until a signal (exit code 0), or until something fails (exit code 1)."""
    asked = Asked()
    processes: list[Process] = []
    try:
        check_page_and_port()
        processes.append(Process("web server", command("web")))
        processes.append(Process("background worker", [*command("worker"), "--beat"]))
        if wait_for_the_page(processes, asked):
            announce()
        watch(processes, asked)
        sys.stdout.write("\nStopping…\n")
    except Failure as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    finally:
        end(processes)
    return 0


def check_page_and_port() -> None:
    if not (settings.PAGE_DIR / "index.html").is_file():
        raise Failure(
            "The page has not been built, so there is nothing to serve. `make run` builds and serves it."
        )
    bind, port = env.text("CARDINAL_BIND"), env.port()
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((bind, port))
    except OSError as error:
        raise Failure(
            f"Cardinal cannot listen on {bind}, port {port}: {error.strerror}. "
            f"To use another port: CARDINAL_PORT={port % 65535 + 1} make run"
        ) from error


def wait_for_the_page(processes: list[Process], asked: Asked) -> bool:
    """True once the web server answers, False if asked to end before."""
    deadline = time.monotonic() + START_SECONDS
    while not page_answers():
        check_all_live(processes)
        if asked.to_end:
            return False
        if time.monotonic() > deadline:
            raise Failure(
                f"The page did not answer within {START_SECONDS:.0f} seconds. Its messages are above."
            )
        time.sleep(0.1)
    return True


def page_answers() -> bool:
    bind = env.text("CARDINAL_BIND")
    connection = http.client.HTTPConnection(
        "127.0.0.1" if bind == EVERYWHERE else bind, env.port(), timeout=5
    )
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def announce() -> None:
    lines = [
        f"[bold]Cardinal is ready[/bold]: [cyan underline]{settings.ORIGIN}[/]",
        f"[dim]data in {settings.DATA_DIR}\nCtrl-C stops it[/]",
    ]
    Console().print(Panel.fit("\n\n".join(lines), padding=(1, 3), border_style="red"), soft_wrap=True)


def watch(processes: list[Process], asked: Asked) -> None:
    while not asked.to_end:
        check_all_live(processes)
        time.sleep(0.2)


def check_all_live(processes: list[Process]) -> None:
    for process in processes:
        code = process.exit_code()
        if code is not None:
            raise Failure(
                f"The {process.name} ended by itself (exit code {code}), so Cardinal stops. See above."
            )


def end(processes: list[Process]) -> None:
    """All are asked at once, so that requests and tasks finish; then what is left is killed."""
    deadline = time.monotonic() + GRACE_SECONDS
    for process in processes:
        process.ask_to_end()
    for process in processes:
        process.end(deadline - time.monotonic())
