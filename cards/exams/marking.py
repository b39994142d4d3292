"""Marks a sitting: all or nothing per question, then by domain, constraint and difficulty."""

from collections.abc import Iterable, Mapping
from math import floor
from typing import Any

from cards.exams.shape import Exam, Question, Sitting, domain_of

Marked = dict[str, Any]
Tally = dict[str, dict[str, int]]


def asked(sitting: Sitting) -> list[str]:
    """The paper's questions in order; of a start that does not name them, those that were answered."""
    return list(dict.fromkeys(sitting["questions"] or sorted(sitting["answers"])))


def mark(sitting: Sitting, questions: Mapping[str, Question], exam: Exam) -> Marked:
    """The whole result. Questions this library does not know are left out of every count, and named."""
    ids = asked(sitting)
    marked = [_marked(questions[one], sitting, exam) for one in ids if one in questions]
    right, count = sum(one["verdict"] == "right" for one in marked), len(marked)
    raw = right / count if count else None
    domains = [domain["id"] for domain in exam["domains"]]
    return {
        "questions": marked,
        "unknown": [one for one in ids if one not in questions],
        "count": count,
        "right": right,
        "raw": raw,
        "by_domain": _tally(marked, "domain", domains),
        "by_constraint": _tally(marked, "constraint"),
        "by_difficulty": _tally(marked, "difficulty"),
        "flagged": [one["id"] for one in marked if one["flagged"]],
        "unsure": [one["id"] for one in marked if one["sure"] is False],
        "confident_errors": [
            one["id"] for one in marked if one["sure"] is True and one["verdict"] == "wrong"
        ],
        "took_ms": sum(one["took_ms"] or 0 for one in marked),
        "scaled": None if raw is None else _scaled(raw, exam),
        "predicted": _compared(raw, sitting["predicted"]),
    }


def _marked(question: Question, sitting: Sitting, exam: Exam) -> Marked:
    given = sitting["answers"].get(question["id"])
    choices = _known(given["choices"], question) if given else []
    return {
        "id": question["id"],
        "verdict": _verdict(question, choices, late=bool(given and given["late"])),
        "choices": choices,
        "domain": domain_of(exam, question["concepts"]),
        "constraint": question["constraint"],
        "difficulty": question["difficulty"],
        "flagged": question["id"] in sitting["flags"],
        "sure": given["sure"] if given else None,
        "took_ms": given["took_ms"] if given else None,
        "retired": question["retired"],
    }


def _known(choices: Iterable[int], question: Question) -> list[int]:
    """A newer text may have fewer options than the one that was answered."""
    return sorted({choice for choice in choices if choice < len(question["options"])})


def _verdict(question: Question, choices: list[int], late: bool) -> str:
    if not choices:
        return "unanswered"
    if late:
        return "late"
    right = [i for i, option in enumerate(question["options"]) if option["right"]]
    return "right" if choices == right else "wrong"


def _tally(marked: Iterable[Marked], by: str, order: Iterable[str] = ()) -> Tally:
    """Counts by name, in the order given, else sorted; what has no name is in none of them."""
    tally: Tally = {}
    for one in marked:
        if one[by] is not None:
            counts = tally.setdefault(str(one[by]), {"count": 0, "right": 0})
            counts["count"] += 1
            counts["right"] += one["verdict"] == "right"
    return {name: tally[name] for name in order or sorted(tally) if name in tally}


def _scaled(raw: float, exam: Exam) -> Marked:
    """How the real exam scales is not known: this takes the score to grow evenly over the whole scale."""
    low, high = exam["scale"]
    score = floor(low + (high - low) * raw + 0.5)
    return {"score": score, "passes": score >= exam["pass_mark"], "assumes": "linear"}


def _compared(raw: float | None, predicted: Mapping[str, float] | None) -> Marked | None:
    if raw is None or predicted is None:
        return None
    mean, low, high = predicted["mean"], predicted["low"], predicted["high"]
    return {
        "mean": mean,
        "low": low,
        "high": high,
        "difference": raw - mean,
        "inside": low <= raw <= high,
    }
