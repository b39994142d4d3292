"""Papers follow the blueprint, do not overlap, are alike, and say what they lack."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.exams.papers import Paper, Shortage, Wish, draw, minutes_for
from cards.exams.shape import Exam, Question, domain_of
from cards.selection.seats import seats, seats_up_to
from tests.exams.questions import WEIGHTS, a_bank, a_question, an_exam

FULL = Wish("full")
ENOUGH = {"data": 53, "explore": 66, "model": 95, "operate": 53}
EXAM = an_exam()
BANK = a_bank(EXAM, ENOUGH)
BY_ID = {question["id"]: question for question in BANK}


def paper(
    wish: Wish = FULL,
    *,
    seen: Mapping[str, int] | None = None,
    seed: int = 1,
    bank: list[Question] = BANK,
    exam: Exam = EXAM,
    topics: dict[str, str] | None = None,
) -> list[str]:
    found = draw(exam, bank, seen or {}, seed, wish, topics or {})
    assert isinstance(found, Paper), found
    return found.questions


def shortage(
    wish: Wish = FULL, *, bank: list[Question], topics: dict[str, str] | None = None
) -> dict[str, int]:
    found = draw(EXAM, bank, {}, 1, wish, topics or {})
    assert isinstance(found, Shortage)
    return found.lacking


def by_domain(ids: list[str]) -> dict[str, int]:
    return Counter(domain_of(EXAM, BY_ID[one]["concepts"]) or "" for one in ids)


def four_papers(seed: int, bank: list[Question] = BANK) -> list[list[str]]:
    seen: dict[str, int] = {}
    papers = []
    for turn in range(4):
        papers.append(paper(seen=seen, seed=seed + turn, bank=bank))
        seen |= dict.fromkeys(papers[-1], turn)
    return papers


def test_a_full_paper_is_the_exam_in_small() -> None:
    assert by_domain(paper()) == {"data": 13, "explore": 16, "model": 23, "operate": 13}


def test_the_same_seed_draws_the_same_paper_and_another_seed_another() -> None:
    assert paper(seed=7) == paper(seed=7)
    assert set(paper(seed=7)) != set(paper(seed=8))


def test_the_order_of_the_bank_does_not_matter() -> None:
    assert sorted(paper(bank=BANK[::-1])) == sorted(paper())


@settings(max_examples=25)
@given(st.integers(0, 2**40))
def test_four_full_papers_do_not_overlap_and_are_alike(seed: int) -> None:
    papers = four_papers(seed)
    assert len({one for ids in papers for one in ids}) == 4 * 65
    for ids in papers:
        assert by_domain(ids) == {"data": 13, "explore": 16, "model": 23, "operate": 13}
        assert 9 <= sum(BY_ID[one]["choose"] > 1 for one in ids) <= 13
        difficulty = Counter(BY_ID[one]["difficulty"] for one in ids)
        assert all(abs(difficulty[d] / 65 - share) < 0.08 for d, share in {1: 0.25, 2: 0.5, 3: 0.25}.items())


@settings(max_examples=25)
@given(st.integers(0, 2**40))
def test_no_concept_comes_first_twice_in_a_paper_even_in_the_fourth(seed: int) -> None:
    """The 95 questions on modeling share 40 concepts, two or three each."""
    for ids in four_papers(seed):
        first = Counter(BY_ID[one]["concepts"][0] for one in ids)
        assert first.most_common(1)[0][1] == 1


def test_domains_are_mixed() -> None:
    domains = [domain_of(EXAM, BY_ID[one]["concepts"]) for one in paper()]
    assert sum(a != b for a, b in pairwise(domains)) > 30


def test_when_all_were_seen_those_seen_longest_ago_come_first() -> None:
    first, second = paper(seed=1), None
    seen = {one["id"]: 2 for one in BANK} | dict.fromkeys(first, 1)
    second = paper(seed=9, seen=seen)
    assert sorted(second) == sorted(first)


def test_unseen_questions_come_before_all_others() -> None:
    unseen = {f"q.data-{i}" for i in range(5)}
    seen = {one["id"]: 1 for one in BANK if one["id"] not in unseen}
    assert unseen <= set(paper(seen=seen))


@pytest.mark.parametrize(("size", "model"), [(10, 4), (20, 7), (1, 1)])
def test_a_short_paper_keeps_the_weights(size: int, model: int) -> None:
    ids = paper(Wish("short", size=size))
    assert len(ids) == size
    assert by_domain(ids)["model"] == model


def test_a_paper_on_one_domain_asks_nothing_else() -> None:
    assert by_domain(paper(Wish("domain", size=20, domain="operate"))) == {"operate": 20}


def test_a_paper_on_weak_areas_follows_their_weights() -> None:
    topics = {f"c{i}": f"t{i % 3}" for i in range(400)}
    ids = paper(Wish("weak", size=20, weights={"t0": 0.6, "t1": 0.2, "t2": 0}), topics=topics)
    assert Counter(topics[BY_ID[one]["concepts"][0]] for one in ids) == {"t0": 15, "t1": 5}


def test_what_a_small_weak_area_cannot_give_the_others_give() -> None:
    topics = {f"c{i}": "small" if i == 0 else "large" for i in range(400)}
    ids = paper(Wish("weak", size=20, weights={"small": 9, "large": 1}), topics=topics)
    small = [one for one in BANK if one["concepts"][0] == "c0"]
    assert Counter(topics[BY_ID[one]["concepts"][0]] for one in ids)["small"] == len(small) == 2


def test_too_small_a_bank_says_which_domain_lacks_how_many() -> None:
    assert shortage(bank=a_bank(EXAM, ENOUGH | {"model": 20, "operate": 0})) == {"model": 3, "operate": 13}
    assert shortage(Wish("domain", size=20, domain="data"), bank=BANK[:15]) == {"data": 5}
    assert shortage(Wish("domain", size=20, domain="nowhere"), bank=BANK) == {"nowhere": 20}
    weak = Wish("weak", size=20, weights={"t": 1})
    assert shortage(weak, bank=BANK[:15], topics={f"c{i}": "t" for i in range(400)}) == {"t": 5}
    assert shortage(Wish("weak", size=20), bank=BANK) == {"": 20}


def test_retired_questions_and_those_of_other_exams_are_not_drawn() -> None:
    retired = [{**one, "retired": True} for one in BANK if one["id"].endswith("0")]
    kept = [one for one in BANK if not one["id"].endswith("0")]
    strange = [a_question(f"q.strange-{i}", "elsewhere") for i in range(50)]
    found = draw(EXAM, [*retired, *kept, *strange], {}, 1, FULL, {})  # type: ignore[list-item]
    assert isinstance(found, Paper)
    assert set(found.questions) <= {one["id"] for one in kept}


def test_a_question_counts_where_the_first_concept_that_the_exam_asks_for_does() -> None:
    assert domain_of(EXAM, ["elsewhere", "c2", "c1"]) == "model"
    assert domain_of(EXAM, ["elsewhere"]) is None


def test_a_short_paper_keeps_the_pace_of_the_exam() -> None:
    assert [minutes_for(EXAM, size) for size in (65, 20, 10, 1)] == [180, 56, 28, 3]


def test_seats_are_shared_by_largest_remainder() -> None:
    assert seats(WEIGHTS, 65) == {"data": 13, "explore": 16, "model": 23, "operate": 13}
    assert seats({"a": 1, "b": 1, "c": 1}, 2) == {"a": 1, "b": 1, "c": 0}
    assert seats({"a": 0, "b": 0}, 3) == {"a": 2, "b": 1}
    assert seats({}, 3) == {}
    assert seats_up_to({"a": 1, "b": 1}, {"a": 1, "b": 9}, 8) == {"a": 1, "b": 7}


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1e6), min_size=1, max_size=8), st.integers(0, 500))
def test_seats_leave_nothing_over_and_take_nobodys_whole_part(weights: dict[str, float], total: int) -> None:
    given_ = seats(weights, total)
    assert sum(given_.values()) == total
    whole = sum(weights.values())
    if whole:
        assert all(abs(given_[name] - total * weight / whole) <= 1.001 for name, weight in weights.items())
