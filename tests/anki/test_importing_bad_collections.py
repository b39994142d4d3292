"""A collection that is not what it should be is refused with a sentence, or read as far as it goes."""

import json
import random
import zipfile
from pathlib import Path

import pytest

from cards.anki.reading import collection as reading
from cards.anki.reading import database, note_types, package
from cards.intake.unreadable import Unreadable
from cards.models import Event
from tests.anki.bad_files import a_database, a_package, changed, packed, refused
from tests.anki.importing import by_prompt, imported, own_cards, previewed
from tests.anki.studying import a_collection, a_note, exported, queried, studied
from tests.people import a_learner

pytestmark = pytest.mark.django_db


def test_missing_tables(tmp_path: Path) -> None:
    assert "no table 'revlog'" in refused(changed(tmp_path, "DROP TABLE revlog"))


def test_missing_columns_and_rows(tmp_path: Path) -> None:
    assert "cannot be read" in refused(changed(tmp_path, "ALTER TABLE notes DROP COLUMN tags"))
    assert "cannot be read" in refused(changed(tmp_path, "DELETE FROM col"))


@pytest.mark.parametrize(
    "models", ["{", "[]", '{"1": 2}', '{"x": {}}', '{"1": {"name": 1}}', "[" * 100_000, "9" * 5000]
)
def test_note_types_that_are_none(tmp_path: Path, models: str) -> None:
    statement = "UPDATE col SET models = '" + models + "'"  # noqa: S608  ours
    assert "cannot be read" in refused(changed(tmp_path, statement))


def test_a_view_that_would_compute_for_ever(tmp_path: Path) -> None:
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, x AS nid FROM n"
    )
    assert "holds views" in refused(changed(tmp_path, "DROP TABLE cards", f"CREATE VIEW cards AS {endless}"))


@pytest.mark.parametrize(
    "text",
    [
        "CREATE\tVIRTUAL TABLE held USING fts5(id)",
        "CREATE/**/VIRTUAL TABLE cards USING fts5(id)",
        "CREATE VIEW config AS SELECT 1",
    ],
)
def test_a_table_that_is_none_whatever_its_name_and_type_say(tmp_path: Path, text: str) -> None:
    file = changed(
        tmp_path,
        "PRAGMA writable_schema = ON",
        f"INSERT INTO sqlite_master VALUES ('table', 'held', 'held', 0, '{text}')",  # noqa: S608  ours
    )
    assert "Nothing was changed." in refused(file)


def test_a_column_that_would_compute_for_ever(tmp_path: Path) -> None:
    endless = "length(replace(hex(zeroblob(7000000)), '0', 'xy'))"
    assert "computed columns" in refused(
        changed(tmp_path, f"ALTER TABLE cards ADD COLUMN more INT GENERATED ALWAYS AS ({endless})")
    )


def test_one_enormous_note_behind_thousands_of_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each card reads its note again."""
    monkeypatch.setattr(reading, "MOST_TEXT", 10_000_000)
    more = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100) "
        "INSERT INTO cards SELECT n.x, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, "
        "left, odue, odid, flags, data FROM cards, n"
    )
    enormous = "UPDATE notes SET flds = replace(hex(zeroblob(500000)), '00', 'x y ')"
    assert "too large" in refused(changed(tmp_path, more, enormous))


def test_more_note_types_than_anyone_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_types, "MOST_ROWS", 3)
    file = exported(a_collection(tmp_path / "anki"), "new.colpkg")
    assert "too large" in refused(file)


def test_a_card_with_more_reviews_than_a_life_holds_is_left_out(tmp_path: Path) -> None:
    rows = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5001) "
        "INSERT INTO revlog SELECT n.x, cards.id, 0, 3, 1, 1, 2500, 1000, 1 FROM n, cards"
    )
    alice = a_learner()
    told = imported(alice, changed(tmp_path, "DELETE FROM revlog", rows))
    assert [one["cards"] for one in told["left_out"]] == [1]
    assert not Event.objects.exists()


def test_a_collection_packed_so_that_it_comes_out_all_at_once(tmp_path: Path) -> None:
    file = tmp_path / "bomb.apkg"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as out:
        out.writestr("collection.anki2", bytes(5_000_000))
    assert "damaged" in refused(file)


def test_sorting_that_would_fill_the_memory_is_stopped(tmp_path: Path) -> None:
    """Without a key the cards are sorted with their notes' texts, all at once."""
    statements = [
        f"CREATE TABLE copy AS SELECT cards.* FROM cards, ({' UNION ALL '.join(['SELECT 1'] * 100)})",  # noqa: S608  ours
        "DROP TABLE cards",
        "ALTER TABLE copy RENAME TO cards",
        "UPDATE notes SET flds = hex(zeroblob(4000000))",
    ]
    assert "too large" in refused(changed(tmp_path, *statements))


def test_work_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MOST_CALLS", 2)
    rows = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000) "
        "INSERT INTO revlog SELECT x, x, 0, 3, 1, 1, 2500, 1000, 1 FROM n"
    )
    assert "too large" in refused(changed(tmp_path, "DELETE FROM revlog", rows))


@pytest.mark.parametrize(("limit", "what"), [("MOST_ROWS", "reviews"), ("MOST_CARDS", "cards")])
def test_more_rows_than_anyone_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, what: str
) -> None:
    monkeypatch.setattr(reading, limit, 0)
    assert f"more than 0 {what}" in refused(a_package(tmp_path))


