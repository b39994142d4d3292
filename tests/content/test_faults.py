"""Writing that a program can tell to be bad is told so, and good writing is left alone."""

import datetime
from pathlib import Path

import pytest

from cards.content.checking import Findings, check
from tests.content.writing import BASIC, CHOICE, COMPUTE, a_concept, a_library, a_topic, one_card

TODAY = datetime.date(2026, 11, 21)
PROMPT = "What does recall measure?"
ANSWER = "The share of real positives that were found."
NAMES = """\
names:
- {name: Kinesis Data Firehose, state: renamed, now: Amazon Data Firehose, since: "2024", certainty: high}
- {name: SageMaker Clarify, state: maintenance, since: "30 July 2026", certainty: high}
- {name: QuickSight, state: renamed, now: Quick Sight, since: "2025", certainty: medium}
"""


def defects(folder: Path, today: datetime.date = TODAY) -> list[str]:
    return [str(defect) for defect in check(folder, today).defects]


def named(folder: Path, card: str) -> Findings:
    one_card(folder, card)
    (folder / "names.yaml").write_text(NAMES)
    return check(folder, TODAY)


def test_good_cards_have_no_faults(tmp_path: Path) -> None:
    assert defects(one_card(tmp_path, BASIC + COMPUTE + CHOICE)) == []


@pytest.mark.parametrize(
    ("prompt", "what"),
    [
        ("Is recall a share?", "answered by yes or no"),
        ("A model finds half of the cases. Can it be used?", "answered by yes or no"),
        ("Name the five metrics of a classifier.", "asks for a list"),
        ("What are the three parts of recall?", "asks for a list"),
        ("Which metric is NOT a share?", "negative in capitals"),
    ],
)
def test_prompts_that_ask_badly(tmp_path: Path, prompt: str, what: str) -> None:
    (found,) = defects(one_card(tmp_path, BASIC.replace(PROMPT, prompt)))
    assert what in found


@pytest.mark.parametrize(
    "prompt",
    [
        "Is recall or precision divided by all real positives?",
        "Should the threshold fall, and why?",
        "Which metric is a share of the real positives?",
        "Name the metric that is divided by the real positives.",
    ],
)
def test_prompts_that_ask_well(tmp_path: Path, prompt: str) -> None:
    assert defects(one_card(tmp_path, BASIC.replace(PROMPT, prompt))) == []


def test_an_answer_is_short(tmp_path: Path) -> None:
    (found,) = defects(one_card(tmp_path, BASIC.replace(ANSWER, "word " * 26)))
    assert "The answer has 26 words" in found


def test_the_right_option_is_not_the_longest_by_far(tmp_path: Path) -> None:
    longer = CHOICE.replace('"Recall"', '"Recall, for it is the share of the real positives that were found"')
    (found,) = defects(one_card(tmp_path, longer))
    assert "longest by far" in found


def test_no_option_points_at_the_others(tmp_path: Path) -> None:
    (found,) = defects(one_card(tmp_path, CHOICE.replace('"RMSE"', '"None of the above"')))
    assert "'None of the above'" in found


def test_a_blank_does_not_stand_in_the_open(tmp_path: Path) -> None:
    leaking = (
        '- {id: recall.cloze, form: cloze, text: "Buckets come from {{bucketing}} a column.", why: "So."}'
    )
    (found,) = defects(one_card(tmp_path, leaking))
    assert "The hidden 'bucketing' also stands in the open" in found


def test_two_cards_do_not_ask_the_same(tmp_path: Path) -> None:
    twin = BASIC.replace("recall.definition", "recall.twin").replace(
        PROMPT, "What is it that recall measures?"
    )
    (found,) = defects(one_card(tmp_path, BASIC + twin))
    assert "This asks nearly what recall.definition asks" in found


def test_two_sides_of_one_answer_may_be_asked(tmp_path: Path) -> None:
    other = BASIC.replace("recall.definition", "recall.use").replace(
        PROMPT, "A screening test rarely misses. Why?"
    )
    assert defects(one_card(tmp_path, BASIC + other)) == []


def test_an_old_name_taught_as_current_is_a_defect(tmp_path: Path) -> None:
    found = named(tmp_path, BASIC.replace("real positives that", "records Kinesis Data Firehose"))
    assert "'Kinesis Data Firehose' is renamed since 2024" in str(found.defects[0])
    assert "Say Amazon Data Firehose" in str(found.defects[0])


def test_an_old_name_in_brackets_is_none(tmp_path: Path) -> None:
    current = "Amazon Data Firehose (formerly Kinesis Data Firehose) that"
    assert named(tmp_path, BASIC.replace("real positives that", current)).defects == []


def test_an_uncertain_name_is_only_a_remark(tmp_path: Path) -> None:
    found = named(tmp_path, BASIC.replace("real positives", "QuickSight charts"))
    assert found.defects == []
    assert any("'QuickSight' is renamed" in str(remark) for remark in found.remarks)


def test_a_closing_service_is_an_answer_only_if_the_card_or_concept_says_so(tmp_path: Path) -> None:
    card = BASIC.replace(ANSWER, "SageMaker Clarify")
    assert "'SageMaker Clarify' is maintenance" in str(named(tmp_path, card).defects[0])
    assert named(tmp_path, card.replace("It divides", "Closed to new customers. It divides")).defects == []
    status = 'status: {state: maintenance, since: 2026-07-30, note: "Closed to new customers."}'
    a_library(tmp_path, topics={"metrics": a_topic(a_concept(cards=card, more=status))})
    assert check(tmp_path, TODAY).defects == []


def test_a_broken_table_of_names_is_a_defect(tmp_path: Path) -> None:
    a_library(tmp_path)
    (tmp_path / "names.yaml").write_text("names:\n- {name: X}\n")
    assert "names.yaml:2" in defects(tmp_path)[0]


def test_what_was_verified_long_ago_is_remarked_and_fails_nothing(tmp_path: Path) -> None:
    a_library(tmp_path)
    later = check(tmp_path, TODAY + datetime.timedelta(days=181))
    assert later.defects == []
    stale = [remark for remark in later.remarks if "more than 180 days ago" in remark.what]
    assert len(stale) == 2


def test_our_own_cards_have_no_faults() -> None:
    from cards.content.library import FOLDER

    assert check(FOLDER, TODAY).defects == []
