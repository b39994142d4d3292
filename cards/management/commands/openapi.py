"""Writes the OpenAPI document to a file, always the same way, or says that the file is out of date."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cards.api.schema import document


class Command(BaseCommand):
    help = "Write the OpenAPI document to a file; with --check only compare."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if the file is out of date"
        )

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        text = json.dumps(document(), indent=1, ensure_ascii=False) + "\n"
        if not check:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            raise CommandError(f"{file} is out of date. Write it anew: python manage.py openapi {file}")
