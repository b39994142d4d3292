"""How long answers take this learner: medians over the newest reviews of the log."""

from collections import defaultdict
from statistics import median
from uuid import UUID

from cards.reviews.models import Event
from cards.scheduling.json_text import stored
from cards.selection.deck import Timing, Timings

NEWEST = 500


def timings_of(learner: UUID) -> Timings:
    """Of first tries, of reviews that passed and of those that failed; what came back at once is left out."""
    reviews = Event.objects.filter(learner_id=learner, kind="review").order_by("-seq")
    seconds: dict[str, list[float]] = defaultdict(list)
    for body in reviews.values_list("body", flat=True)[:NEWEST]:
        review = stored(body)
        if review["took_ms"] > 0 and (why := review.get("why")) != "relearn":
            first = str(why).startswith(("new", "diagnostic"))
            kind = "new" if first else "failed" if review["rating"] == 1 else "passed"
            seconds[kind].append(review["took_ms"] / 1000)
    return Timings(**{kind: Timing(median(all_), len(all_)) for kind, all_ in seconds.items()})