def test_duplicate_ids(tmp_path: Path) -> None:
    """Tables without a primary key, each row of which stands twice."""
    twice = [
        statement
        for table in ("cards", "notes", "revlog")
        for statement in (
            f"CREATE TABLE copy AS SELECT * FROM {table} UNION ALL SELECT * FROM {table}",  # noqa: S608  ours
            f"DROP TABLE {table}",
            f"ALTER TABLE copy RENAME TO {table}",
        )
    ]
    alice = a_learner()
    once = imported(a_learner("bob"), a_package(tmp_path / "once"))["reviews"]["new"]

    imported(alice, changed(tmp_path, *twice))

    assert list(by_prompt(alice)) == ["Question"]
    assert len(own_cards(alice)) == 1
    assert Event.objects.filter(learner=alice, kind="review").count() == once


def test_values_of_the_wrong_kind_are_passed_over(tmp_path: Path) -> None:
    alice = a_learner()
    file = changed(
        tmp_path,
        "UPDATE cards SET ord = 0.5, mod = 'yesterday', flags = x'00', did = 'deck'",
        "UPDATE notes SET mod = 99999999999999, tags = 7",
        "INSERT INTO revlog SELECT 1, id, 0, 'good', 1, 1, 2500, 1000, 1 FROM cards",
        "INSERT INTO revlog SELECT 2, id, 0, 9, 1, 1, 2500, 1000, 1 FROM cards",
        "INSERT INTO revlog SELECT -3, id, 0, 3, 1, 1, 2500, 1000, 1 FROM cards",
        "INSERT INTO revlog SELECT 9223372036854775807, id, 0, 3, 1, 1, 2500, 1000, 1 FROM cards",
        "INSERT INTO revlog SELECT 4, id, 0, 3, 1, 1, 2500, 'long', 1 FROM cards",
    )
    before = previewed(alice, file)

    assert before["reviews"]["new"] >= 1
    assert imported(alice, file) == before


def test_a_package_of_2012(tmp_path: Path) -> None:
    """Before the scheduler knew zones: one collection.anki2, no meta, an epoch at four in the morning."""
    database = a_database(tmp_path)
    queried(
        database,
        [
            'UPDATE col SET crt = 1325386800, conf = \'{"nextPos": 1, "timeLim": 0}\'',  # 04:00 in Rome
            "UPDATE revlog SET type = 0",
        ],
    )
    alice = a_learner()
    imported(alice, packed(tmp_path, collection__anki2=database.read_bytes(), media=b"{}"))
    reviews = Event.objects.filter(learner=alice, kind="review")
    assert {json.loads(body)["tz"] for body in reviews.values_list("body", flat=True)} == {60}
    assert list(by_prompt(alice)) == ["Question"]


def test_script_and_remote_images_become_text(tmp_path: Path) -> None:
    collection = a_collection(tmp_path)
    a_note(
        collection,
        Front='<script>alert(1)</script>Safe<img src="https://evil.example/x.png" onerror="alert(2)">'
        "<style>p{}</style><!-- <script> --><a href='javascript:alert(3)'>link</a>",
        Back='<iframe src="https://evil.example"></iframe>done[sound:bell.mp3]',
    )
    alice = a_learner()

    told = imported(alice, exported(collection, "new.apkg"))

    [fields] = own_cards(alice).values()
    assert fields["prompt"] == "Safe[image: x.png]link"
    assert fields["answer"] == "done[sound: bell.mp3]"
    assert told["media_taken"] == {"images": 0, "sounds": 0}
    assert {
        one["reason"].partition(".")[0].partition(";")[0]: one["names"] for one in told["media_left"]
    } == {
        "These lie on the web": ["x.png"],
        "These are not in the file": ["bell.mp3"],
    }


def test_cards_that_cannot_come_are_named_with_their_reason(tmp_path: Path) -> None:
    collection = a_collection(tmp_path)
    a_note(collection, Front='<img src="map.png">', Back="Rome")
    a_note(collection, Front="Long", Back="x" * 10_001)
    cloze = a_note(collection, "Cloze", Text="Was {{c1::here}}")
    cloze["Text"] = "Was here"
    collection.update_note(cloze)
    alice = a_learner()

    told = imported(alice, exported(collection, "new.apkg"))

    assert own_cards(alice) == {}
    reasons = {
        one["reason"].split()[0] + " " + one["reason"].split()[1]: one["examples"] for one in told["left_out"]
    }
    assert reasons == {"These ask": ["[image: map.png]"], "A text": ["Long"], "These cards": ["Was here"]}


@pytest.mark.parametrize("form", ["old.apkg", "new.apkg"])
def test_whatever_bytes_are_changed_it_is_read_or_refused(tmp_path: Path, form: str) -> None:
    collection = a_collection(tmp_path / "anki")
    a_note(collection, "Cloze", deck="A::B", tags="x", Text="{{c1::One}} two", Back_Extra="<b>three</b>")
    studied(collection, days=30)
    with package.collection_of(exported(collection, form)) as unpacked:
        good = unpacked.read_bytes()
    alice, outcomes = a_learner(), set()
    for seed in range(60):
        file = packed(tmp_path, collection__anki21=_with_noise(good, seed))
        try:
            outcomes.add(previewed(alice, file)["format"])
        except Unreadable:
            outcomes.add("refused")
    assert outcomes == {"anki", "refused"}


def _with_noise(good: bytes, seed: int) -> bytes:
    """Some bytes changed, most of them where something stands."""
    rng, content = random.Random(seed), bytearray(good)
    written = [place for place, byte in enumerate(good) if byte]
    for _ in range(rng.choice([1, 10, 100, 1000])):
        content[rng.choice(written)] = rng.randrange(256)
    return bytes(content)
