"""The order of one learner's cards at one instant, as the phone would show them."""

from typing import NamedTuple
from uuid import UUID

from cards.reviews.models import Event
from cards.reviews.snapshot import snapshot
from cards.scheduling.json_text import stored
from cards.scheduling.study_day import study_day
from cards.selection.session import session
from cards.selection.why import Choice
from cards.study.assembly import Studied, assembled
from cards.study.outline import outline
from cards.study.practice import practised
from cards.study.rows import rows_of
from cards.study.timings import timings_of
from cards.study.wishes import minutes_a_day


class Queue(NamedTuple):
    """What to show next, and for which study day and minutes."""

    day: int
    minutes: float
    choices: list[Choice]


def queue(learner: UUID, at: int, minutes: float | None = None) -> Queue:
    """At most 200 cards. `at`: ms since the epoch; `minutes`: the learner's minutes a day while None."""
    with snapshot():
        studied, usual = studied_by(learner, at)
    minutes = usual if minutes is None else minutes
    return Queue(studied.learner.day, minutes, session(*studied, minutes * 60))


def studied_by(learner: UUID, at: int) -> tuple[Studied, float]:
    """What selection takes, and the learner's minutes a day. The study day is of the newest event's zone."""
    rows, taught = rows_of(learner), outline()
    tz = _zone(learner)
    evidence = practised(rows.sittings, taught, tz)
    day = study_day(at, tz)
    studied = assembled(str(learner), day, rows, taught, evidence, timings_of(learner))
    return studied, minutes_a_day(rows.settings)


def _zone(learner: UUID) -> int:
    newest = Event.objects.filter(learner_id=learner).order_by("-seq").values_list("body", flat=True).first()
    return int(stored(newest)["tz"]) if newest else 0
