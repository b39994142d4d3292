"""A file's cards, shown to the learner before anything is written, and then written: two ends of one walk."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from cards.intake.deciding import Chosen, Decision, Recognise, decide
from cards.intake.incoming import IncomingCard, LeftOut
from cards.intake.present import present
from cards.intake.summary import Summary
from cards.reviews import log
from cards.reviews.checked import checked
from cards.reviews.rebuild import now_ms

CHUNK = 250  # cards looked at together
PIECE = 4_000  # events written together: a fifth of a second in which no device can push

Progress = Callable[[int], None]  # told how many cards have been looked at


@dataclass(frozen=True)
class Intake:
    """Whose log the cards go into, what was chosen, and how rows of ours are recognised."""

    learner_id: UUID
    chosen: Chosen
    recognise: Recognise = lambda card, moment: None

    def preview(self, cards: Iterable[IncomingCard | LeftOut], progress: Progress) -> Summary:
        """What writing them would do; writes nothing."""
        summary = Summary()
        for _ in self._walk(cards, progress, summary):
            pass
        return summary

    def write(self, cards: Iterable[IncomingCard | LeftOut], progress: Progress) -> Summary:
        """Writes them in pieces, each card's events together where they fit. Done twice it adds nothing."""
        summary = Summary()
        waiting: list[dict[str, Any]] = []
        for decision in self._walk(cards, progress, summary):
            if waiting and len(waiting) + len(decision.events) > PIECE:
                self._append(waiting, summary, progress)
                waiting = []
            waiting += decision.events
        self._append(waiting, summary, progress)
        return summary

    def _walk(
        self, cards: Iterable[IncomingCard | LeftOut], progress: Progress, summary: Summary
    ) -> Iterator[Decision]:
        iterator = iter(cards)
        while chunk := list(islice(iterator, CHUNK)):
            here = present(self.learner_id, [one for one in chunk if isinstance(one, IncomingCard)])
            for one in chunk:
                if isinstance(one, IncomingCard):
                    decision = decide(one, here, self.chosen, self.recognise)
                    summary.count(one, decision)
                    yield decision
                else:
                    summary.leave_out(one.label, one.reason)
            summary.looked += len(chunk)
            progress(summary.looked)

    def _append(self, events: list[dict[str, Any]], summary: Summary, progress: Progress) -> None:
        """Says after each piece how far it is: a card may have years of reviews."""
        for start in range(0, len(events), PIECE):
            piece = checked(events[start : start + PIECE])
            with log.growing(self.learner_id) as head:
                receipt = log.take(head, piece, now_ms())
            summary.refused += len(receipt.refused)
            progress(summary.looked)


Walk = Callable[[Intake, Iterable[IncomingCard | LeftOut], Progress], Summary]  # one of the two ends
