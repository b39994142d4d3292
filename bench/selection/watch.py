"""How long cards wait and how many due ones pile up: the worst of all evenings, by row of the notes."""

import numpy as np

from bench.selection.notes import Notes


class Waits:
    """Days that a seen card went unseen, days that a due one did, and due cards left over."""

    def __init__(self, rows: int) -> None:
        self.unseen, self.overdue, self.piled = np.zeros((3, rows))

    def watch(self, notes: Notes, day: int) -> None:
        """At the end of `day`."""
        seen = notes.shown > 0
        since = np.where(seen, day - notes.last_day, 0)
        late = np.where(seen, day - notes.due_day, -1)
        self.unseen = np.maximum(self.unseen, since.max(axis=1))
        self.overdue = np.maximum(self.overdue, late.max(axis=1))
        self.piled = np.maximum(self.piled, (late >= 0).sum(axis=1))
