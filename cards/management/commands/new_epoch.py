"""`manage.py new_epoch`: the last step of a restore, after which devices hand back what they hold."""

from typing import Any

from django.core.management.base import BaseCommand

from cards.media.mending import adopt
from cards.reviews.installation import new_epoch


class Command(BaseCommand):
    help = "Give this history a new epoch. Run it after every restore from a backup."

    def handle(self, *args: Any, **options: Any) -> None:
        if taken_up := adopt():
            self.stdout.write(f"{taken_up} pictures and sounds are kept again that the backup did not list.")
        self.stdout.write(f"New epoch {new_epoch()}. Each device sends again what it holds at its next sync.")
