"""Writes a learner's cards to an Anki package."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from cards.accounts.models import Learner
from cards.anki.choosing import What
from cards.anki.export import export
from cards.content.models import Exam
from cards.reviews.rebuild import now_ms


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("learner", help="user name")
        parser.add_argument("-o", "--output", type=Path, default=Path("cardinal.apkg"))
        parser.add_argument("--exam", default="", help="only the cards this exam asks for")
        parser.add_argument("--no-scheduling", action="store_true", help="all cards new, no reviews")

    def handle(self, *args: Any, **options: Any) -> None:
        learner = Learner.objects.filter(username__iexact=options["learner"]).first()
        if learner is None:
            raise CommandError(f"No learner is called {options['learner']}. Nothing was written.")
        what = _what(options["exam"])
        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Cards", total=None)
            done = export(
                learner.pk, what, options["output"], now_ms(), scheduling=not options["no_scheduling"],
                progress=lambda now, all_: progress.update(bar, completed=now, total=all_),
            )  # fmt: skip
        self.stdout.write(f"{options['output']}: cards {done.cards}, reviews {done.reviews}.")
        self.stdout.write("In Anki's import dialogue tick learning progress and deck presets.")


def _what(exam: str) -> What:
    if not exam:
        return What()
    known = list(Exam.objects.filter(retired=False).values_list("pk", flat=True))
    if exam not in known:
        raise CommandError(f"No exam is called {exam}. There are: {', '.join(known) or 'none yet'}.")
    return What("exam", exam)
