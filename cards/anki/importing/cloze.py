"""Cloze deletions: Anki numbers them all in one text, ours asks for what is between {{ and }}."""

import re

OPEN, CLOSE = "\ue002", "\ue003"  # around what is asked for until the text is plain; private characters
WITHOUT = str.maketrans("", "", OPEN + CLOSE)  # taken out of every text beforehand
_PART = re.compile(r"\{\{c(?P<numbers>[\d,]{1,40})::|(?P<close>\}\})")
_DEEPEST = 10  # beyond what anyone nests a deletion's text would be copied once a level
_BETWEEN = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def unmarked(text: str) -> str:
    """A text that holds no OPEN and no CLOSE of its own."""
    return text.translate(WITHOUT) if OPEN in text or CLOSE in text else text


def marked(text: str, number: int) -> str:
    """The text with the deletions of one number between OPEN and CLOSE, and the others laid open."""
    stack: list[tuple[bool, list[str]]] = [(False, [])]
    at = 0
    for part in _PART.finditer(text):
        stack[-1][1].append(text[at : part.start()])
        at = part.end()
        if part["close"] and len(stack) > 1:
            asked, inside = stack.pop()
            stack[-1][1].append(_deletion("".join(inside), asked))
        elif part["numbers"] and len(stack) <= _DEEPEST:
            stack.append((str(number) in part["numbers"].split(","), []))
        else:
            stack[-1][1].append(part.group())
    rest = [piece for _, pieces in stack for piece in pieces]  # what is never closed stays as it stands
    return "".join([*rest, text[at:]])


def asked_for(text: str, number: int) -> str:
    """What the deletions of one number hide."""
    return ", ".join(_BETWEEN.findall(marked(text, number)))


def ours(plain: str) -> str:
    """A plain text with OPEN and CLOSE as our clozes write it; a blank never goes over a line's end."""
    plain = plain.replace("{{", "{ {").replace("}}", "} }")
    return _BETWEEN.sub(lambda found: _by_line(found[1]), plain).translate(WITHOUT)


def _deletion(inside: str, asked: bool) -> str:
    answer, _, hint = inside.partition("::")
    if not asked:
        return answer
    answer = answer.translate(WITHOUT)  # of a deletion of the same number inside
    return f"{OPEN}{answer}{CLOSE}" + (f" ({hint})" if hint else "")


def _by_line(text: str) -> str:
    return "\n".join(f"{{{{{line.strip()}}}}}" if line.strip() else line for line in text.split("\n"))
