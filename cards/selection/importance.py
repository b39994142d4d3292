"""How much of an exam each concept stands for."""

from collections import defaultdict
from collections.abc import Mapping


def shares(
    weights: Mapping[str, float], domains: Mapping[str, str], importance: Mapping[str, float]
) -> dict[str, float]:
    """The part of the exam (0..1) that each concept stands for.

    `weights`: percent by domain; `domains` and `importance`: by concept. A domain's concepts share its
    weight / 100 in proportion to their importance. A domain without concepts keeps its weight to itself.
    """
    totals: dict[str, float] = defaultdict(float)
    for concept, domain in domains.items():
        totals[domain] += importance[concept]
    return {
        concept: weights[domain] / 100 * importance[concept] / totals[domain]
        for concept, domain in domains.items()
    }
