"""What devices get of each topic, concept and card, with all text rendered."""

from collections.abc import Callable
from typing import Any

from cards.content import forms, questions, shape
from cards.content.completeness import applies
from cards.content.files import Files
from cards.content.rendering import Renderer

Body = dict[str, Any]


def topic_body(topic: shape.Topic) -> Body:
    return {"id": topic.topic, "name": topic.name}


def concept_body(topic: str, concept: shape.Concept, files: Files, renderer: Renderer) -> Body:
    """Links to concepts that are planned but not taught yet stay out until they are."""
    taught = files.named["concept"]
    contrasted = [
        other
        for home, card in files.cards
        if home == concept.id and card.it.form == "contrast"
        for other in card.it.concepts
    ]
    confusable = dict.fromkeys([*concept.confusable, *contrasted])
    facts = concept.model_dump(mode="json", exclude={"summary", "related", "confusable", "origin", "covers"})
    return facts | {
        "topic": topic,
        "summary": renderer.html(concept.summary),
        "related": [other for other in dict.fromkeys(concept.related) if other in taught],
        "confusable": [other for other in confusable if other in taught],
    }


def card_body(card: forms.AnyCard, concept: shape.Concept, files: Files, renderer: Renderer) -> Body:
    """Without its version, which the loader counts."""
    html, others = renderer.html, card.concepts if card.form == "contrast" else []
    return {
        "id": card.id,
        "concept": concept.id,
        "concepts": [other for other in dict.fromkeys(others) if other in files.named["concept"]],
        "applies": applies(card),
        "form": card.form,
        "why": html(card.why),
        "not": html(card.not_) if card.not_ else None,
        "source": (card.source or concept.source).model_dump(),
        "verified_on": (card.verified_on or concept.verified_on).isoformat(),
    } | _asked(card, renderer, html)


def question_body(question: questions.Question, renderer: Renderer) -> Body:
    """Without its version, which the loader counts."""
    html = renderer.html
    facts = question.model_dump(mode="json", exclude={"prompt", "options"})
    options = [
        {"html": html(one.text), "right": one.right, "why": html(one.why), "concept": one.concept}
        for one in question.options
    ]
    return facts | {"prompt": html(question.prompt), "options": options, "choose": question.choose}


def _asked(card: forms.AnyCard, renderer: Renderer, html: Callable[[str], str]) -> Body:
    match card:
        case forms.Answered():
            return {"prompt": html(card.prompt), "answer": html(card.answer)}
        case forms.Cloze():
            prompt, answer = renderer.cloze(card.text)
            return {"prompt": prompt, "answer": answer}
        case forms.Choice():
            options = [
                {"html": html(one.text), "right": one.right, "why": html(one.why)} for one in card.options
            ]
            choose = sum(one.right for one in card.options)
            return {"prompt": html(card.prompt), "options": options, "choose": choose}
        case forms.Compute():
            return _computed(card, html)
        case forms.Order():
            return {"prompt": html(card.prompt), "steps": [html(step) for step in card.steps]}
        case forms.Match():
            pairs = [{"left": html(pair.left), "right": html(pair.right)} for pair in card.pairs]
            return {"prompt": html(card.prompt), "pairs": pairs}


def _computed(card: forms.Compute, html: Callable[[str], str]) -> Body:
    instances = [
        {
            "prompt": html(one.prompt),
            "answer": one.answer,
            "tolerance": float(card.tolerance),
            "unit": card.unit,
            "work": html(one.work),
        }
        for one in card.instances()
    ]
    return {"prompt": instances[0]["prompt"], "instances": instances}
