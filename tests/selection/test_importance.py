"""Each domain's concepts share its weight in proportion to their importance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.selection.importance import shares


def test_a_staple_counts_three_times_a_rarity() -> None:
    share = shares({"a": 20, "b": 80}, {"x": "a", "y": "a", "z": "b"}, {"x": 3, "y": 1, "z": 1})
    assert share == pytest.approx({"x": 0.15, "y": 0.05, "z": 0.8})


def test_a_domain_without_concepts_keeps_its_weight() -> None:
    assert shares({"a": 20, "b": 80}, {"x": "a"}, {"x": 2}) == pytest.approx({"x": 0.2})


@given(st.dictionaries(st.text(min_size=1), st.tuples(st.sampled_from("abc"), st.integers(1, 3)), min_size=1))
def test_every_domain_that_is_taught_sums_to_its_weight(concepts: dict[str, tuple[str, int]]) -> None:
    weights = {"a": 20.0, "b": 30.0, "c": 50.0}
    domains = {concept: home for concept, (home, _) in concepts.items()}
    share = shares(weights, domains, {concept: weight for concept, (_, weight) in concepts.items()})
    for domain in set(domains.values()):
        total = sum(share[concept] for concept in concepts if domains[concept] == domain)
        assert total == pytest.approx(weights[domain] / 100)
