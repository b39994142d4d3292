"""Writes everything Cardinal knows of a learner to a file, for `import_learner` on another server."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from cards.accounts.models import Learner
from cards.taking_along.writing import write


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the learner's")
        parser.add_argument("-o", "--output", type=Path, required=True, help="like alice.json.gz")

    def handle(self, *args: Any, name: str, output: Path, **options: Any) -> None:
        learner = Learner.objects.filter(username__iexact=name).first()
        if learner is None:
            raise CommandError(f"There is no learner called {name}. Nothing was written.")
        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Writing")
            told = write(learner, output, lambda now, all_: progress.update(bar, completed=now, total=all_))
        self.stdout.write(
            f"{output}: {told['events']} events, {told['rows']} rows, {told['media']} pictures and sounds."
        )
        if told["media_gone"]:
            self.stdout.write(
                f"{told['media_gone']} more pictures and sounds are listed, but their files are missing from "
                "the data folder. Bring its 'media' folder back and export again."
            )
