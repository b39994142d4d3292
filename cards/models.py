"""All tables of the app, each defined in the slice that owns it."""

from cards.accounts.models import DeletedLearner, Device, Learner, RecoveryCode
from cards.content.models import Card, Concept, Exam, Library, Question, Topic
from cards.media.models import MediaFile
from cards.reviews.models import DerivedRow, Event, Installation, LogHead
from cards.transfers.models import Transfer

__all__ = [
    "Card",
    "Concept",
    "DeletedLearner",
    "DerivedRow",
    "Device",
    "Event",
    "Exam",
    "Installation",
    "Learner",
    "Library",
    "LogHead",
    "MediaFile",
    "Question",
    "RecoveryCode",
    "Topic",
    "Transfer",
]
