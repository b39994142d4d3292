"""A defective file is told what is wrong, on which line, and how to mend it; all at once."""

from pathlib import Path

import pytest

from cards.content.library import FOLDER, read_library
from tests.content.writing import (
    BASIC,
    CHOICE,
    COMPUTE,
    EXAM,
    REASON,
    a_concept,
    a_library,
    a_topic,
    one_card,
)


def defects(folder: Path) -> list[str]:
    files, _ = read_library(folder)
    return [str(defect) for defect in sorted(set(files.defects))]


def line_of(folder: Path, text: str, file: str = "concepts/metrics.yaml") -> int:
    lines = (folder / file).read_text().splitlines()
    return next(i for i, line in enumerate(lines, start=1) if text in line)


def only_defect(folder: Path, on: str, file: str = "concepts/metrics.yaml") -> str:
    """The one defect there is, which must stand on the line that holds `on`."""
    found = defects(folder)
    assert len(found) == 1, found
    assert f"{file}:{line_of(folder, on, file)}: " in found[0]
    return found[0]


def test_a_sound_library_has_no_defects(tmp_path: Path) -> None:
    assert defects(one_card(tmp_path, BASIC + COMPUTE + CHOICE)) == []


def test_our_own_library_has_no_defects() -> None:
    assert defects(FOLDER) == []


def test_the_defects_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    a_library(
        tmp_path,
        topics={
            "metrics": a_topic(a_concept(cards=BASIC.replace("  why:", "  wy:"))),
            "drift": a_topic(a_concept("shift", "- {id: shift.a, form: quiz}"), topic="drift"),
        },
        exams={"exam-a": EXAM.replace("weight: 100", "weight: 90")},
    )
    found = "\n".join(defects(tmp_path))
    assert "'why' is missing. Add it." in found
    assert "'wy' is not a field here" in found
    assert "The card's form is 'quiz'. Give it one of: basic, contrast, cloze" in found
    assert "the weights of the domains sum to 90. Make them sum to 100." in found


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    one_card(tmp_path, BASIC.replace("  why:", '  answer: "Another."\n  why:'))
    assert "The key 'answer' is here twice" in only_defect(tmp_path, "Another.")


def test_broken_yaml_is_one_defect_with_its_line(tmp_path: Path) -> None:
    a_library(tmp_path, topics={"metrics": 'topic: metrics\nname: "open\n'}, exams={})
    (found,) = defects(tmp_path)
    assert "metrics.yaml:3: This is not valid YAML" in found


def test_an_alias_is_refused(tmp_path: Path) -> None:
    one_card(
        tmp_path,
        BASIC.replace('prompt: "', 'prompt: &p "').replace(
            '"The share of real positives that were found."', "*p"
        ),
    )
    assert any("An alias (*name) repeats" in defect for defect in defects(tmp_path))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    a_library(tmp_path, exams={})
    (tmp_path / "concepts" / "metrics.yaml").write_bytes(b"\xff\xfe")
    assert "This file is not UTF-8 text" in defects(tmp_path)[0]


def test_an_id_is_given_once_in_all_files(tmp_path: Path) -> None:
    a_library(
        tmp_path,
        topics={"metrics": a_topic(), "other": a_topic(a_concept(cards=BASIC), topic="other")},
    )
    found = "\n".join(defects(tmp_path))
    assert "The concept id 'recall' is taken" in found
    assert "The card id 'recall.definition' is taken" in found


def test_a_link_to_nothing_is_a_defect(tmp_path: Path) -> None:
    a_library(tmp_path, topics={"metrics": a_topic(a_concept(more="related: [recal]"))})
    assert "There is no concept 'recal'" in only_defect(tmp_path, "related:")


def test_a_link_to_a_concept_that_an_exam_plans_is_none(tmp_path: Path) -> None:
    topics = {"metrics": a_topic(a_concept(more="related: [precision]"))}
    a_library(
        tmp_path, topics=topics, exams={"exam-a": EXAM.replace("{recall: 3}", "{recall: 3, precision: 2}")}
    )
    assert defects(tmp_path) == []


