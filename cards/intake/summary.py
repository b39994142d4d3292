"""What an import does or would do, counted as the learner is told it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cards.intake.deciding import Decision, Verdict
from cards.intake.incoming import IncomingCard, Reason
from cards.intake.plain_text import plain_text, without_controls

EXAMPLES = 5
LONGEST_LABEL, SHOWN = 1000, 80  # characters
MOST_NAMES, LONGEST_NAME = 500, 500  # decks or tags told; a mapping may name any
MOST_COUNTED = 20_000  # of different names: a file can hold millions


@dataclass
class Summary:
    """Counts over all cards of a file."""

    verdicts: Counter[str] = field(default_factory=Counter)
    reasons: dict[Reason, list[str]] = field(default_factory=dict)  # with the first labels
    left_out: Counter[Reason] = field(default_factory=Counter)
    new_reviews: int = 0
    known_reviews: int = 0
    marks: int = 0
    images: int = 0
    sounds: int = 0
    refused: int = 0
    looked: int = 0  # cards, so far
    decks: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)

    def count(self, card: IncomingCard, decision: Decision) -> None:
        """One card that comes in, or whose text does not."""
        if isinstance(decision.verdict, Reason):
            self.leave_out(card.label, decision.verdict)
        else:
            self.verdicts[decision.verdict] += 1
        self.new_reviews += decision.new_reviews
        self.known_reviews += decision.known_reviews
        self.marks += decision.marks
        self.images += card.images
        self.sounds += card.sounds
        if card.fields is not None:
            _count(self.decks, [card.deck])
            _count(self.tags, card.tags)

    def leave_out(self, label: str, reason: Reason) -> None:
        """One card that does not come in."""
        self.left_out[reason] += 1
        examples = self.reasons.setdefault(reason, [])
        if len(examples) < EXAMPLES and (short := _short(label)) not in ("", *examples):
            examples.append(short)

    def told(self) -> dict[str, Any]:
        """As the API gives it."""
        return {
            "cards": {verdict.value: self.verdicts[verdict] for verdict in Verdict},
            "left_out": [
                {"reason": reason.value, "cards": count, "examples": self.reasons[reason]}
                for reason, count in self.left_out.most_common()
            ],
            "reviews": {"new": self.new_reviews, "known": self.known_reviews},
            "marks": self.marks,
            "media": {"images": self.images, "sounds": self.sounds},
            "refused": self.refused,
            "decks": _named(self.decks),
            "tags": _named(self.tags),
        }


def _short(label: str) -> str:
    line = plain_text(label[:LONGEST_LABEL]).text.partition("\n")[0]
    return line[: SHOWN - 1] + "…" if len(line) > SHOWN else line


def _count(counts: Counter[str], names: Iterable[str]) -> None:
    for name in names:
        if name in counts or (len(counts) < MOST_COUNTED and len(name) <= LONGEST_NAME):
            counts[name] += 1


def _named(counts: Counter[str]) -> list[dict[str, Any]]:
    told = ((without_controls(name), count) for name, count in counts.most_common(MOST_NAMES))
    return [{"name": name, "cards": count} for name, count in told if name]
