"""Makes a learner anew from the file that `export_learner`, or the learner's own JSON export, wrote."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from cards.taking_along.file import NoExport
from cards.taking_along.restoring import NameTaken, Restored, restore


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="name", required=True, help="the name the learner has here")

    def handle(self, *args: Any, file: Path, name: str, **options: Any) -> None:
        try:
            with Progress(console=Console(stderr=True), transient=True) as progress:
                bar = progress.add_task("Reading", total=None)
                restored = restore(
                    file,
                    name,
                    lambda what, now: progress.update(bar, description=f"Reading {what}", completed=now),
                )
        except NameTaken as error:
            raise CommandError(f"{error} Choose another name; nothing was changed.") from None
        except NoExport as error:
            raise CommandError(f"{file}: {error}") from None
        self._tell(restored)

    def _tell(self, restored: Restored) -> None:
        self.stdout.write(f"{restored.media} pictures and sounds.")
        told = f"{restored.events} events, {restored.rows} rows"
        if restored.differing:
            self.stdout.write(
                f"{told}; {restored.differing} of them differ from what the export holds: it was written by "
                "another version of Cardinal. The log is the same, and the rows here follow from it."
            )
        else:
            self.stdout.write(f"{told}, identical to those of the export.")
        self.stdout.write("The password did not travel. Set one with any of these, shown this once:")
        for code in restored.codes:
            self.stdout.write(f"  {code}")
