"""Anki's clozes and templates, as far as text goes."""

import pytest

from cards.anki.importing.cloze import marked, ours
from cards.anki.importing.templates import BadTemplate, compiled, rendered

CLOZES = [
    ("{{c1::a}} b {{c2::c}}", 1, "{{a}} b c"),
    ("{{c1::a}} b {{c2::c}}", 2, "a b {{c}}"),
    ("{{c1::a::hint}} b", 1, "{{a}} (hint) b"),
    ("{{c1::a {{c2::b}} c}}", 1, "{{a b c}}"),
    ("{{c1::a {{c2::b}} c}}", 2, "a {{b}} c"),
    ("{{c1::a {{c1::b}} c}}", 1, "{{a b c}}"),
    ("{{c1,3::a}} b", 3, "{{a}} b"),
    ("{{c1::a\nb}}", 1, "{{a}}\n{{b}}"),
    ("{{c1::never closed", 1, "never closed"),
    ("}} {{x}} {{c1::a}}", 1, "} } { {x} } {{a}}"),
    ("no cloze", 1, "no cloze"),
]


@pytest.mark.parametrize(("text", "number", "expected"), CLOZES)
def test_one_number_is_asked_for_and_the_others_laid_open(text: str, number: int, expected: str) -> None:
    assert ours(marked(text, number)) == expected


TEMPLATES = [
    ("{{Front}}", "F"),
    ("{{ Front }}-{{text:Front}}", "F-F"),
    ("{{#Front}}yes {{Back}}{{/Front}}", "yes B"),
    ("{{#Empty}}no{{/Empty}}{{^Empty}}yes{{/Empty}}", "yes"),
    ("{{#Front}}{{#Empty}}no{{/Empty}}inside{{/Front}}", "inside"),
    ("{{!a comment}}{{Unknown}}x", "x"),
    ("{ {{Front}} }", "{ F }"),
]


@pytest.mark.parametrize(("template", "expected"), TEMPLATES)
def test_fields_and_conditions_are_filled_in(template: str, expected: str) -> None:
    fields = {"Front": "F", "Back": "B", "Empty": "<br> "}

    assert rendered(compiled(template), fields, lambda value, filters: value) == expected


@pytest.mark.parametrize("template", ["{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{#a}}" * 100 + "{{/a}}" * 100])
def test_conditions_that_do_not_close_or_nest_without_end_are_refused(template: str) -> None:
    with pytest.raises(BadTemplate):
        compiled(template)
