"""`manage.py serve`: the web server and the background worker, or one of them alone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend import processes, serve


class Command(BaseCommand):
    help = "Serve Cardinal: the web server, the background worker and its clock, until Ctrl-C."
    requires_system_checks = []  # the processes it starts make them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "part",
            nargs="?",
            choices=[*processes.PARTS],
            help="only this part, in this process: for containers, where each part has its own",
        )

    def handle(self, *args: Any, part: str | None, **options: Any) -> None:
        if part:
            processes.become(part)
        raise SystemExit(serve.together())
