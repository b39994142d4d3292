"""Loads the library's files into the database: everything, or nothing and a list of what to mend."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from cards.content.defects import LibraryError
from cards.content.library import FOLDER
from cards.content.loader import load


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with Progress(console=Console(stderr=True), transient=True) as progress:
                bar = progress.add_task("Reading the library")
                loaded = load(
                    options["folder"], lambda now, all_: progress.update(bar, completed=now, total=all_)
                )
        except LibraryError as error:
            for defect in error.defects:
                self.stderr.write(str(defect))
            raise CommandError(f"Nothing was loaded. Defects to mend first: {len(error.defects)}.") from None
        if loaded.changed or loaded.retired:
            done = f"{loaded.changed} written, {loaded.retired} retired"
        else:
            done = "nothing to do"
        self.stdout.write(f"Library version {loaded.version}: {done}.")