def test_a_card_belongs_to_its_concept_by_name(tmp_path: Path) -> None:
    one_card(tmp_path, BASIC.replace("recall.definition", "precision.definition"))
    assert "does not begin with its concept's id" in only_defect(tmp_path, "precision.definition")


def test_a_file_bears_the_name_of_its_topic(tmp_path: Path) -> None:
    a_library(tmp_path, topics={"metric": a_topic()})
    assert "Rename the file to metrics.yaml" in only_defect(tmp_path, "topic:", "concepts/metric.yaml")


@pytest.mark.parametrize(
    ("old", "new", "on", "what"),
    [
        ("right: true, ", "", "options:", "no option is right"),
        ('why: "It counts the missed ones."', "", 'text: "Recall"', "'why' is missing"),
        ('"Precision"', '"recall"', "options:", "two options are the same"),
        (
            '  - {text: "RMSE", why: "Right for numbers; here are classes."}\n',
            "",
            "options:",
            "there are 3 options",
        ),
        ('  why: "Misses are false negatives."', "", "recall.choice", "'why' is missing"),
        ('"Accuracy"', "yes", "text: yes", "'text' is not text. Put it in quotes."),
    ],
)
def test_a_choice_card_can_be_chosen_from(tmp_path: Path, old: str, new: str, on: str, what: str) -> None:
    one_card(tmp_path, CHOICE.replace(old, new))
    assert what in only_defect(tmp_path, on)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"100 * tp / all"', '"100 * tp / (all - tp - missed)"', "divides by zero"),
        ('"100 * tp / all"', '"100 * tp / every"', "'every' is not one of"),
        ('"100 * tp / all"', '"sqrt(0 - tp)"', "sqrt has no value for"),
        ('"100 * tp / all"', '"(0 - tp) ** 0.5"', "not a finite real number"),
        ('"100 * tp / all"', '"1e308 * 10 - 1e308 * 10"', "not a finite real number"),
        ('"100 * tp / all"', '"7"', "every instance has the answer 7.0"),
        ('"100 * tp / all"', "\"__import__('os').getcwd()\"", "is not allowed"),
        ('"tp > missed"', '"tp > 1000"', "leave 0 different instances"),
        ("from: 20, to: 90", "from: 90, to: 20", "'from' must not exceed 'to'"),
        ('"{tp} / {all} = {answer} %"', '"{tp.real} = {answer}"', "{tp.real} is not one of"),
        ('"{tp} / {all} = {answer} %"', '"{tp} } = {answer}"', "the braces do not match"),
        ("  tolerance: 0.1\n", "", "'tolerance' is missing"),
        ("tolerance: 0.1", "tolerance: .nan", "'tolerance'"),
        ("tolerance: 0.1", "tolerance: 0.01", "finer than the rounding"),
        ("{all:", "{tp:", "the name 'tp' is used twice"),
    ],
)
def test_a_compute_card_computes(tmp_path: Path, old: str, new: str, what: str) -> None:
    found = defects(one_card(tmp_path, COMPUTE.replace(old, new)))
    assert len(found) == 1, found
    assert what in found[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Nothing is hidden here.", "there is no blank"),
        ("This {{is open.", "braces of a blank do not match"),
        ("This {{ }} is empty.", "a blank is empty"),
        ("{{All of it}}", "hides the whole text"),
        ("{{a}} and {{b}} and {{c}} and {{d}} too.", "there are 4 blanks"),
        ("This is {{c1::foreign}}.", "carries more than its word"),
        ("So $x = {{a}} + 1$ holds.", "within a formula"),
    ],
)
def test_a_cloze_hides_something_and_shows_something(tmp_path: Path, text: str, what: str) -> None:
    one_card(tmp_path, f'- {{id: recall.cloze, form: cloze, text: "{text}", why: "Because."}}')
    assert what in only_defect(tmp_path, "recall.cloze")


def pairs(*sides: str) -> str:
    return ", ".join(f"{{left: {side[0]}, right: {side[1]}}}" for side in sides)


