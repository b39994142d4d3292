"""Defects of practice questions that a program can tell: links, keys given away, old names."""

from collections.abc import Iterator

from cards.content import names, texts
from cards.content.defects import Defect, Path
from cards.content.faults import ABOVE, NEAR, SHOUTED, Found
from cards.content.files import Files, Placed
from cards.content.links import taught
from cards.content.questions import Question

LONGEST_KEY = 1.3  # times the longest wrong option


def question_defects(files: Files) -> Iterator[Defect]:
    """All of them but old names, question by question, then the questions that ask the same twice."""
    homes = taught(files)
    for topic, question in files.questions:
        yield from _links(question, topic, homes)
        for what, mend in _writing(question.it):
            yield question.at.defect(what, mend)
    yield from _twins(files)


def _links(question: Placed[Question], topic: str, homes: dict[str, str]) -> Iterator[Defect]:
    named: list[tuple[Path, str]] = [
        (("concepts", i), concept) for i, concept in enumerate(question.it.concepts)
    ]
    for i, option in enumerate(question.it.options):
        named += [(("options", i, "concept"), option.concept)] if option.concept else []
    for loc, concept in named:
        if concept not in homes:
            yield question.at.defect(f"There is no concept '{concept}'", "Mend the id or remove it.", loc)
    first = question.it.concepts[0]
    if homes.get(first, topic) != topic:
        what = f"Its first concept '{first}' belongs to the topic '{homes[first]}'"
        yield question.at.defect(what, "Move the question there, or name another first.", ["concepts", 0])


def _writing(question: Question) -> Found:
    right = max(len(option.text) for option in question.options if option.right)
    wrong = max(len(option.text) for option in question.options if not option.right)
    if right > LONGEST_KEY * wrong:
        what = f"A right option is the longest by far ({right} characters; the longest wrong one has {wrong})"
        yield what, "Shorten it, or say the wrong ones as fully."
    for option in question.options:
        if found := ABOVE.search(option.text):
            yield f"An option says '{found[0]}'", "Write an option that is right in another situation."
    if found := SHOUTED.search(question.prompt):
        yield f"The prompt asks by a negative in capitals ({found[0]})", "Ask for what does hold."


def _twins(files: Files) -> Iterator[Defect]:
    """Prompts that share most of their words, whatever their options."""
    before: list[tuple[Placed[Question], set[str]]] = []
    for _, question in files.questions:
        said = texts.content_words(question.it.prompt)
        for other, words in before:
            if len(said & words) >= NEAR * len(said | words):
                what = f"This asks nearly what {other.it.id} asks ({other.at.file}:{other.at.line()})"
                yield question.at.defect(what, "Keep one, or ask another decision.")
        before.append((question, said))


def outdated(table: list[names.Changed], files: Files) -> Iterator[tuple[names.Changed, Defect]]:
    """Where a question teaches an old name as current, while none of its concepts says so."""
    changing = {concept.it.id for _, concept in files.concepts if concept.it.status}
    for _, question in files.questions:
        if changing.isdisjoint(question.it.concepts):
            right, everything = _said(question.it)
            for changed in table:
                if changed.taught_as_current(right, everything):
                    yield changed, question.at.defect(changed.told, changed.mend)


def _said(question: Question) -> tuple[str, str]:
    right = " ".join(option.text for option in question.options if option.right)
    whys = [f"{option.text}. {option.why}" for option in question.options]
    return right, " ".join([question.prompt, *whys])
