"""What a sitting brings forward, and what it says of topics and of mastery."""

from typing import Any

from cards.exams.calling import Finished, called, evidence, still_called, verdicts
from cards.exams.mastery import mastery
from cards.exams.shape import Card
from tests.exams.questions import a_card, a_question, a_sitting, an_exam

EXAMS = {"e": an_exam()}
CONFUSED = [{"right": True}, {"right": False, "concept": "c9"}, {"right": False}, {"right": False}]
QUESTIONS = {
    "q": a_question("q", "c0", "c1", options=CONFUSED),
    "r": a_question("r", "c2"),
}
CARDS = [a_card("k0", "c0"), a_card("k1", "c1"), a_card("k2", "c2"), a_card("k3", "c3")]
TOPICS = {"c0": "t0", "c1": "t1", "c2": "t2"}


def finished(answers: dict[str, list[int]], day: int = 20, **row: Any) -> Finished:
    return Finished(f"s{day}", day, a_sitting(answers, finished_at=day, **row))


def told(*sittings: Finished) -> Any:
    return verdicts(sittings, QUESTIONS, EXAMS)


def days(*sittings: Finished, cards: list[Card] = CARDS) -> dict[str, int]:
    return called(told(*sittings), cards)


def test_a_wrong_answer_calls_the_cards_of_all_its_concepts_for_that_day() -> None:
    assert days(finished({"q": [2], "r": [0]})) == {"k0": 20, "k1": 20}


def test_a_question_left_open_calls_its_cards_too() -> None:
    assert days(finished({"r": [0]}, questions=["q", "r"])) == {"k0": 20, "k1": 20}


def test_a_confusion_calls_the_contrast_card_whichever_concept_holds_it() -> None:
    theirs = a_card("theirs", "c9", concepts=["c0"])
    ours = a_card("ours", "c0", concepts=["c9"])
    other = a_card("other", "c9", concepts=["c1"])
    plain = a_card("plain", "c9")
    cards = [theirs, ours, other, plain]
    assert days(finished({"q": [1]}), cards=cards) == {"theirs": 20, "ours": 20}
    assert days(finished({"q": [2]}), cards=cards) == {"ours": 20}


def test_a_retired_card_is_not_called() -> None:
    assert days(finished({"r": [1]}), cards=[a_card("k2", "c2", retired=True)]) == {}


def test_the_latest_sitting_that_asked_it_decides() -> None:
    assert days(finished({"r": [1]}, 20), finished({"r": [0]}, 25)) == {}
    assert days(finished({"r": [1]}, 25), finished({"r": [0]}, 20)) == {"k2": 25}
    assert days(finished({"r": [1]}, 20), finished({"q": [0]}, 25)) == {"k2": 20}


def test_a_sitting_of_an_exam_that_is_not_here_calls_nothing() -> None:
    assert days(finished({"r": [1]}, exam="elsewhere")) == {}


def test_a_card_is_called_until_it_is_reviewed_or_two_weeks_are_over() -> None:
    assert still_called({"k": 20}, {}, 20) == {"k": 20}
    assert still_called({"k": 20}, {"k": 19}, 33) == {"k": 20}
    assert still_called({"k": 20}, {"k": 20}, 20) == {}
    assert still_called({"k": 20}, {}, 34) == {}


def test_evidence_counts_what_was_answered_in_time_by_topic() -> None:
    late = finished({"q": [0], "r": [1]}, 20)
    late.sitting["answers"]["q"]["late"] = True
    assert evidence(told(late), TOPICS) == {"t2": {"n": 1, "ok": 0}}
    again = finished({"q": [0]}, 21, questions=["q", "r"])
    assert evidence(told(late, again), TOPICS) == {"t0": {"n": 1, "ok": 1}}


def test_mastery_asks_for_recall_and_for_application() -> None:
    cards = [*CARDS, a_card("k0-decides", "c0", applies=True)]
    right = told(finished({"r": [0]}))

    def reached(concept: str, recalled: str = "", passed: str = "", verdict: Any = right) -> list[str]:
        found = mastery(TOPICS, cards, verdict, recalled.split().__contains__, passed.split().__contains__)
        return [name for name, yes in found["concepts"][concept].items() if yes]

    assert reached("c2") == ["applied"]
    assert reached("c2", recalled="k2") == ["recalled", "applied", "mastered"]
    assert reached("c0", recalled="k0", passed="k0") == ["recalled"]
    assert reached("c0", recalled="k0", passed="k0-decides") == ["recalled", "applied", "mastered"]
    assert reached("c2", recalled="k2", verdict=told(finished({"r": [1]}))) == ["recalled"]
    topics = mastery(TOPICS, cards, right, {"k2"}.__contains__, set[str]().__contains__)["topics"]
    assert topics["t2"] == {"count": 1, "recalled": 1, "applied": 1, "mastered": 1}
