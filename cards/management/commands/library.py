"""`library check` lists what is wrong with the library's files; `library report` says what they cover."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cards.content.library import FOLDER, read_library


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["check", "report"])
        parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        files, rendered = read_library(options["folder"])
        for defect in sorted(set(files.defects)):
            self.stdout.write(str(defect))
        if files.defects:
            raise CommandError(f"{len(set(files.defects))} defects.")
        self.stdout.write(f"{len(rendered.cards)} cards: no defects.")
