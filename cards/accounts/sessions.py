"""Sessions that last as long as they are used, and still say whose they were when the account is gone."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase

from cards.accounts import deletion

DAY_S = 86_400
SLID_ON = "slid_on"


def slide(session: SessionBase, now_s: float) -> bool:
    """Puts the end of the session off, once a day: a write a request would make writers of readers."""
    today = int(now_s // DAY_S)
    if session.get(SLID_ON) == today:
        return False
    session[SLID_ON] = today
    return True


def of_deleted_learner(session: SessionBase) -> bool:
    """Whether whoever signed in here deleted the account since; the session's row outlives the learner's."""
    learner = session.get(SESSION_KEY)
    return learner is not None and deletion.was_deleted(learner)
