"""What is written of a learner: all but what would let somebody in."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.utils import timezone

from cards.accounts.models import Learner
from cards.taking_along import file
from cards.taking_along.media import pieces
from cards.taking_along.moment import log, moment
from cards.transfers.running import Outcome, Run

Progress = Callable[[int, int], None]
SAY_EVERY = 1_000


def export(run: Run) -> Outcome:
    """The transfer that writes the file."""
    learner = Learner.objects.get(pk=run.learner_id)
    told = write(learner, run.made, run.progress)
    return Outcome(f"cardinal-{timezone.now():%Y-%m-%d}.json.gz", told)


def write(learner: Learner, target: Path, progress: Progress) -> dict[str, int]:
    """The whole file, all of one moment; says how many events, rows, and pictures and sounds it holds.

    Outside the snapshot, which may neither last nor write, so that whoever waits can be told how far it is.
    """
    with TemporaryFile("w+", encoding="utf-8", newline="\n", dir=target.parent) as rows:
        now = moment(learner, rows)
        told = {"events": now.events, "rows": now.rows, "media": len(now.media)}
        gone: list[str] = []
        seen = _Seen(progress, sum(told.values()))
        file.write(
            target,
            {
                "server": {"version": settings.VERSION, "origin": settings.ORIGIN},
                "written_at": timezone.now().isoformat(),
                "account": now.account,
                "devices": iter(now.devices),
                "sessions": iter(now.sessions),
                "log": seen.each(log(learner, now.events), SAY_EVERY),
                "rows": seen.each((line.rstrip("\n") for line in rows), SAY_EVERY),
                "media": pieces(learner.pk, seen.each(now.media, 1), gone.append),
            },
        )
    return told | {"media": told["media"] - len(gone), "media_gone": len(gone)}


class _Seen:
    """Counts what goes by; the first word is that there is something to do."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._count = progress, total, 0
        progress(0, total)

    def each(self, texts: Iterable[str], every: int) -> Iterator[str]:
        for text in texts:
            self._count += 1
            if self._count % every == 0:
                self._progress(self._count, self._total)
            yield text
