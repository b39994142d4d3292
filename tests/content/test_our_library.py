"""Our library holds to its aims: enough cards, each concept from several sides, every task covered."""

import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from cards.content.bank import PAPERS, bank
from cards.content.blueprint import STAPLE, Exam
from cards.content.completeness import applies
from cards.content.exam_body import exam_body, mapping
from cards.content.files import Files
from cards.content.forms import AnyCard
from cards.content.library import FOLDER
from cards.content.reading import read_files
from cards.exams.papers import Paper, Wish, draw
from cards.exams.shape import Drawable
from cards.exams.shape import Exam as Blueprint

MIX = {"basic": 45, "cloze": 15, "choice": 15, "contrast": 15, "compute": 7, "order and match": 3}
NEAR = 3  # percentage points
EXAMS = ["aif-c01", "mla-c02", "mls-c01"]


@cache
def ours() -> Files:
    return read_files(FOLDER)


@cache
def cards_by_concept() -> dict[str, list[AnyCard]]:
    found = defaultdict(list)
    for home, card in ours().cards:
        found[home].append(card.it)
    return dict(found)


def the_exam(name: str) -> Exam:
    return next(exam.it for exam in ours().exams if exam.it.id == name)


def test_there_are_at_least_950_cards() -> None:
    assert len(ours().cards) >= 950


def test_every_concept_has_two_to_five_cards() -> None:
    counts = {concept.it.id: len(cards_by_concept().get(concept.it.id, [])) for _, concept in ours().concepts}
    assert {concept: count for concept, count in counts.items() if not 2 <= count <= 5} == {}


def test_every_concept_has_a_card_that_applies_it() -> None:
    assert [home for home, cards in cards_by_concept().items() if not any(map(applies, cards))] == []


def test_every_finer_point_is_taught_by_a_card_that_names_it() -> None:
    points = {(concept.it.id, point) for _, concept in ours().concepts for point in concept.it.covers}
    taught = {(home, card.covers) for home, cards in cards_by_concept().items() for card in cards}
    assert len(points) > 100
    assert points - taught == set()


def test_sixty_concepts_that_only_the_exam_guide_asks_for_are_taught_twice_at_least() -> None:
    asked = [concept.it.id for _, concept in ours().concepts if concept.it.origin == "exam-guide"]
    assert sum(len(cards_by_concept()[concept]) >= 2 for concept in asked) >= 60


def test_the_mix_of_forms_is_near_its_aim() -> None:
    joined = {"order": "order and match", "match": "order and match"}
    forms = Counter(joined.get(card.it.form, card.it.form) for _, card in ours().cards)
    shares = {form: 100 * count / forms.total() for form, count in forms.items()}
    assert set(shares) == set(MIX)
    assert {form: share for form, share in shares.items() if abs(share - MIX[form]) > NEAR} == {}


def test_mls_c01_is_covered_whole() -> None:
    domains = exam_body(the_exam("mls-c01"), ours())["domains"]
    assert [domain["weight"] for domain in domains] == [20, 24, 36, 20]
    assert sum(len(domain["tasks"]) for domain in domains) == 15
    assert {task["coverage"] for domain in domains for task in domain["tasks"]} == {"full"}
    assert {domain["coverage"] for domain in domains} == {1.0}


@pytest.mark.parametrize("name", EXAMS)
def test_about_a_third_of_an_exams_concepts_are_staples_at_most(name: str) -> None:
    importance = mapping(the_exam(name), ours()).importance
    staples = [concept for concept, weight in importance.items() if weight == STAPLE]
    assert 0.1 < len(staples) / len(importance) < 0.35


@pytest.mark.parametrize("name", EXAMS)
def test_reasons_speak_of_tasks_that_the_exam_has(name: str) -> None:
    exam = the_exam(name)
    reasons = [reason for group in exam.reasons.values() for reason in group.values()]
    tasks = {task.id for domain in exam.domains for task in domain.tasks}
    named = {task for reason in reasons for task in re.findall(r"\b\d\.\d\b", reason)}
    assert named
    assert named <= tasks


@pytest.mark.parametrize("name", EXAMS)
def test_no_two_concepts_of_an_exam_share_a_reason(name: str) -> None:
    reasons = [reason for group in the_exam(name).reasons.values() for reason in group.values()]
    assert [reason for reason, count in Counter(reasons).items() if count > 1] == []


def test_the_bank_of_mls_c01_holds_four_papers_and_some() -> None:
    whole = bank(the_exam("mls-c01"), ours())
    counts = [len(group) for group in whole.domains.values()]
    assert len(whole.questions) >= 270
    assert all(count >= least for count, least in zip(counts, [53, 66, 95, 53], strict=True)), counts
    assert whole.lacking(PAPERS) == {}
    assert 0.12 < whole.several() < 0.22


def test_every_question_explains_every_option_and_says_what_decides() -> None:
    questions = [question.it for _, question in ours().questions]
    assert {question.constraint for question in questions} >= {"overhead", "cost", "latency"}
    assert all(len(option.why.split()) >= 4 for question in questions for option in question.options)


@pytest.mark.parametrize("seed", range(5))
def test_four_full_papers_of_ours_do_not_overlap_and_are_alike(seed: int) -> None:
    blueprint: Blueprint = exam_body(the_exam("mls-c01"), ours())  # type: ignore[assignment]  # a body is plain data
    drawable: dict[str, Drawable] = {
        one.it.id: {
            "id": one.it.id,
            "retired": False,
            "concepts": one.it.concepts,
            "difficulty": one.it.difficulty,
            "choose": one.it.choose,
        }
        for _, one in ours().questions
    }
    seen: dict[str, int] = {}
    for turn in range(PAPERS):
        paper = draw(blueprint, drawable.values(), seen, 10 * seed + turn, Wish("full"), {})
        assert isinstance(paper, Paper)
        asked = [drawable[one] for one in paper.questions]
        assert not seen.keys() & set(paper.questions)
        assert len({one["concepts"][0] for one in asked}) == len(asked) == 65
        assert 9 <= sum(one["choose"] > 1 for one in asked) <= 13
        assert 1.9 <= sum(one["difficulty"] for one in asked) / 65 <= 2.1
        seen |= dict.fromkeys(paper.questions, turn)
