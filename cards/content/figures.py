"""The figures of the library: our own SVG files, checked, ready to be inlined."""

import base64
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from cards.content.defects import Defect

LARGEST = 24_000  # bytes; a figure travels inside each card that shows it
FORBIDDEN = {"script", "foreignObject", "image", "iframe", "a", "audio", "video", "set", "animate"}


@dataclass(frozen=True)
class Figure:
    """An image address, and its size, so that nothing moves when it appears."""

    src: str
    width: int
    height: int


def read_figures(folder: Path) -> tuple[dict[str, Figure], list[Defect]]:
    """Figures by file name, and what is wrong with the others."""
    figures: dict[str, Figure] = {}
    defects = []
    for path in sorted(folder.glob("*.svg")):
        try:
            figures[path.name] = figure(path.read_bytes())
        except ValueError as error:
            what, _, mend = str(error).partition("; ")
            defects.append(Defect(f"{folder.name}/{path.name}", 1, what, f"{mend[:1].upper()}{mend[1:]}."))
    return figures, defects


def figure(svg: bytes) -> Figure:
    """The checked figure; ValueError says what is wrong and how to mend it."""
    if len(svg) > LARGEST:
        raise ValueError(f"The figure has {len(svg)} bytes; keep it below {LARGEST}")
    if b"<!" in re.sub(rb"<!--.*?-->", b"", svg, flags=re.DOTALL):
        raise ValueError("The figure declares a document type or an entity; remove the declaration")
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314  (no entities can be declared: refused above)
    except ElementTree.ParseError as error:
        raise ValueError(f"The figure is not valid XML ({error}); mend the SVG") from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ValueError('The figure is no SVG; its root must be <svg xmlns="http://www.w3.org/2000/svg">')
    for element in root.iter():
        _harmless(element)
    box = re.fullmatch(r"0 0 (\d{1,4}) (\d{1,4})", root.get("viewBox", ""))
    if not box:
        raise ValueError('The figure has no size; give its <svg> a viewBox="0 0 width height"')
    src = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    return Figure(src, int(box[1]), int(box[2]))


def _harmless(element: ElementTree.Element) -> None:
    name = element.tag.rpartition("}")[2]
    if name in FORBIDDEN:
        raise ValueError(f"The figure holds <{name}>; draw it with plain shapes and text")
    if name == "style" and re.search(r"url\(|@import|\\", element.text or ""):
        raise ValueError("The figure's style loads something; keep it to plain rules")
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2].lower()
        if plain.startswith("on") or (plain == "href" and not value.startswith("#")):
            raise ValueError(f"The figure has the attribute {plain}='{value}'; remove it")
        if re.search(r"url\((?!#)", value):
            raise ValueError(f"The figure's {plain} loads something; keep it to references like url(#id)")
