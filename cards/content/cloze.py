"""Cloze text: `{{hidden}}` marks what is asked for."""

import re

BLANK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
MOST_BLANKS = 3
# Characters for private use stand for the tags while Markdown is rendered and sanitised.
OPEN, CLOSE, GAP = "\ue000", "\ue001", "\ue002"


def blanks(text: str) -> list[str]:
    """What is hidden, in order; ValueError says what is wrong with the braces."""
    hidden = [found.strip() for found in BLANK.findall(text)]
    rest = BLANK.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise ValueError("the braces of a blank do not match; write each blank as {{word}}")
    if not hidden:
        raise ValueError("there is no blank; put what is asked for in {{ }}")
    if len(hidden) > MOST_BLANKS:
        raise ValueError(f"there are {len(hidden)} blanks; ask for at most {MOST_BLANKS}, or split the card")
    for word in hidden:
        if not re.search(r"\w", word):
            raise ValueError("a blank is empty; put the hidden word between {{ and }}")
        if "::" in word or "{" in word:
            raise ValueError(f"the blank '{word}' carries more than its word; write it as {{{{word}}}}")
    if re.search(r"\$[^$\n]*\{\{[^$\n]*\$", text):
        raise ValueError(
            "a blank lies within a formula; put the blank around words or around the whole formula"
        )
    if not re.search(r"\w", rest):
        raise ValueError("the blank hides the whole text; leave the words that ask for it")
    return hidden


def asked(text: str) -> str:
    """The text with every blank a gap, to be rendered."""
    return BLANK.sub(GAP, text)


def told(text: str) -> str:
    """The text with every blank marked, to be rendered."""
    return BLANK.sub(lambda found: f"{OPEN}{found[1].strip()}{CLOSE}", text)


def tagged(html: str) -> str:
    """Rendered, sanitised HTML with the tags in place."""
    gap = '<span class="blank">…</span>'
    return html.replace(GAP, gap).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
