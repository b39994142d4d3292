"""Whatever stands in a file, the author gets a list of defects, never a crash."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cards.content.library import read_library
from tests.content.writing import BASIC, CHOICE, COMPUTE, EXAM, a_concept, a_library, a_topic

CLOZE = '\n- {id: recall.cloze, form: cloze, text: "A share is {{found}} here.", why: "So $x^2$."}\n'
LINES = a_topic(a_concept(cards=BASIC + COMPUTE + CHOICE + CLOZE)).splitlines()
BITS = st.sampled_from(
    ["{", "}", "[", "]", ":", "- ", "''", '"', "$", "*a", "&a ", "null", "1", "true", "\n", "  ", "{{", "🂡"]
)


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 90), st.integers(0, 9), BITS), min_size=1, max_size=3
    )
)
@settings(max_examples=150)
def test_a_damaged_file_is_told_not_thrown(damage: list[tuple[int, int, int, str]]) -> None:
    lines, exam = list(LINES), EXAM.splitlines()
    for line, start, length, bit in damage:
        part = lines if line % 3 else exam
        row = line % len(part)
        part[row] = part[row][:start] + bit + part[row][start + length :]
    with tempfile.TemporaryDirectory() as folder:
        a_library(Path(folder), topics={"metrics": "\n".join(lines)}, exams={"exam-a": "\n".join(exam)})
        files, rendered = read_library(Path(folder))
    assert files.defects or rendered.cards
    assert all(defect.line >= 1 and defect.what and defect.mend for defect in files.defects)
