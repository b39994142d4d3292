"""What finished sittings bring forward: cards to see again, and counts for the estimate of weakness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cards.exams.marking import mark
from cards.exams.shape import Card, Exam, Question, Sitting

CALLED_DAYS = 14  # then a card waits for its ordinary turn again


@dataclass(frozen=True)
class Finished:
    """A sitting with a finish, and the study day of it."""

    id: str
    day: int
    sitting: Sitting


@dataclass(frozen=True)
class Verdict:
    """How a question went in the latest sitting that asked it."""

    question: Question
    day: int
    verdict: str
    choices: list[int]


def verdicts(
    finished: Iterable[Finished], questions: Mapping[str, Question], exams: Mapping[str, Exam]
) -> dict[str, Verdict]:
    """By question, over all exams this library knows; a later sitting replaces what an earlier one said."""
    found: dict[str, Verdict] = {}
    for one in sorted(finished, key=lambda one: (one.sitting["finished_at"], one.id)):
        exam = exams.get(one.sitting["exam"])
        for told in mark(one.sitting, questions, exam)["questions"] if exam else ():
            question = questions[told["id"]]
            found[told["id"]] = Verdict(question, one.day, told["verdict"], told["choices"])
    return found


def called(told: Mapping[str, Verdict], cards: Sequence[Card]) -> dict[str, int]:
    """Study day by card: the cards of all concepts of each question that did not go right, and where a wrong
    option was a confusion, the contrast of the two. The latest day counts.
    """
    days: dict[str, int] = {}
    for verdict in told.values():
        if verdict.verdict != "right":
            confused = set(_confused(verdict))
            for card in cards:
                if not card["retired"] and _concerns(card, verdict.question["concepts"], confused):
                    days[card["id"]] = max(verdict.day, days.get(card["id"], verdict.day))
    return dict(sorted(days.items()))


def _confused(verdict: Verdict) -> Iterator[str]:
    for choice in verdict.choices:
        option = verdict.question["options"][choice]
        if not option["right"] and (concept := option.get("concept")):
            yield concept


def _concerns(card: Card, concepts: Sequence[str], confused: set[str]) -> bool:
    """A contrast card names one concept as its own and the others beside it, in either direction."""
    if card["concept"] in concepts:
        return True
    return card["concept"] in confused and concepts[0] in card["concepts"]


def still_called(days: Mapping[str, int], last_day: Mapping[str, int], today: int) -> dict[str, int]:
    """Without the cards reviewed since (`last_day` by card), or called too long ago."""
    return {
        card: day
        for card, day in days.items()
        if today - day < CALLED_DAYS and last_day.get(card, day - 1) < day
    }


def evidence(told: Mapping[str, Verdict], topics: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """By the topic of the first concept: questions answered in time, and those of them that were right."""
    counts: dict[str, dict[str, int]] = {}
    for verdict in told.values():
        topic = topics.get(verdict.question["concepts"][0])
        if topic is not None and verdict.verdict in ("right", "wrong"):
            count = counts.setdefault(topic, {"n": 0, "ok": 0})
            count["n"] += 1
            count["ok"] += verdict.verdict == "right"
    return dict(sorted(counts.items()))
