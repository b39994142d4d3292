"""`manage.py new_epoch`: the last step of a restore, after which devices hand back what they hold."""

from typing import Any

from django.core.management.base import BaseCommand

from cards.reviews.installation import new_epoch


class Command(BaseCommand):
    help = "Give this history a new epoch. Run it after every restore from a backup."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"New epoch {new_epoch()}. Each device sends again what it holds at its next sync.")
