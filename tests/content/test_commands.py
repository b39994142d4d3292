"""What an author reads in the terminal."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cards.models import Card
from tests.content.writing import BASIC, CHOICE, EXAM, REASON, a_library, one_card


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_load_library_says_what_it_did(tmp_path: Path) -> None:
    a_library(tmp_path)
    assert said("load_library", str(tmp_path)) == "Library version 1: 4 written, 0 retired.\n"
    assert said("load_library", str(tmp_path)) == "Library version 1: nothing to do.\n"


@pytest.mark.django_db
def test_load_library_lists_every_defect_and_fails(tmp_path: Path) -> None:
    one_card(tmp_path, BASIC.replace("  why:", "  wy:"))
    err = StringIO()
    with pytest.raises(CommandError, match="Defects to mend first: 2") as failed:
        call_command("load_library", str(tmp_path), stderr=err)
    assert failed.value.returncode == 1
    assert "'why' is missing" in err.getvalue()
    assert "'wy' is not a field here" in err.getvalue()
    assert not Card.objects.exists()


def test_library_check_passes_a_sound_library(tmp_path: Path) -> None:
    one_card(tmp_path, BASIC + CHOICE)
    assert said("library", "check", str(tmp_path)) == "No defects. Cards: 2, questions: 0, remarks: 0.\n"


def test_library_check_fails_on_defects_of_writing(tmp_path: Path) -> None:
    one_card(tmp_path, BASIC.replace("What does recall measure?", "Name the five metrics."))
    out = StringIO()
    with pytest.raises(CommandError, match="Defects to mend: 1"):
        call_command("library", "check", str(tmp_path), stdout=out)
    assert "metrics.yaml:11: 'Name the five' asks for a list. Ask for one thing" in out.getvalue()


def test_library_report_shows_what_is_taught_and_what_is_to_come(tmp_path: Path) -> None:
    partial = 'coverage: partial, missing: "Drawing is not taught."'
    exam = EXAM.replace("{recall: 3}", "{recall: 3, precision: 1}").replace("coverage: full", partial)
    a_library(tmp_path, exams={"exam-a": exam})
    report = said("library", "report", str(tmp_path))
    assert "EX-A (available), verified on 2026-11-21" in report
    assert "importance 3, each for a reason: 1 of 2 concepts" in report
    assert f"3 recall: {REASON}" in report
    assert "First: weight 100%, 100% of the cards (1), covered 38%" in report
    assert "metrics: concepts: 1 of 2, cards: 1 (1 basic)" in report
    assert "not yet taught: precision" in report
    assert "task 1.1 partial: Drawing is not taught." in report
