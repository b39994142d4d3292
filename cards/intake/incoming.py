"""One shape for every card that comes in, whatever file it comes from."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

LONGEST = 10_000  # characters of a field, as when it is typed
MOST_REVIEWS = 5_000  # of one card, which is folded whole with each piece that is written


class Reason(StrEnum):
    """Why a card is left out; a sentence each for the learner."""

    NO_TYPE = "The file does not say how these cards look: their note type is missing or damaged."
    EMPTY = "These cards are empty."
    PICTURE = "These ask with a picture or a sound alone, and it stays behind."
    OCCLUSION = "These hide parts of a picture, which own cards cannot do."
    LONG = f"A text in these is longer than {LONGEST:,} characters."
    MANY = f"These have more than {MOST_REVIEWS:,} reviews each, which no card gathers in a life."
    NO_ANSWER = "These have a question but no answer."
    LIBRARY = "These are cards of Cardinal's library, whose text a file cannot change."
    NOT_HERE = "These were exported from Cardinal, but are not in the library here."
    TWICE = "These stand in the file more than once; the first is taken."
    DELETED = "You deleted these here. Bring them back among your own cards first."
    NEWER_HERE = (
        "You changed these here after they were changed in the file, or took them from a newer one; "
        "the text here stays."
    )


class Stays(StrEnum):
    """Why a picture or a sound stays behind; `keeping.NotKept` has more reasons, of the same form."""

    NOT_THERE = "These are not in the file. In Anki's export window tick 'Include media'."
    DAMAGED = "These are damaged in the file, or were not downloaded to their end."
    ELSEWHERE = "These lie on the web; Cardinal takes only what the file holds."
    ENDLESS = "These were not looked at any more: unpacked, the pictures and sounds before them are huge."


class LeftBehind(NamedTuple):
    """A picture or a sound that does not come along with its card."""

    name: str  # as the file has it; empty: none
    reason: str


class IncomingReview(NamedTuple):
    """A grade given elsewhere; rating 0 is where the card was told to be forgotten."""

    id: int  # the moment, ms since 1970; its name within the card
    rating: int
    took_ms: int


class IncomingCard(NamedTuple):
    """A card as a file has it."""

    id: str
    label: str  # HTML of what the learner will know it by
    fields: Mapping[str, str] | None  # None: one of Cardinal's own, whose text the file cannot change
    changed_at: int  # ms since 1970
    marks: Mapping[str, bool | int]
    marked_at: int
    reviews: tuple[IncomingReview, ...]
    tz: int  # minutes east of UTC, of the reviews
    deck: str = ""
    tags: tuple[str, ...] = ()
    media: tuple[str, ...] = ()  # names of the files that its fields speak of
    left_behind: tuple[LeftBehind, ...] = ()
    topic: str = ""  # as the file itself names it
    came_from_here: bool = False  # its text is taken only where the card is not


class LeftOut(NamedTuple):
    """A card that does not come in."""

    label: str
    reason: Reason
