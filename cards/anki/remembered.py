"""Which row of Anki's review log stands for which event: worked out from the log alone, the same each time.

A row's id is the event's moment in ms, or the first free ms after it when an event that reached the server
earlier has that one. Order of arrival never changes, so an id given once stays with its event whatever is
exported and whatever arrives later, and a row that comes back is recognised as the event it was.
"""

from dataclasses import dataclass, field
from uuid import UUID

from cards.reviews.models import Event
from cards.scheduling.json_text import stored

ROWS = ("review", "reset")  # the kinds of events that Anki's review log has a row for


@dataclass
class RowIds:
    """Gives each event the id of its row; ask once for each, all reviews and resets in order of arrival."""

    _after: dict[int, int] = field(default_factory=dict)  # a moment that is taken, and where to look next

    def id_of(self, at: int) -> int:
        """The first free id from `at` on; a thousand events of one moment do not make it slow."""
        if at not in self._after:  # nearly always
            self._after[at] = at + 1
            return at
        looked = []
        while at in self._after:
            looked.append(at)
            at = self._after[at]
        for moment in looked:
            self._after[moment] = at + 1
        self._after[at] = at + 1
        return at


@dataclass(frozen=True)
class Remembered:
    """The rows that a learner's exports hold, or would hold."""

    events: dict[tuple[str, int], str]  # (card, id of the row) -> uid of the event

    def event_uid_of(self, card: str, revlog_id: int) -> str | None:
        """The uid of the event that a row of an export stands for; None: no event of this log."""
        return self.events.get((card, revlog_id))


def remembered(learner_id: UUID) -> Remembered:
    """Read once for a whole import: one pass over the learner's log."""
    ids = RowIds()
    log = Event.objects.filter(learner_id=learner_id, kind__in=ROWS).order_by("seq")
    events = {}
    for body in log.values_list("body", flat=True).iterator(chunk_size=5_000):
        event = stored(body)
        events[event["card"], ids.id_of(event["at"])] = event["uid"]
    return Remembered(events)
