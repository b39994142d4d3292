"""Practice questions are held to their form, one by one and as a bank, and reach devices like cards."""

import datetime
from pathlib import Path

import pytest

from cards.content.checking import check
from cards.content.loader import Loaded, load
from cards.models import Question
from tests.content.test_commands import said
from tests.content.writing_questions import QUESTION, SEVERAL, a_bank, many
from tests.people import signed_in

TODAY = datetime.date(2026, 11, 22)
NAMES = """\
names:
- {name: Old Thing, state: renamed, now: New Thing, since: "2024", certainty: high}
- {name: Closing Thing, state: maintenance, since: "2026", certainty: high}
"""


def defects(folder: Path) -> list[str]:
    return [str(defect) for defect in check(folder, TODAY).defects]


def the_defect(folder: Path, old: str, new: str, question: str = QUESTION) -> str:
    assert old in question
    (found,) = defects(a_bank(folder, question.replace(old, new)))
    return found


def test_sound_questions_have_no_defects(tmp_path: Path) -> None:
    assert defects(a_bank(tmp_path, QUESTION + SEVERAL)) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("q.missed-tumours", "missed-tumours", 3, "'missed-tumours' is not an id"),
        ("quality", "niceness", 5, "'constraint'"),
        ("difficulty: 2", "difficulty: 4", 6, "'difficulty'"),
        ("[recall]", "[]", 4, "'concepts' has too few entries"),
        ("[recall]", "[recall, recall]", 4, "a concept is named twice"),
        ("[recall]", "[recall, nothing]", 4, "There is no concept 'nothing'"),
        ("concept: precision", "concept: nothing", 10, "There is no concept 'nothing'"),
        (", right: true", "", 8, "no option is right"),
        ('"Right when classes', '"", right: true, x: "', 11, "'x' is not a field here"),
        ('"Overall accuracy"', '"recall of tumours"', 8, "two options are the same"),
        ('ones."}', 'ones.", concept: precision}', 8, "a right option names a concept"),
        ("Overall accuracy", "None of the above", 3, "An option says 'None of the above'"),
        ("Which metric should", "Which metric should NOT", 3, "a negative in capitals (NOT)"),
        ("report?", "report? (Choose two.)", 3, "one option is right, yet the prompt says"),
        ("Recall of tumours", "Recall of tumours and more", 3, "A right option is the longest by far"),
        ("  source:", "  sauce:", 3, "'source' is missing"),
        ("  source:", "  sauce:", 13, "'sauce' is not a field here"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, what: str
) -> None:
    found = defects(a_bank(tmp_path, QUESTION.replace(old, new)))
    assert any(f"questions/metrics.yaml:{line}: " in one and what in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("(Choose two.)", "", "2 options are right"),
        ("(Choose two.)", "(Choose three.)", "End the prompt with '(Choose two.)'"),
        ('  - {text: "Mean error", why: "Right for a regression."}\n', "", "2 of 4 options are right"),
        (
            '"Root mean squares", why',
            '"Root mean squares", right: true, why',
            "End the prompt with '(Choose three.)'",
        ),
    ],
)
def test_several_right_options_have_rules_of_their_own(tmp_path: Path, old: str, new: str, what: str) -> None:
    found = the_defect(tmp_path, old, new, SEVERAL)
    assert what in found


def test_a_question_stands_in_the_file_of_its_first_concepts_topic(tmp_path: Path) -> None:
    folder = a_bank(tmp_path)
    moved = (folder / "questions" / "metrics.yaml").read_text().replace("topic: metrics", "topic: drift")
    (folder / "questions" / "drift.yaml").write_text(moved)
    (folder / "questions" / "metrics.yaml").unlink()
    found = defects(folder)
    assert any("There is no topic 'drift'" in one for one in found)
    assert any("Its first concept 'recall' belongs to the topic 'metrics'" in one for one in found)


def test_an_id_is_given_once(tmp_path: Path) -> None:
    found = defects(a_bank(tmp_path, QUESTION + SEVERAL.replace("q.two-measures", "q.missed-tumours")))
    assert "The question id 'q.missed-tumours' is taken" in found[0]


def test_two_questions_do_not_ask_nearly_the_same(tmp_path: Path) -> None:
    twin = QUESTION.replace("q.missed-tumours", "q.twin").replace("should the team", "does a team")
    (found,) = defects(a_bank(tmp_path, QUESTION + twin))
    assert "This asks nearly what q.missed-tumours asks" in found


def test_old_names_are_found_in_questions_too(tmp_path: Path) -> None:
    folder = a_bank(tmp_path, QUESTION.replace("Overall accuracy", "The Old Thing as is"))
    (folder / "names.yaml").write_text(NAMES)
    (found,) = defects(folder)
    assert "'Old Thing' is renamed since 2024" in found


def test_a_closing_service_may_be_a_wrong_option_only(tmp_path: Path) -> None:
    folder = a_bank(tmp_path, QUESTION.replace("Overall accuracy", "Closing Thing"))
    (folder / "names.yaml").write_text(NAMES)
    assert defects(folder) == []
    a_bank(tmp_path, QUESTION.replace("Recall of tumours", "Closing Thing"))
    assert "'Closing Thing' is maintenance" in defects(folder)[0]


