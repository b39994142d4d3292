"""Why an exam counts a concept as a staple: each importance of 3 has a reason, and nothing else has one."""

from collections.abc import Iterator

from cards.content.blueprint import STAPLE, Exam
from cards.content.defects import Defect
from cards.content.files import Files, Placed


def reason_defects(files: Files) -> Iterator[Defect]:
    for exam in files.exams:
        yield from _missing(exam)
        yield from _idle(exam)


def _missing(exam: Placed[Exam]) -> Iterator[Defect]:
    for topic, group in exam.it.importance.items():
        for concept, importance in group.items():
            if importance == STAPLE and concept not in exam.it.reasons.get(topic, {}):
                what = f"'{concept}' counts {STAPLE} without a reason"
                mend = f"Say why under reasons: {topic}, or lower it."
                yield exam.at.defect(what, mend, ["importance", topic, concept])


def _idle(exam: Placed[Exam]) -> Iterator[Defect]:
    for topic, group in exam.it.reasons.items():
        for concept in group:
            if exam.it.importance.get(topic, {}).get(concept) != STAPLE:
                what = f"A reason is given for '{concept}', which does not count {STAPLE} under '{topic}'"
                mend = f"Remove the reason, move it to the concept's topic, or give the concept a {STAPLE}."
                yield exam.at.defect(what, mend, ["reasons", topic, concept])
