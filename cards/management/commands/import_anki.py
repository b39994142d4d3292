"""Imports an .apkg or .colpkg for a learner: own cards, their media, marks and the whole review history."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from cards.accounts.models import Learner
from cards.anki.importing.job import take_in
from cards.content.models import Topic
from cards.intake.deciding import Chosen
from cards.intake.taking_in import Intake
from cards.intake.unreadable import Unreadable
from cards.reviews.rebuild import now_ms


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the learner's")
        parser.add_argument("file", type=Path)
        parser.add_argument("--preview", action="store_true", help="only say what would be done")
        for what in ("deck", "tag"):
            parser.add_argument(
                f"--{what}",
                action="append",
                default=[],
                metavar=f"{what.upper()}=TOPIC",
                help=f"the topic that cards of this {what} belong to; may be given more than once",
            )

    def handle(self, *args: Any, name: str, file: Path, preview: bool, **options: Any) -> None:
        learner = Learner.objects.filter(username__iexact=name).first()
        if learner is None:
            raise CommandError(f"There is no learner called {name}. Nothing was changed.")
        if not file.is_file():
            raise CommandError(f"There is no file {file}. Nothing was changed.")
        chosen = Chosen(now_ms(), _pairs(options["deck"]), _pairs(options["tag"]))
        try:
            told = self._read(learner, file, chosen, write=False)  # to its end, before anything is written
            if not preview:
                told = self._read(learner, file, chosen, write=True)
        except Unreadable as unreadable:
            raise CommandError(str(unreadable)) from None
        self._tell(told, "Would import" if preview else "Imported")

    def _read(self, learner: Learner, file: Path, chosen: Chosen, *, write: bool) -> dict[str, Any]:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Importing" if write else "Reading")
            return take_in(
                learner.pk,
                file,
                chosen,
                lambda now, all_: progress.update(bar, completed=now, total=all_),
                Intake.write if write else Intake.preview,
            )

    def _tell(self, told: Mapping[str, Any], verb: str) -> None:
        cards, reviews = told["cards"], told["reviews"]
        self.stdout.write(
            f"{verb} {cards['new']} new cards, {cards['updated']} with a new text, {reviews['new']} reviews; "
            f"{cards['unchanged']} cards and {reviews['known']} reviews were here already."
        )
        taken = told["media_taken"]
        self.stdout.write(f"{taken['images']} pictures and {taken['sounds']} sounds come along with them.")
        for behind in told["media_left"]:
            names = ", ".join(behind["names"])
            self.stdout.write(
                f"  {behind['count']} pictures or sounds stay behind ({names}). {behind['reason']}"
            )
        for left in told["left_out"]:
            self.stdout.write(f"  {left['cards']} left out. {left['reason']}")


def _pairs(given: list[str]) -> dict[str, str]:
    topics = set(Topic.objects.values_list("id", flat=True))
    pairs = {}
    for one in given:
        name, _, topic = one.rpartition("=")
        if topic not in topics:
            raise CommandError(f"{one}: there is no topic {topic!r} in the library. Write NAME=TOPIC.")
        pairs[name] = topic
    return pairs
