"""What a card says, by the part it plays: what it asks, what it wants to hear, everything."""

import re

from cards.content import cloze, forms

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
STOP = frozenset(
    """a an and are as at be been but by can do does each for from had has have how i if in into is it its
    most not of on one or so than that the their them then there these this to was were what when where
    which while who why will with would you your""".split()  # noqa: SIM905  (a list would be a page long)
)


def asked(card: forms.AnyCard) -> str:
    return card.text if isinstance(card, forms.Cloze) else card.prompt


def answers(card: forms.AnyCard) -> list[str]:
    """What a learner should come up with."""
    match card:
        case forms.Answered():
            return [card.answer]
        case forms.Cloze():
            return cloze.blanks(card.text)
        case forms.Choice():
            return [option.text for option in card.options if option.right]
        case forms.Order():
            return list(card.steps)
        case forms.Match():
            return [pair.right for pair in card.pairs]
        case forms.Compute():
            return []


def everything(card: forms.AnyCard) -> str:
    """All text of the card, for words that excuse or accuse it."""
    more = [option.why for option in card.options] if isinstance(card, forms.Choice) else []
    return " ".join([asked(card), *answers(card), *more, card.why, card.not_ or ""])


def words(text: str) -> list[str]:
    """Plain words; a formula counts as one."""
    return [word.casefold() for word in WORD.findall(re.sub(r"\$\$?.+?\$\$?", " formula ", text))]


def content_words(text: str) -> set[str]:
    """The words that carry the meaning, bent to a common ending."""
    return {stem(word) for word in words(text) if word not in STOP}


def stem(word: str) -> str:
    return re.sub(r"(ies|ing|ed|es|s|y|e)$", "", word) if len(word) > 4 else word
