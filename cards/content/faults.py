"""Defects of writing that a program can tell reliably: what a card must not be, whatever it teaches."""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from cards.content import cloze, forms, texts
from cards.content.defects import Defect, Place
from cards.content.files import Files

Found = Iterator[tuple[str, str]]

MOST_WORDS = 25
STALE_DAYS = 180
NEAR = 0.6  # of their words shared
NUMBERS = "three|four|five|six|seven|eight|nine|ten|[3-9]|all"
LIST = re.compile(
    rf"\b(?:name|list|enumerate|recite|give|state)\s+(?:the\s+|at least\s+|any\s+)?(?:{NUMBERS})\b"
    rf"|\bwhat are the (?:{NUMBERS})\b",
    re.I,
)
YES_NO = re.compile(
    r"(?:^|[.!:]\s+)(?:is|are|was|were|do|does|did|can|could|should|will|would|has|have|must|may)\b[^.?]*\?\s*$",
    re.I,
)
REASONED = re.compile(r"\b(?:why|how|or|which|what|when)\b", re.I)
ABOVE = re.compile(r"\b(?:all|none|both|neither) of (?:the above|these)\b", re.I)
SHOUTED = re.compile(r"\b(?:NOT|EXCEPT|LEAST|NEVER)\b")


def long_answer(card: forms.AnyCard) -> Found:
    if isinstance(card, forms.Answered) and (count := len(texts.words(card.answer))) > MOST_WORDS:
        yield f"The answer has {count} words", f"Say one idea in at most {MOST_WORDS}, or split the card."


def yes_or_no(card: forms.AnyCard) -> Found:
    """Half of the guesses are right; with 'why' or 'how' in the question they are not enough."""
    if isinstance(card, forms.Answered) and YES_NO.search(card.prompt) and not REASONED.search(card.prompt):
        yield "The prompt can be answered by yes or no", "Ask which, why or how."


def list_to_recite(card: forms.AnyCard) -> Found:
    if isinstance(card, forms.Answered) and (found := LIST.search(card.prompt)):
        yield f"'{found[0]}' asks for a list", "Ask for one thing a card, or make it an order or match card."


def longest_is_right(card: forms.AnyCard) -> Found:
    if isinstance(card, forms.Choice):
        right = min(len(option.text) for option in card.options if option.right)
        wrong = max(len(option.text) for option in card.options if not option.right)
        if right > 1.5 * wrong and right - wrong > 20:
            yield "The right option is the longest by far", "Shorten it, or say the others as fully."


def loose_options(card: forms.AnyCard) -> Found:
    if isinstance(card, forms.Choice):
        for option in card.options:
            if found := ABOVE.search(option.text):
                yield f"An option says '{found[0]}'", "Write an option that is right in another situation."


def shouting(card: forms.AnyCard) -> Found:
    if found := SHOUTED.search(texts.asked(card)):
        yield f"The prompt asks by a negative in capitals ({found[0]})", "Ask for what does hold."


def leaking_blank(card: forms.AnyCard) -> Found:
    if isinstance(card, forms.Cloze):
        shown = texts.content_words(cloze.BLANK.sub(" ", card.text))
        for hidden in cloze.blanks(card.text):
            wanted = texts.content_words(hidden)
            if wanted and wanted <= shown:
                yield f"The hidden '{hidden}' also stands in the open", "Say the rest without it."


CHECKS: tuple[Callable[[forms.AnyCard], Found], ...] = (
    long_answer, yes_or_no, list_to_recite, longest_is_right, loose_options, shouting, leaking_blank,
)  # fmt: skip


def faults(files: Files) -> Iterator[Defect]:
    """All of them, card by card, then the cards that ask the same twice."""
    for _, card in files.cards:
        for check in CHECKS:
            for what, mend in check(card.it):
                yield card.at.defect(what, mend)
    yield from near_duplicates([(card.it, card.at) for _, card in files.cards])


def near_duplicates(cards: list[tuple[forms.AnyCard, Place]]) -> Iterator[Defect]:
    """Cards with one answer whose prompts share most of their words."""
    by_answer: dict[str, list[tuple[forms.AnyCard, Place, set[str]]]] = defaultdict(list)
    for card, at in cards:
        answer = " ".join(word for text in texts.answers(card) for word in texts.words(text))
        prompt = texts.content_words(cloze.BLANK.sub(" ", texts.asked(card)))
        for other, there, said in by_answer[answer] if answer else []:
            if len(prompt & said) >= NEAR * len(prompt | said):
                where = f"{there.file}:{there.line()}"
                yield at.defect(
                    f"This asks nearly what {other.id} asks ({where})", "Keep one, or ask another side."
                )
        by_answer[answer].append((card, at, prompt))


def stale(files: Files, today: datetime.date) -> Iterator[Defect]:
    """Remarks, not defects: time alone must not break a build."""
    dated = [(concept.it.verified_on, concept.at) for _, concept in files.concepts]
    dated += [(card.it.verified_on, card.at) for _, card in files.cards if card.it.verified_on]
    dated += [(question.it.verified_on, question.at) for _, question in files.questions]
    dated += [(exam.it.verified_on, exam.at) for exam in files.exams]
    for day, at in dated:
        if (today - day).days > STALE_DAYS:
            yield at.defect(
                f"Verified on {day}, more than {STALE_DAYS} days ago", "Look it up again.", ["verified_on"]
            )
