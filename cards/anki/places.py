"""Where each concept stands among a learner's exams: its deck, its tags, and its turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cards.content.models import Exam

ROOT = "Cardinal"
OWN_DECK, OTHER_DECK = f"{ROOT}::Own cards", f"{ROOT}::Other cards"
Blueprint = Mapping[str, Any]


class Home(NamedTuple):
    """Where a card goes."""

    deck: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """The exams whose cards are wanted, each as devices get it, the learner's choice first."""

    exams: Sequence[Blueprint]
    domain: str = ""  # only this one of theirs

    def exam_of(self, concept: str) -> Blueprint | None:
        """The first exam that asks for it."""
        return next((exam for exam in self.exams if self._asks_for(exam, concept)), None)

    def turn(self, concept: str) -> tuple[int, int, int, str]:
        """By exam, by domain, the weightiest first."""
        for place, exam in enumerate(self.exams):
            if self._asks_for(exam, concept):
                mapped = exam["concepts"][concept]
                domains = [domain["id"] for domain in exam["domains"]]
                return place, domains.index(mapped["domain"]), -mapped["importance"], concept
        return len(self.exams), 0, 0, concept

    def home(self, concept: str, topic: str) -> Home:
        """Deck by exam and domain; tags by topic and by every wanted exam that asks for it."""
        exam = self.exam_of(concept)
        if exam is None:
            return Home(OTHER_DECK, (f"cardinal::topic::{topic}",))
        domain = exam["concepts"][concept]["domain"]
        name = next(one["name"] for one in exam["domains"] if one["id"] == domain)
        asking = (f"cardinal::exam::{one['id']}" for one in self.exams if self._asks_for(one, concept))
        return Home(f"{ROOT}::{exam['code']}::{_one_level(name)}", (f"cardinal::topic::{topic}", *asking))

    def _asks_for(self, exam: Blueprint, concept: str) -> bool:
        mapped = exam["concepts"].get(concept)
        return mapped is not None and (not self.domain or mapped["domain"] == self.domain)


def learners_exams(chosen: Any) -> list[Blueprint]:
    """The exams in the learner's setting, in its order; every one there is while none is chosen."""
    ids = [one for one in chosen if isinstance(one, str)] if isinstance(chosen, list) else []
    live = {exam.pk: exam.body for exam in Exam.objects.filter(retired=False).order_by("pk")}
    return [live[one] for one in ids if one in live] or list(live.values())


def one_exam(exam: str) -> list[Blueprint]:
    """That exam, if there is one."""
    return [found.body for found in Exam.objects.filter(pk=exam)]


def _one_level(name: str) -> str:
    """Two colons would begin a deck within the deck."""
    return name.replace("::", ": ")
