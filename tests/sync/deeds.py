"""Everything a learner can do to a log, as Hypothesis draws it; an undo names its target by number."""

from typing import Any

from hypothesis import strategies as st

Deed = dict[str, Any]

CARDS = st.sampled_from(["a.one", "b.two", "c.three"])
SITTINGS = st.sampled_from(["s.one", "s.two"])
QUESTIONS = st.sampled_from(["q.one", "q.two"])
TEXTS = st.sampled_from(["", "Why?", "é\u2028\U0001f600", "b" * 300])
DEADLINES = st.sampled_from([None, "2026-12-01"])


def _deed(kind: str, **fields: Any) -> st.SearchStrategy[Deed]:
    named = {name: it if isinstance(it, st.SearchStrategy) else st.just(it) for name, it in fields.items()}
    return st.fixed_dictionaries({"kind": st.just(kind), **named})


REVIEWS = _deed("review", card=CARDS, rating=st.integers(1, 4), took_ms=st.integers(0, 90_000))
UNDOS = _deed("undo", which=st.integers(0, 10**6), value=st.booleans())
MARKS = st.one_of(
    _deed("mark", card=CARDS, mark=st.sampled_from(["suspended", "starred"]), value=st.booleans()),
    _deed("mark", card=CARDS, mark="flag", value=st.integers(0, 7)),
    _deed("mark", card=CARDS, mark="bury", days=st.integers(0, 9)),
)
EDITS = st.one_of(
    _deed("edit", card=CARDS, field=st.sampled_from(["created", "deleted"]), value=st.booleans()),
    _deed("edit", card=CARDS, field=st.sampled_from(["prompt", "note"]), value=TEXTS),
)
EXAMS = st.one_of(
    _deed("sitting", sitting=SITTINGS, action="start", exam="mls-c01", seed=st.integers(0, 9)),
    _deed("sitting", sitting=SITTINGS, action="flag", question=QUESTIONS, value=st.booleans()),
    _deed(
        "sitting",
        sitting=SITTINGS,
        action="strike",
        question=QUESTIONS,
        option=st.integers(0, 3),
        value=st.booleans(),
    ),
    _deed(
        "sitting",
        sitting=SITTINGS,
        action="start",
        exam="mls-c01",
        seed=st.integers(0, 9),
        paper="full",
        mode=st.sampled_from(["exam", "training"]),
        minutes=st.sampled_from([1, 2, 180]),
        questions=["q.one", "q.two"],
        predicted=st.just({"mean": 0.5, "low": 0, "high": 0.75}),
    ),
    _deed("sitting", sitting=SITTINGS, action="pause", value=st.booleans()),
    _deed("sitting", sitting=SITTINGS, action="finish"),
    _deed("answer", sitting=SITTINGS, question=QUESTIONS, choices=st.lists(st.integers(0, 4), max_size=2)),
    _deed("outcome", exam="mls-c01", passed=st.booleans(), score=st.integers(100, 1000)),
)
SETTINGS = st.one_of(
    _deed("setting", name="minutes_a_day", value=st.integers(5, 60), later_field=st.integers(0, 3)),
    _deed("setting", name="exam.mls-c01.date", value=DEADLINES),
)
RESETS = _deed("reset", card=CARDS)

DEEDS = st.one_of(REVIEWS, REVIEWS, REVIEWS, UNDOS, UNDOS, MARKS, EDITS, EXAMS, SETTINGS, RESETS)
