"""Cards as Anki schedules them: new ones in line, others with our memory of them and the day they are due."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cards.anki.package import CardRow
from cards.anki.shelf import Shelf
from cards.scheduling.json_text import canonical
from cards.scheduling.memory import Fsrs
from cards.scheduling.order import State

FIRST_ID = 1_735_689_600_000  # of notes and cards; Anki takes other ids where these are taken already
NEW, IN_REVIEW, SUSPENDED = 0, 2, -1
EASE = 2500  # what FSRS does not look at


def first_day(shelf: Shelf, today: int) -> int:
    """The study day from which Anki counts: of the first review, or today while there is none."""
    days: list[int] = [state["first_day"] for state in shelf.cards.values() if state["first_day"] is not None]
    return min([*days, today])


def card_rows(
    shelf: Shelf, numbers: Mapping[str, int], decks: Iterable[int], began: int
) -> Iterator[CardRow]:
    """A row for each card that has a number, `decks` in the same order. Days count from study day `began`."""
    reviewed = _Reviewed(shelf, began)
    for (card, number), deck in zip(numbers.items(), decks, strict=True):
        place = number - FIRST_ID + 1
        state = shelf.cards.get(card)
        if state is None:
            yield number, deck, NEW, NEW, place, 0, 0, 0, 0, 0, "{}"
        elif state["s"] is None:
            queue = SUSPENDED if state["suspended"] else NEW
            yield number, deck, NEW, queue, place, 0, 0, 0, 0, state["flag"], "{}"
        else:
            yield reviewed.row(number, deck, state)


@dataclass
class _Reviewed:
    shelf: Shelf
    began: int

    def __post_init__(self) -> None:
        self.interval = Fsrs(self.shelf.weights).interval
        self.retention = self.shelf.retention
        self.decay = self.shelf.weights[20]

    def row(self, number: int, deck: int, state: State) -> CardRow:
        interval = self.interval(state["s"], self.retention)
        due = state["last_day"] + interval - self.began
        queue = SUSPENDED if state["suspended"] else IN_REVIEW
        counts = state["reps"], state["lapses"], state["flag"]
        return number, deck, IN_REVIEW, queue, due, interval, EASE, *counts, self._memory(state)

    def _memory(self, state: State) -> str:
        """What Anki keeps of FSRS beside a card."""
        memory = {
            "s": state["s"],
            "d": state["d"],
            "dr": self.retention,
            "decay": self.decay,
            "lrt": state["last"][0] // 1000,
        }
        return canonical(memory)
