"""What devices get of an exam: its facts, how far the library covers it, and what each concept counts."""

from dataclasses import dataclass
from typing import Any

from cards.content.blueprint import COVERED, Domain, Exam
from cards.content.files import Files
from cards.content.links import domains_of, planned, taught
from cards.selection.importance import shares

DEFAULT_IMPORTANCE = 2
NOT_SENT = {"domains", "importance", "reasons", "certainty", "without"}  # or not in this form


@dataclass(frozen=True)
class Mapping:
    """Domain and importance by concept, planned or taught."""

    domains: dict[str, str]
    importance: dict[str, int]
    reasons: dict[str, str]  # of staples only
    taught: set[str]

    def taught_share(self, domain: str) -> float:
        """The part of the domain's planned concepts, weighed by importance, that can be learned already."""
        members = [concept for concept, home in self.domains.items() if home == domain]
        whole = sum(self.importance[concept] for concept in members)
        return (
            sum(self.importance[concept] for concept in members if concept in self.taught) / whole
            if whole
            else 0
        )

    def untaught(self, domain: str) -> list[str]:
        return [one for one, home in self.domains.items() if home == domain and one not in self.taught]


def mapping(exam: Exam, files: Files) -> Mapping:
    domains = domains_of(exam, planned(files))
    given = {concept: weight for group in exam.importance.values() for concept, weight in group.items()}
    importance = {concept: given.get(concept, DEFAULT_IMPORTANCE) for concept in domains}
    reasons = {concept: reason for group in exam.reasons.values() for concept, reason in group.items()}
    return Mapping(domains, importance, reasons, set(taught(files)))


def exam_body(exam: Exam, files: Files) -> dict[str, Any]:
    mapped = mapping(exam, files)
    domains = {concept: home for concept, home in mapped.domains.items() if concept in mapped.taught}
    share = shares({domain.id: domain.weight for domain in exam.domains}, domains, mapped.importance)
    facts = exam.model_dump(mode="json", exclude=NOT_SENT)
    return facts | {
        "domains": [domain_body(domain, mapped) for domain in exam.domains],
        "concepts": {
            one: {"domain": domains[one], "importance": mapped.importance[one], "share": round(share[one], 9)}
            | ({"reason": mapped.reasons[one]} if one in mapped.reasons else {})
            for one in sorted(domains)
        },
    }


def domain_body(domain: Domain, mapped: Mapping) -> dict[str, Any]:
    """A domain with concepts still to be written promises no task in full, whatever its file says."""
    missing = len(mapped.untaught(domain.id))
    tasks = [task.model_dump() | {"missing": task.missing or ""} for task in domain.tasks]
    for task in tasks:
        if missing and task["coverage"] == "full":
            task |= {
                "coverage": "partial",
                "missing": f"Concepts of this domain still to be written: {missing}.",
            }
    planned_coverage = sum(COVERED[task.coverage] for task in domain.tasks) / len(domain.tasks)
    return {
        "id": domain.id,
        "name": domain.name,
        "weight": domain.weight,
        "tasks": tasks,
        "coverage": round(planned_coverage * mapped.taught_share(domain.id), 2),
    }
