"""A concept is taught whole, or the check remarks what it lacks."""

import datetime
from pathlib import Path

from cards.content.checking import check
from tests.content.writing import BASIC, CHOICE, a_concept, a_library, a_topic

POINTS = 'covers: ["Recall is a share", "Recall ignores false alarms"]'
POINT = '  covers: "Recall is a share"\n'


def remarks(folder: Path, cards: str, more: str = "") -> list[str]:
    a_library(folder, topics={"metrics": a_topic(a_concept(cards=cards, more=more))})
    found = check(folder, datetime.date(2026, 11, 21))
    assert found.defects == []
    return [remark.what for remark in found.remarks]


def test_a_concept_asked_from_two_sides_and_applied_is_whole(tmp_path: Path) -> None:
    assert remarks(tmp_path, BASIC + CHOICE) == []


def test_one_card_that_only_recalls_is_too_little(tmp_path: Path) -> None:
    found = remarks(tmp_path, BASIC)
    assert sorted(found) == ["'recall' is asked by too few cards", "No card of 'recall' applies it"]


def test_a_basic_card_that_says_so_applies_its_concept(tmp_path: Path) -> None:
    assert "No card of 'recall' applies it" not in remarks(tmp_path, BASIC + "  applies: true\n")


def test_a_finer_point_without_a_card_is_remarked(tmp_path: Path) -> None:
    found = remarks(tmp_path, BASIC + POINT + CHOICE, POINTS)
    assert found == ["No card teaches the finer point 'Recall ignores false alarms'"]


def test_a_card_cannot_teach_a_point_that_its_concept_does_not_list(tmp_path: Path) -> None:
    a_library(tmp_path, topics={"metrics": a_topic(a_concept(cards=BASIC + POINT))})
    found = check(tmp_path, datetime.date(2026, 11, 21))
    assert [defect.what for defect in found.defects] == [
        "The concept lists no finer point 'Recall is a share'"
    ]


def test_a_concept_that_no_exam_asks_for_is_remarked(tmp_path: Path) -> None:
    drift = a_topic(a_concept("shift", (BASIC + CHOICE).replace("recall.", "shift.")), topic="drift")
    a_library(tmp_path, topics={"metrics": a_topic(a_concept(cards=BASIC + CHOICE)), "drift": drift})
    found = check(tmp_path, datetime.date(2026, 11, 21))
    assert [remark.what for remark in found.remarks] == ["No exam asks for 'shift'"]
