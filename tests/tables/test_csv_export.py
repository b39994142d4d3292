"""What goes out as a table comes back as it was, and runs nothing in a spreadsheet."""

import csv
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.models import Event, Learner
from cards.reviews import log
from cards.reviews.rebuild import now_ms
from cards.tables.formulas import defused, original
from cards.tables.writing import texts
from tests.anki.importing import own_cards
from tests.people import a_learner
from tests.transferring import made, transferred

pytestmark = pytest.mark.django_db
DEVICE = str(uuid4())


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path


def wrote(learner: Learner, **fields: Any) -> str:
    """An own card of these fields; its id."""
    card = f"own.{uuid4()}"
    for name, value in ({"created": True} | fields).items():
        did(learner, kind="edit", card=card, field=name, value=value)
    return card


def did(learner: Learner, **event: Any) -> None:
    with log.growing(learner.pk) as head:
        whole = {"v": 1, "uid": str(uuid4()), "device": DEVICE, "n": head.seq + 1, "at": now_ms(), "tz": 0}
        assert not log.append(head, [whole | event], now_ms()).refused


def exported(learner: Learner, **parameters: Any) -> list[list[str]]:
    file = made(transferred(learner, "export_csv", **parameters))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=parameters.get("delimiter", ",")))


TEXTS = ["=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "'=1", "''@", "'quoted", "tab\tinside", 'a "b", c\nd']


def test_own_cards_go_out_and_come_back_as_they_were() -> None:
    alice, bob = a_learner(), a_learner("bob")
    for text in TEXTS:
        wrote(alice, form="basic", prompt=text, answer=text, why="because", topic="", note=text)
    wrote(alice, form="cloze", prompt="A {{gap}}")
    file = made(transferred(alice, "export_csv"))

    back = transferred(bob, "table_import", file.read_bytes())

    assert back.error == ""
    filled = [
        {
            card: {name: value for name, value in fields.items() if value and value != "basic"}
            for card, fields in own_cards(who).items()
        }
        for who in (alice, bob)
    ]
    assert filled[0] == filled[1]
    again = transferred(alice, "table_import", file.read_bytes())
    assert again.result["cards"] == {"new": 0, "updated": 0, "unchanged": 10, "cardinals": 0}


def test_no_cell_begins_like_a_formula() -> None:
    alice = a_learner()
    for text in TEXTS:
        wrote(alice, form="basic", prompt=text, answer=text)

    cells = [cell for row in exported(alice) for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=cmd|' /C calc'!A0" in cells


@given(st.text(alphabet="'=+-@\t\r a", max_size=8))
def test_every_text_is_found_again_behind_its_apostrophes(text: str) -> None:
    assert original(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("sign", ["\uff1d", "\uff0b", "\uff0d", "\uff20", "\n="])
def test_signs_that_only_some_spreadsheets_take_for_a_formula_are_text_too(sign: str) -> None:
    assert defused(f"{sign}1") == f"'{sign}1"
    assert original(f"'{sign}1") == f"{sign}1"


def test_columns_and_delimiter_are_chosen_and_history_is_told() -> None:
    alice = a_learner()
    card = wrote(alice, form="basic", prompt="One", answer="1")
    did(alice, kind="review", card=card, rating=3, took_ms=1000)
    did(alice, kind="mark", card=card, mark="flag", value=4)

    rows = exported(alice, delimiter="\t", columns=["prompt", "reviews", "flag", "stability", "nonsense"])

    assert rows == [["prompt", "reviews", "flag", "stability"], ["One", "1", "4", "2.3065"]]


FORMS: list[tuple[dict[str, Any], str, str]] = [
    ({"form": "basic", "prompt": "<p>Q</p>", "answer": "<p>A</p>"}, "Q", "A"),
    (
        {
            "form": "choice",
            "prompt": "Q",
            "options": [{"html": "x", "right": False}, {"html": "<b>y</b>", "right": True}],
        },
        "Q\nA. x\nB. y",
        "B. y",
    ),
    (
        {"form": "compute", "prompt": "Q", "instances": [{"prompt": "1+1", "answer": 2.0, "unit": "GB"}]},
        "1+1",
        "2 GB",
    ),
    ({"form": "order", "id": "o", "prompt": "Q", "steps": ["a", "b"]}, "Q\n- b\n- a", "1. a\n2. b"),
    (
        {
            "form": "match",
            "id": "m",
            "prompt": "Q",
            "pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "2"}],
        },
        "Q\na = ?\nb = ?\n- 2\n- 1",
        "a = 1\nb = 2",
    ),
]


@pytest.mark.parametrize(("body", "question", "answer"), FORMS)
def test_each_form_of_library_card_has_a_question_and_an_answer(
    body: dict[str, Any], question: str, answer: str
) -> None:
    assert texts(body) == (question, answer)


def test_nothing_to_export_is_said() -> None:
    done = transferred(a_learner(), "export_csv", what={"scope": "own"})

    assert (done.state, done.file_name) == ("failed", "")
    assert "no card of this choice" in done.error
    assert not Event.objects.exists()


def filled(learner: Learner) -> dict[str, dict[str, Any]]:
    """Own cards without the fields that were never filled in; a card without a form is a basic one."""
    cards = own_cards(learner).items()
    return {card: {name: value for name, value in fields.items() if value} for card, fields in cards}
