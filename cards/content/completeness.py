"""Whether a concept is taught whole: from two sides at least, each finer point, and one decision to take."""

from collections.abc import Iterator

from cards.content import forms, shape
from cards.content.defects import Defect, Place
from cards.content.files import Files
from cards.content.links import domains_of, planned

FEWEST_CARDS = 2
APPLYING = {"contrast", "choice", "compute", "order"}


def applies(card: forms.AnyCard) -> bool:
    """Whether the card asks for a decision, a reason, a comparison or a computation."""
    return card.form in APPLYING if card.applies is None else card.applies


def unasked(files: Files) -> Iterator[Defect]:
    """Remarks: concepts that no exam counts, probably forgotten in its domains."""
    plan = planned(files)
    asked = {concept for exam in files.exams for concept in domains_of(exam.it, plan)}
    for _, concept in files.concepts:
        if concept.it.id not in asked:
            mend = "Add it or its topic to a domain of an exam that asks for it."
            yield concept.at.defect(f"No exam asks for '{concept.it.id}'", mend)


def gaps(files: Files) -> Iterator[Defect]:
    """What a concept still lacks: remarks, for a half-written library is no broken one."""
    for _, concept in files.concepts:
        cards = [card.it for home, card in files.cards if home == concept.it.id]
        yield from _gaps(concept.it, concept.at, cards)


def _gaps(concept: shape.Concept, at: Place, cards: list[forms.AnyCard]) -> Iterator[Defect]:
    if len(cards) < FEWEST_CARDS:
        yield at.defect(f"'{concept.id}' is asked by too few cards", f"Write at least {FEWEST_CARDS}.")
    if not any(applies(card) for card in cards):
        mend = "Write one that asks for a decision, a reason, a comparison or a computation (applies: true)."
        yield at.defect(f"No card of '{concept.id}' applies it", mend)
    taught = {card.covers for card in cards}
    for i, point in enumerate(concept.covers):
        if point not in taught:
            mend = "Write a card that teaches it and says so with 'covers'."
            yield at.defect(f"No card teaches the finer point '{point}'", mend, ["covers", i])