@pytest.mark.parametrize(
    ("card", "what"),
    [
        ("form: order, prompt: P, why: W, steps: [a, b]", "An order card has 3 to 5"),
        ("form: order, prompt: P, why: W, steps: [a, b, A]", "two steps are the same"),
        ("form: match, prompt: P, why: W, pairs: [{left: a, right: b}]", "A match card has 3 to 5"),
        (
            f"form: match, prompt: P, why: W, pairs: [{pairs('ax', 'bX', 'cy')}]",
            "two right sides are the same",
        ),
    ],
)
def test_order_and_match_cards_have_a_handful_of_different_things(
    tmp_path: Path, card: str, what: str
) -> None:
    one_card(tmp_path, f"- {{id: recall.some, {card}}}")
    assert what in only_defect(tmp_path, "recall.some")


@pytest.mark.parametrize(
    ("old", "new", "on", "what"),
    [
        ("weight: 100", "weight: 99", "domains:", "sum to 99"),
        ("topics: [metrics]", "topics: [metrics, magic]", "topics:", "There is no topic 'magic'"),
        (
            "topics: [metrics]",
            "topics: [metrics]\n  concepts: [magic]",
            "concepts:",
            "There is no concept 'magic'",
        ),
        ("{recall: 3}", "{recall: 4}", "{recall: 4}", "less than or equal to 3"),
        ("{recall: 3}", "{recall: 0}", "{recall: 0}", "greater than or equal to 1"),
        ("coverage: full", "coverage: partial", "1.1", "'missing' does not say what"),
        ("pass_mark: 700", "pass_mark: 1200", "id: exam-a", "the pass mark lies outside the scale"),
        ("topics: [metrics]", "topics: [metrics, metrics]", "domains:", "'metrics' is here twice"),
        (
            "https://docs.example.org/guide",
            "http://docs.example.org/guide",
            "source:",
            "is not an https address",
        ),
    ],
)
def test_a_blueprint_adds_up(tmp_path: Path, old: str, new: str, on: str, what: str) -> None:
    a_library(tmp_path, exams={"exam-a": EXAM.replace(old, new)})
    assert what in only_defect(tmp_path, on, "exams/exam-a.yaml")


def test_importance_of_a_concept_outside_the_exam_is_a_defect(tmp_path: Path) -> None:
    a_library(tmp_path, exams={"exam-a": EXAM.replace("  topics: [metrics]\n", "")})
    assert "'recall' is in no domain of this exam" in only_defect(
        tmp_path, "{recall: 3}", "exams/exam-a.yaml"
    )


def test_importance_stands_under_the_concepts_own_topic(tmp_path: Path) -> None:
    topics = {
        "metrics": a_topic(),
        "drift": a_topic(a_concept("shift", BASIC.replace("recall", "shift")), topic="drift"),
    }
    a_library(tmp_path, topics=topics, exams={"exam-a": EXAM.replace("{recall: 3}", "{recall: 3, shift: 1}")})
    assert "'shift' is a concept of the topic 'drift'" in only_defect(
        tmp_path, "shift: 1", "exams/exam-a.yaml"
    )


def test_a_staple_without_a_reason_is_a_defect(tmp_path: Path) -> None:
    a_library(tmp_path, exams={"exam-a": EXAM.partition("reasons:")[0]})
    said = only_defect(tmp_path, "{recall: 3}", "exams/exam-a.yaml")
    assert "'recall' counts 3 without a reason. Say why under reasons: metrics, or lower it." in said


@pytest.mark.parametrize("instead", ["{recall: 2}", "{}"])
def test_a_reason_for_what_is_no_staple_is_a_defect(tmp_path: Path, instead: str) -> None:
    a_library(tmp_path, exams={"exam-a": EXAM.replace("{recall: 3}", instead)})
    said = only_defect(tmp_path, REASON, "exams/exam-a.yaml")
    assert "A reason is given for 'recall', which does not count 3 under 'metrics'. Remove the reason" in said


def test_a_reason_is_short(tmp_path: Path) -> None:
    a_library(tmp_path, exams={"exam-a": EXAM.replace(REASON, "It matters. " * 14)})
    assert "this has 167 characters. Say it in at most 160." in only_defect(
        tmp_path, "It matters.", "exams/exam-a.yaml"
    )


def test_a_folder_without_a_library_says_so(tmp_path: Path) -> None:
    assert "There is no concepts/ folder here" in defects(tmp_path)[0]
