"""What a learner graded or reset, as columns of numbers that the database takes out of the events' texts."""

from collections import defaultdict
from itertools import count
from typing import NamedTuple
from uuid import UUID

import numpy as np
from django.db.models import Max

from cards.anki.texts import columns, texts, values
from cards.reviews.models import Event
from cards.scheduling.json_text import stored
from cards.scheduling.memory_columns import Days

TOGETHER = 20_000  # places of the log in one text: bounds memory
RESET = 0  # in place of a rating
# at, tz, rating, took_ms; SQLite works the paths out once only where they stand outside of CASE.
NUMBERS = values(
    """JSON_EXTRACT(CASE kind WHEN 'review' THEN body
         ELSE JSON_SET(body, '$.rating', 0, '$.took_ms', 0) END, '$.at', '$.tz', '$.rating', '$.took_ms')""",
    """CASE kind WHEN 'review' THEN (SELECT CONCAT_WS(',', at, tz, rating, took_ms)
         FROM JSON_TO_RECORD(body::json) AS review(at bigint, tz bigint, rating bigint, took_ms bigint))
       ELSE CONCAT_WS(',', body::json->>'at', body::json->>'tz', 0, 0) END""",
)
WANTED = (texts("row_key"), values("seq"), NUMBERS)
Texts = list[str]  # of some part of the log, a JSON list for each column


class Graded(NamedTuple):
    """Columns in order of arrival."""

    cards: list[str]  # each once
    card: Days  # its place in `cards`
    seq: Days  # place in the log
    at: Days  # ms since the epoch
    tz: Days  # minutes east of UTC
    rating: Days  # 1 to 4, or RESET
    took_ms: Days


def logged(learner_id: UUID) -> list[Texts]:
    """Every review and reset of the learner, also what was undone, as the database has it."""
    newest = Event.objects.filter(learner_id=learner_id).aggregate(Max("seq"))["seq__max"] or 0
    of_these = "kind IN ('review', 'reset') AND seq > %s AND seq <= %s"
    return [
        columns(Event, learner_id, WANTED, of_these, start, start + TOGETHER)
        for start in range(0, newest, TOGETHER)
    ]


def graded(log: list[Texts]) -> Graded:
    """The same as columns; takes the texts out of the list as it reads them."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    parts = [np.empty((0, 6), np.int64)]
    while log:
        keys, seqs, numbers = log.pop(0)
        card = np.fromiter(map(number.__getitem__, stored(keys)), np.int64)
        parts.append(np.column_stack((card, _flat(seqs), _flat(numbers).reshape(-1, 4))))
    seq = np.concatenate([part[:, 1] for part in parts])
    order = seq.argsort()  # a database may take them in any order
    in_order = [np.concatenate([part[:, place] for part in parts])[order] for place in range(6)]
    return Graded([key.partition(":")[2] for key in number], *in_order)


def _flat(lists: str) -> Days:
    """The numbers of a list, whether or not in lists within it."""
    return np.fromstring(lists.replace("[", "").replace("]", ""), np.int64, sep=",")
