"""What must hold between the files: every id that is named exists, every concept counts once per exam."""

from collections.abc import Collection, Iterable, Iterator

from cards.content import shape
from cards.content.blueprint import Exam
from cards.content.defects import Defect, Place
from cards.content.files import Files, Placed


def planned(files: Files) -> dict[str, str]:
    """Topic by concept, of all concepts: taught already or only named by some exam's importance."""
    plan = {
        concept: topic
        for exam in files.exams
        for topic, group in exam.it.importance.items()
        for concept in group
    }
    return plan | dict.fromkeys(files.named["concept"], "") | taught(files)


def taught(files: Files) -> dict[str, str]:
    """Topic by concept, of those with a home in a topic file."""
    return {concept.it.id: topic for topic, concept in files.concepts}


def domains_of(exam: Exam, plan: dict[str, str]) -> dict[str, str]:
    """Domain by concept of `plan`. A concept named by itself belongs there, whatever its topic."""
    by_topic = {topic: domain.id for domain in exam.domains for topic in domain.topics}
    alone = {concept: domain.id for domain in exam.domains for concept in domain.concepts}
    found = {concept: alone.get(concept) or by_topic.get(topic) for concept, topic in plan.items()}
    return {concept: domain for concept, domain in found.items() if domain and concept not in exam.without}


def link_defects(files: Files) -> Iterator[Defect]:
    """Every broken link. A planned concept may be linked before it is taught."""
    plan = planned(files)
    yield from _unknown_points(files)
    for _, concept in files.concepts:
        yield from _concept_links(concept, plan)
    for home, card in files.cards:
        yield from _unknown("concept", card.it.concepts, plan, card.at / "concepts", home)
    for exam in files.exams:
        yield from _exam_links(exam, files, plan)


def _concept_links(concept: Placed[shape.Concept], known: Collection[str]) -> Iterator[Defect]:
    yield from _unknown("concept", concept.it.related, known, concept.at / "related", concept.it.id)
    yield from _unknown("concept", concept.it.confusable, known, concept.at / "confusable", concept.it.id)


def _exam_links(exam: Placed[Exam], files: Files, plan: dict[str, str]) -> Iterator[Defect]:
    topics = files.named["topic"]
    for i, domain in enumerate(exam.it.domains):
        at = exam.at / "domains" / i
        yield from _unknown("topic", domain.topics, topics, at / "topics")
        yield from _unknown("concept", domain.concepts, plan, at / "concepts")
    yield from _unknown("concept", exam.it.without, plan, exam.at / "without")
    mapped = domains_of(exam.it, plan)
    for topic, group in exam.it.importance.items():
        at = exam.at / "importance" / topic
        if topic not in topics:
            yield at.defect(f"There is no topic '{topic}'", "Mend the id or remove it.")
        for concept in group:
            if plan[concept] not in (topic, ""):
                yield at.defect(
                    f"'{concept}' is a concept of the topic '{plan[concept]}'",
                    "Move the line there.",
                    [concept],
                )
            elif concept not in mapped:
                mend = "Add the concept or its topic to a domain, or remove the line."
                yield at.defect(f"'{concept}' is in no domain of this exam", mend, [concept])


def _unknown(
    what: str, ids: Iterable[str], known: Collection[str], at: Place, home: str = ""
) -> Iterator[Defect]:
    for i, one in enumerate(ids):
        if one == home:
            yield at.defect(f"The {what} '{one}' links to itself", "Remove the link.", [i])
        elif one not in known:
            yield at.defect(f"There is no {what} '{one}'", "Mend the id or remove it.", [i])


def _unknown_points(files: Files) -> Iterator[Defect]:
    """Cards that claim to teach a finer point which their concept does not list."""
    points = {concept.it.id: concept.it.covers for _, concept in files.concepts}
    for home, card in files.cards:
        if card.it.covers and card.it.covers not in points.get(home, [card.it.covers]):
            what = f"The concept lists no finer point '{card.it.covers}'"
            yield card.at.defect(what, "Copy the point's exact words, or list it in the concept.", ["covers"])
