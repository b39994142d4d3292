"""What a learner's practice exams tell selection."""

from collections.abc import Mapping

from cards.content.models import Question
from cards.exams.calling import Finished, called, evidence, verdicts
from cards.exams.shape import Card
from cards.scheduling.order import State
from cards.scheduling.study_day import study_day
from cards.study.assembly import Evidence
from cards.study.outline import Outline

NOTHING = Evidence({}, {})


def practised(sittings: Mapping[str, State], outline: Outline, tz: int) -> Evidence:
    """Cards that wrong answers call, and topics that answers speak of. `tz`: minutes east of UTC."""
    finished = [
        Finished(name, study_day(sitting["finished_at"], tz), sitting)
        for name, sitting in sittings.items()
        if sitting["finished_at"] is not None and sitting["started_at"] is not None
    ]
    if not finished:
        return NOTHING
    questions = dict(Question.objects.filter(id__in=_asked(finished)).values_list("id", "body"))
    known = {name: body | {"retired": False} for name, body in questions.items()}
    told = verdicts(finished, known, outline.exams)
    cards: list[Card] = [
        {"id": one.id, "retired": False, "concept": one.concept, "concepts": one.concepts, "applies": False}
        for one in outline.cards
    ]
    topics = {card.concept: card.topic for card in outline.cards}
    counts = evidence(told, topics)
    return Evidence(called(told, cards), {topic: (of["n"], of["ok"]) for topic, of in counts.items()})


def _asked(finished: list[Finished]) -> set[str]:
    """Every question that a paper holds or that was answered."""
    return {
        question
        for one in finished
        for question in [*(one.sitting.get("questions") or []), *one.sitting["answers"]]
    }
