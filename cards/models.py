"""All tables of the app, each defined in the slice that owns it."""

from cards.accounts.models import DeletedLearner, Device, Learner, RecoveryCode
from cards.content.models import Card, Concept, Exam, Library, Question, Topic
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
    "Question",
    "RecoveryCode",
    "Topic",
    "Transfer",
]