def test_what_was_verified_long_ago_is_a_remark(tmp_path: Path) -> None:
    a_bank(tmp_path, QUESTION.replace("2026-11-22", "2026-01-01"))
    remarks = [str(remark) for remark in check(tmp_path, TODAY).remarks]
    assert any("questions/metrics.yaml:14: Verified on 2026-01-01" in remark for remark in remarks)


def test_a_large_bank_is_balanced(tmp_path: Path) -> None:
    assert defects(a_bank(tmp_path, many(102))) == []


def test_a_small_bank_is_left_in_peace(tmp_path: Path) -> None:
    assert defects(a_bank(tmp_path, QUESTION)) == []


LONGER = ("Recall of tumours", "Recall of all tumours")


def test_a_bank_whose_keys_are_the_longest_is_refused(tmp_path: Path) -> None:
    assert "the right option is the longest" in " ".join(
        defects(a_bank(tmp_path, many(102, dict.fromkeys(range(102), LONGER))))
    )


def test_a_bank_whose_keys_stand_at_one_place_is_refused(tmp_path: Path) -> None:
    first = '  - {text: "Recall of tumours", right: true, why: "It counts the missed ones."}\n'
    questions = many(102).replace(first, "").replace("  options:\n", "  options:\n" + first)
    found = " ".join(defects(a_bank(tmp_path, questions)))
    assert "100% of this exam's questions have their right option at A" in found
    assert "0% of this exam's questions have their right option at D" in found


def test_a_bank_without_multiple_response_is_refused(tmp_path: Path) -> None:
    one_right = [question for question in many(125).split("\n- ") if "Choose two" not in question]
    (found,) = defects(a_bank(tmp_path, "- " + "\n- ".join(one_right)))
    assert "0% of this exam's questions have several right options" in found


def test_a_bank_that_cannot_fill_a_paper_is_remarked(tmp_path: Path) -> None:
    folder = a_bank(tmp_path, many(102))
    exam = folder / "exams" / "exam-a.yaml"
    exam.write_text(exam.read_text().replace("questions: 65", "questions: 104"))
    assert defects(folder) == []
    remarks = [str(remark) for remark in check(folder, TODAY).remarks]
    assert any("One full paper lacks questions (first 2)" in remark for remark in remarks)


def test_the_report_says_what_papers_lack(tmp_path: Path) -> None:
    report = said("library", "report", str(a_bank(tmp_path, many(102))))
    assert "  questions: 102 (first 102)" in report
    assert "full papers without overlap, 1: possible" in report
    assert "full papers without overlap, 4: lacking first 158" in report
    assert "constraint: quality 102" in report
    assert "difficulty: 2 102" in report
    assert "several right: 17%; where one is, it stands at A 25%, B 26%, C 25%, D 25%" in report


@pytest.mark.django_db
def test_questions_reach_devices_rendered(tmp_path: Path) -> None:
    load(a_bank(tmp_path, QUESTION.replace("Which metric", "Which `metric`")))
    (question,) = signed_in().get("/api/library").json()["questions"]
    assert question["prompt"].endswith("Which <code>metric</code> should the team report?")
    assert question["options"][1] == {
        "html": "Precision of alarms",
        "right": False,
        "why": "Right when false alarms cost most.",
        "concept": "precision",
    }
    assert {name: question[name] for name in ("id", "concepts", "constraint", "difficulty", "choose")} == {
        "id": "q.missed-tumours",
        "concepts": ["recall"],
        "constraint": "quality",
        "difficulty": 2,
        "choose": 1,
    }
    assert (question["version"], question["retired"], question["changed_in"]) == (1, False, 1)
    assert question["source"]["url"] == "https://docs.example.org/page"


@pytest.mark.django_db
def test_a_question_counts_its_texts_and_is_retired_when_gone(tmp_path: Path) -> None:
    load(a_bank(tmp_path, QUESTION + SEVERAL))
    assert load(a_bank(tmp_path, QUESTION.replace("difficulty: 2", "difficulty: 3"))) == Loaded(2, 1, 1)
    kept = Question.objects.get(pk="q.missed-tumours")
    assert (kept.revision, kept.changed_in, kept.body["difficulty"]) == (1, 2, 3)
    assert Question.objects.get(pk="q.two-measures").retired
    load(a_bank(tmp_path, QUESTION.replace("misses tumours", "overlooks tumours") + SEVERAL))
    kept.refresh_from_db()
    assert kept.revision == 2
    assert not Question.objects.get(pk="q.two-measures").retired


@pytest.mark.django_db
def test_cards_say_whether_they_apply_and_what_they_contrast(tmp_path: Path) -> None:
    folder = a_bank(tmp_path)
    topic = folder / "concepts" / "metrics.yaml"
    contrast = "form: contrast\n    concepts: [precision]"
    topic.write_text(topic.read_text().replace("form: basic", contrast, 1))
    load(folder)
    by_id = {card["id"]: card for card in signed_in().get("/api/library").json()["cards"]}
    assert (by_id["recall.definition"]["applies"], by_id["recall.definition"]["concepts"]) == (
        True,
        ["precision"],
    )
    assert (by_id["precision.definition"]["applies"], by_id["precision.definition"]["concepts"]) == (
        False,
        [],
    )
