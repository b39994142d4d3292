"""Tables come in whatever wrote them, and are refused with a sentence when they cannot."""

from typing import Any

import pytest

from cards.models import Event, Learner
from cards.tables import reading
from tests.anki.importing import by_prompt, own_cards
from tests.people import a_learner
from tests.transferring import transferred

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path


def told(content: bytes | str, kind: str = "table_import", who: str = "alice", **parameters: Any) -> Any:
    """What the learner is told in the end."""
    given = content.encode() if isinstance(content, str) else content
    done = transferred(a_learner(who), kind, given, **parameters)
    assert done.error == ""
    return done.result


def refused(content: bytes | str, **parameters: Any) -> str:
    given = content.encode() if isinstance(content, str) else content
    done = transferred(a_learner(), "table_import", given, **parameters)
    assert not Event.objects.exists()
    assert done.error.endswith("Nothing was changed.")
    return done.error


def alices() -> dict[str, dict[str, Any]]:
    return by_prompt(a_learner())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_a_table_is_read_in_any_usual_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    lines = [("Question", "Answer"), ("Wie heißt „Straße“?", "street"), ("Größe, etwa?", "size")]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)

    summary = told(text.encode(encoding))

    assert {prompt: card["answer"] for prompt, card in alices().items()} == dict(lines[1:])
    assert (summary["encoding"], summary["delimiter"], summary["header"]) == (encoding, delimiter, True)


def test_columns_are_as_the_learner_says() -> None:
    table = "1;Rome;What is the capital of Italy?;easy geo\n2;Oslo;And of Norway?;geo\n"

    guess = told(table, "table_preview")
    assert (guess["header"], guess["rows"], guess["first_rows"][1]) == (
        False,
        2,
        ["2", "Oslo", "And of Norway?", "geo"],
    )
    assert not Event.objects.exists()
    summary = told(
        table, columns={"id": 0, "answer": 1, "prompt": 2, "tags": 3}, header=False, tags={"easy": "t"}
    )

    assert alices()["And of Norway?"]["answer"] == "Oslo"
    assert alices()["What is the capital of Italy?"]["topic"] == "t"
    assert {one["name"]: one["cards"] for one in summary["tags"]} == {"geo": 2, "easy": 1}


def test_line_breaks_and_quotes_inside_cells_stay() -> None:
    told('front,back\n"Say ""hi""\nand go","1, 2\r\n3"\n')

    assert alices()['Say "hi"\nand go']["answer"] == "1, 2\n3"


def test_a_second_import_updates_what_changed_and_doubles_nothing() -> None:
    told("front,back\nOne,1\nTwo,2\n")
    again = told("front,back\nOne,1\nTwo,zwei\nThree,3\n")

    assert {prompt: card["answer"] for prompt, card in alices().items()} == {
        "One": "1",
        "Two": "zwei",
        "Three": "3",
    }
    assert again["cards"] == {"new": 1, "updated": 1, "unchanged": 1, "cardinals": 0}


def test_gaps_make_a_cloze_and_ankis_numbers_go() -> None:
    told("front\nS3 holds {{objects}}.\nEBS holds {{c1::blocks::what}}.\n")

    assert {prompt: card["form"] for prompt, card in alices().items()} == {
        "S3 holds {{objects}}.": "cloze",
        "EBS holds {{blocks}}.": "cloze",
    }


def test_ankis_own_text_export_says_itself_how_it_is_to_be_read() -> None:
    told("#separator:tab\n#html:true\n#columns:Back\tFront\tTags\n<b>Rome</b>\tItaly?<br>Now\tgeo\n")

    assert alices()["Italy?\nNow"]["answer"] == "Rome"


def test_rows_that_make_no_card_are_told_with_their_reason() -> None:
    summary = told(
        "front,back\n,only an answer\nonly a question,\nTwice,1\nTwice,2\nLong," + "x" * 10_001 + "\n"
    )

    assert list(alices()) == ["Twice"]
    assert sorted(one["reason"].split(";")[0] for one in summary["left_out"]) == [
        "A text in these is longer than 10,000 characters.",
        "These cards are empty.",
        "These have a question but no answer.",
        "These stand in the file more than once",
    ]


def test_a_wrong_encoding_is_refused() -> None:
    assert "neither UTF-8" in refused(b"front,back\n\x81\x8d,\xff\x9d\n")
    assert "neither UTF-8" in refused(b"\xff\xfea")
    assert "neither UTF-8" in refused(b"PK\x03\x04" + bytes(1000))


def test_a_thousand_columns_are_refused() -> None:
    assert "1,000 columns" in refused(",".join(["x"] * 1_000) + "\n")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 10)
    assert "more than 10 rows" in refused("a,b\n" * 11)


def test_a_table_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1024 * 1024)
    monkeypatch.setattr("cards.tables.job.MOST_BYTES", 1024 * 1024)
    assert "larger than 1 MB" in refused(b"a,b\n" * 300_000)


def test_a_quotation_mark_that_never_closes_is_refused() -> None:
    assert "a quotation mark is missing" in refused('front,back\n"' + "x,y\n" * 30_000)


def test_an_empty_table_is_refused() -> None:
    assert "no rows" in refused("\n\n ,\n")


def test_a_column_that_is_not_there_is_refused() -> None:
    assert "No column was chosen for the question" in refused("a,b\n", columns={"prompt": 7})


def test_the_same_question_of_two_learners_is_two_cards() -> None:
    told("front,back\nOne,1\n")
    told("front,back\nOne,1\n", who="bob")
    bob = Learner.objects.get(username="bob")

    assert own_cards(bob).keys() == own_cards(a_learner()).keys()
    assert Event.objects.filter(learner=bob).count() == Event.objects.filter(learner=a_learner()).count()
