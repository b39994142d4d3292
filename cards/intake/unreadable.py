"""The one exception for files that cannot be taken."""

NOTHING_WRITTEN = "Nothing was changed."


class Unreadable(Exception):
    """A file that cannot be taken; its text tells the learner why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence} {NOTHING_WRITTEN}")
