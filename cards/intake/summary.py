"""What an import does or would do, counted as the learner is told it.

Of pictures and sounds `media_taken` says how many files the cards with a new text bring along, as
{"images": 12, "sounds": 1}, and `media_left` how many files stay behind and why, as
[{"reason": a sentence, "count": 3, "names": up to EXAMPLES of them}], the commonest reason first.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from cards.intake.deciding import Decision, Verdict
from cards.intake.incoming import IncomingCard, LeftBehind, Reason
from cards.intake.plain_text import plain_text, without_controls
from cards.media.references import Reference

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
    taken: set[str] = field(default_factory=set)  # files
    left_behind: dict[str, dict[str, None]] = field(default_factory=dict)  # reason -> names, in order
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
        if decision.verdict in (Verdict.NEW, Verdict.UPDATED):
            self.taken.update(card.media)
        if card.left_behind:
            self._leave_behind(card.left_behind)
        if card.fields is not None:
            _count(self.decks, [card.deck])
            _count(self.tags, card.tags)

    def leave_out(self, label: str, reason: Reason) -> None:
        """One card that does not come in."""
        self.left_out[reason] += 1
        examples = self.reasons.setdefault(reason, [])
        if len(examples) < EXAMPLES and (short := _short(label)) not in ("", *examples):
            examples.append(short)

    def _leave_behind(self, left: Iterable[LeftBehind]) -> None:
        for name, reason in left:
            names = self.left_behind.setdefault(reason, {})
            if len(names) < MOST_COUNTED:
                names[name[:LONGEST_NAME]] = None

    def told(self) -> dict[str, Any]:
        """As the API gives it."""
        sounds = sum(Reference(name).is_sound for name in self.taken)
        return {
            "cards": {verdict.value: self.verdicts[verdict] for verdict in Verdict},
            "left_out": [
                {"reason": reason.value, "cards": count, "examples": self.reasons[reason]}
                for reason, count in self.left_out.most_common()
            ],
            "reviews": {"new": self.new_reviews, "known": self.known_reviews},
            "marks": self.marks,
            "media_taken": {"images": len(self.taken) - sounds, "sounds": sounds},
            "media_left": _behind(self.left_behind),
            "refused": self.refused,
            "decks": _named(self.decks),
            "tags": _named(self.tags),
        }


def _short(label: str) -> str:
    line = plain_text(label[:LONGEST_LABEL]).text.partition("\n")[0]
    return line[: SHOWN - 1] + "…" if len(line) > SHOWN else line


def _behind(left: dict[str, dict[str, None]]) -> list[dict[str, Any]]:
    told = []
    for reason, names in sorted(left.items(), key=lambda one: -len(one[1])):
        shown = (short for name in names if (short := _short_name(name)))
        told.append({"reason": reason, "count": len(names), "names": list(islice(shown, EXAMPLES))})
    return told


def _short_name(name: str) -> str:
    """The end of a file's name tells its kind, so what is cut is the middle."""
    name = without_controls(name)
    return f"{name[: SHOWN // 2]}…{name[1 - SHOWN // 2 :]}" if len(name) > SHOWN else name


def _count(counts: Counter[str], names: Iterable[str]) -> None:
    for name in names:
        if name in counts or (len(counts) < MOST_COUNTED and len(name) <= LONGEST_NAME):
            counts[name] += 1


def _named(counts: Counter[str]) -> list[dict[str, Any]]:
    told = ((without_controls(name), count) for name, count in counts.most_common(MOST_NAMES))
    return [{"name": name, "cards": count} for name, count in told if name]
