"""After a restore: deletes again every account that its learner had deleted since the backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cards.accounts import deletion


class Command(BaseCommand):
    help = "Delete again the accounts that a restored backup brought back (run after every restore)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            type=Path,
            help="lists kept by the web machines; default: deleted_learners.txt in the data folder",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for file in options["files"] or [deletion.list_file()]:
            self.stdout.write(self._replay(file))

    def _replay(self, file: Path) -> str:
        if not file.exists():
            return f"{file}: no such list, so no account was ever deleted here."
        try:
            listed, returned = deletion.replay(file)
        except ValueError as error:
            raise CommandError(str(error)) from error
        return f"{file}: {listed} deleted accounts listed, {returned} had come back and are gone again."
