"""HTML made into the plain text of own cards: lines, lists and tables stay readable, pictures and sounds that
are kept are named as references, all else is dropped."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from cards.intake.incoming import LeftBehind, Stays
from cards.media.references import Reference, written

Media = Callable[[str], Reference | LeftBehind]  # a picture's or sound's address in the HTML: what it becomes
_TOKEN = re.compile(
    r"""(?:<!--.*?(?:-->|\Z)
    | <(?P<gone>script|style|title|template)\b.*?(?:</(?P=gone)\s*>|\Z)
    | <(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:[^<>"']|"[^"<]*+"?|'[^'<]*+'?)*+)>?
    )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SMALL = re.compile(r"<su(?P<which>[bp])\b[^<>]*>(?P<what>[^<>]*)</su(?P=which)>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")  # a single space is passed over, for speed
_SOUND = re.compile(r"\[sound:([^\]\n]{0,200})\]")
_MANY_LINES = re.compile(r"\n{3,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NOT_KEPT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])  # control characters
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_LINES = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "hr", "table", "tr",
    "ul", "ol", "dl", "dt", "dd", "pre",
}  # fmt: skip


class Plain(NamedTuple):
    """A text, the files that it speaks of, and what could not come along."""

    text: str
    media: tuple[str, ...] = ()
    left_behind: tuple[LeftBehind, ...] = ()


def nowhere(source: str) -> LeftBehind:
    """For HTML that comes without files."""
    return LeftBehind(file_name(source), Stays.NOT_THERE)


def file_name(source: str) -> str:
    """What to call a picture or a sound by its address; empty for one that stands in the text itself."""
    return "" if source.startswith("data:") else source.rpartition("/")[2]


def plain_text(html: str, media: Media = nowhere) -> Plain:
    """What a reader of the page would read; what `media` leaves behind is named in square brackets."""
    if "<" not in html and "&" not in html and "[sound:" not in html:
        return Plain(_tidied(_SPACE.sub(" ", html)))
    return _Reader(media).read(_SMALL.sub(_small, html) if "<su" in html.lower() else html)


def without_controls(text: str) -> str:
    """As the log takes it: no control characters, no half characters, one kind of line break."""
    if _CONTROL.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_KEPT)
    return text if text.isascii() else text.encode(errors="ignore").decode()


@dataclass
class _Reader:
    """Walks over the tags, line by line of what a reader would see."""

    media: Media
    out: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)  # of each list open: the next number, None = dashes
    pre: int = 0
    cells: int = 0
    kept: list[str] = field(default_factory=list)
    left_behind: list[LeftBehind] = field(default_factory=list)

    def read(self, html: str) -> Plain:
        at = 0
        for token in _TOKEN.finditer(html):
            self._say(html[at : token.start()])
            at = token.end()
            if name := token["name"]:
                self._tag(name.lower(), bool(token["end"]), token["attributes"] or "")
        self._say(html[at:])
        return Plain(_tidied("".join(self.out)), tuple(self.kept), tuple(self.left_behind))

    def _say(self, html: str) -> None:
        if not html:
            return
        text = unescape(html) if "&" in html else html
        if "[sound:" in text:
            text = _SOUND.sub(self._sound, text)
        if not self.pre:
            text = _SPACE.sub(" ", text)
            if self._at_line_start():
                text = text.lstrip(" ")
        if text:
            self.out.append(text.replace("\xa0", " "))

    def _sound(self, found: re.Match[str]) -> str:
        return self._named(found[1], "") or f"[sound: {found[1]}]"

    def _named(self, source: str, alt: str) -> str | None:
        """The reference to a file that is kept."""
        found = self.media(source)
        if isinstance(found, LeftBehind):
            self.left_behind.append(found)
            return None
        self.kept.append(found.name)
        return written(found._replace(alt=alt))

    def _at_line_start(self) -> bool:
        return not self.out or self.out[-1].endswith("\n")

    def _line(self) -> None:
        if not self._at_line_start():
            self.out.append("\n")

    def _tag(self, name: str, end: bool, attributes: str) -> None:
        if name in _LINES:
            self._line()
        own = _TAGS.get(name)
        if own:
            own(self, end, attributes)

    def _break(self, end: bool, attributes: str) -> None:
        self.out.append("\n")

    def _image(self, end: bool, attributes: str) -> None:
        if end:
            return
        source, alt = _attribute(attributes, "src"), _attribute(attributes, "alt")
        name = (alt or file_name(source))[:100]
        self.out.append(self._named(source, alt) or (f"[image: {name}]" if name else "[image]"))

    def _pre(self, end: bool, attributes: str) -> None:
        self.pre = max(0, self.pre + (-1 if end else 1))

    def _list(self, end: bool, attributes: str, first: int | None = None) -> None:
        if not end:
            self.lists.append(first)
        elif self.lists:
            self.lists.pop()

    def _numbered(self, end: bool, attributes: str) -> None:
        self._list(end, attributes, 1)

    def _item(self, end: bool, attributes: str) -> None:
        self._line()
        if end:
            return
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        indent = "  " * min(len(self.lists) - 1, 8)
        self.out.append(indent + ("- " if number is None else f"{number}. "))

    def _row(self, end: bool, attributes: str) -> None:
        self.cells = 0

    def _cell(self, end: bool, attributes: str) -> None:
        if not end:
            if self.cells:
                self.out.append(" | ")
            self.cells += 1


_TAGS: dict[str, Callable[[_Reader, bool, str], None]] = {
    "br": _Reader._break,
    "img": _Reader._image,
    "pre": _Reader._pre,
    "ul": _Reader._list,
    "ol": _Reader._numbered,
    "li": _Reader._item,
    "tr": _Reader._row,
    "td": _Reader._cell,
    "th": _Reader._cell,
}


def _attribute(attributes: str, name: str) -> str:
    found = re.search(
        rf"""(?<![\w-]){name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", attributes, re.IGNORECASE
    )
    return unescape(next(filter(None, found.groups()), "")).strip() if found else ""


def _small(found: re.Match[str]) -> str:
    """x<sup>2</sup> must not become x2."""
    up, what = found["which"] in "pP", found["what"].strip()
    small = what.translate(_RAISED if up else _LOWERED)
    if what and all(sign in "0123456789+-" for sign in what):
        return small
    return f"{'^' if up else '_'}({what})" if what else ""


def _tidied(text: str) -> str:
    text = without_controls(text)
    if "\n" in text:
        text = _MANY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n")))
    return text.strip()
