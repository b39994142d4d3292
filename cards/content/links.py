"""What must hold between the files: every id that is named exists, every concept counts once per exam."""

from collections.abc import Iterable, Iterator

from cards.content import shape
from cards.content.blueprint import Exam
from cards.content.defects import Defect, Place
from cards.content.reading import Files, Placed


def link_defects(files: Files) -> Iterator[Defect]:
    """Every broken link. A concept not taught yet may be linked if some exam's importance names it."""
    taught = set(files.named["concept"])
    planned = taught.union(*(exam.it.importance for exam in files.exams))
    for _, concept in files.concepts:
        yield from _concept_links(concept, planned)
    for home, card in files.cards:
        yield from _unknown("concept", card.it.concepts, planned, card.at / "concepts", home)
    for exam in files.exams:
        for i, domain in enumerate(exam.it.domains):
            at = exam.at / "domains" / i
            yield from _unknown("topic", domain.topics, set(files.named["topic"]), at / "topics")
            yield from _unknown("concept", domain.concepts, planned, at / "concepts")
        yield from _idle_importance(exam, files, taught)


def _concept_links(concept: Placed[shape.Concept], known: set[str]) -> Iterator[Defect]:
    yield from _unknown("concept", concept.it.related, known, concept.at / "related", concept.it.id)
    yield from _unknown("concept", concept.it.confusable, known, concept.at / "confusable", concept.it.id)


def _unknown(what: str, ids: Iterable[str], known: set[str], at: Place, home: str = "") -> Iterator[Defect]:
    for i, one in enumerate(ids):
        if one == home:
            yield at.defect(f"The {what} '{one}' links to itself", "Remove the link.", [i])
        elif one not in known:
            yield at.defect(f"There is no {what} '{one}'", "Mend the id or remove it.", [i])


def _idle_importance(exam: Placed[Exam], files: Files, taught: set[str]) -> Iterator[Defect]:
    mapped = domains_of(exam.it, files)
    for concept in exam.it.importance:
        if concept in taught and concept not in mapped:
            yield exam.at.defect(
                f"'{concept}' has an importance but is in no domain of this exam",
                "Add the concept or its topic to a domain, or remove the line.",
                ["importance", concept],
            )


def domains_of(exam: Exam, files: Files) -> dict[str, str]:
    """Domain by taught concept. A concept named by itself belongs where it is named, whatever its topic."""
    by_topic = {topic: domain.id for domain in exam.domains for topic in domain.topics}
    alone = {concept: domain.id for domain in exam.domains for concept in domain.concepts}
    found = {}
    for topic, concept in files.concepts:
        domain = alone.get(concept.it.id) or by_topic.get(topic)
        if domain:
            found[concept.it.id] = domain
    return found
