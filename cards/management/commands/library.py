"""`library check` lists what is wrong with the library's files; `library report` says what they cover."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cards.content.checking import check
from cards.content.library import FOLDER
from cards.content.reading import read_files
from cards.content.report import report


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["check", "report"])
        parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "report":
            self.stdout.writelines(line + "\n" for line in report(read_files(options["folder"])))
            return
        found = check(options["folder"], timezone.now().date())
        for remark in found.remarks:
            self.stdout.write(f"{remark} (a remark)")
        for defect in found.defects:
            self.stdout.write(str(defect))
        if found.defects:
            raise CommandError(f"Defects to mend: {len(found.defects)}.")
        self.stdout.write(
            f"No defects. Cards: {found.cards}, questions: {found.questions}, remarks: {len(found.remarks)}."
        )
