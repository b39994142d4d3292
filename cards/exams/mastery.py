"""Whether a concept is mastered: recalled, and applied to a decision; recall alone is not enough."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cards.exams.calling import Verdict
from cards.exams.shape import Card

Test = Callable[[str], bool]


def mastery(
    topics: Mapping[str, str],
    cards: Sequence[Card],
    told: Mapping[str, Verdict],
    recalled: Test,
    passed: Test,
) -> dict[str, dict[str, dict[str, Any]]]:
    """By concept and by topic. `topics` is topic by concept, of all concepts that count; `recalled` says of a
    card that it would probably be recalled now, `passed` that its last grade was no failure.
    """
    taught = [card for card in cards if not card["retired"]]
    known = {card["concept"] for card in taught if recalled(card["id"])}
    decided = {card["concept"] for card in taught if card["applies"] and passed(card["id"])}
    for verdict in told.values():
        decided.update(verdict.question["concepts"] if verdict.verdict == "right" else ())
    concepts = {one: _reached(one in known, one in decided) for one in topics}
    return {"concepts": concepts, "topics": _by_topic(topics, concepts)}


def _reached(recalled: bool, applied: bool) -> dict[str, Any]:
    return {"recalled": recalled, "applied": applied, "mastered": recalled and applied}


def _by_topic(
    topics: Mapping[str, str], concepts: Mapping[str, Mapping[str, bool]]
) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for concept, topic in topics.items():
        counts = found.setdefault(topic, {"count": 0, "recalled": 0, "applied": 0, "mastered": 0})
        counts["count"] += 1
        for name in ("recalled", "applied", "mastered"):
            counts[name] += concepts[concept][name]
    return found
