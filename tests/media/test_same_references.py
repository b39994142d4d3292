"""The phone reads the same file: what it takes for a picture in a text, the server does, too."""

import json
from pathlib import Path

import pytest

from cards.media.references import Reference, parts

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "references.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_the_shared_texts_hold_what_the_file_says(case: dict[str, object]) -> None:
    found = [part for part in parts(str(case["text"])) if isinstance(part, Reference)]
    assert [{"name": name, "alt": alt, "size": size and list(size)} for name, alt, size in found] == case[
        "found"
    ]
