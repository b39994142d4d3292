"""The last gate of all HTML: only what a card needs, whatever was written."""

import re

import nh3
from pygments.token import STANDARD_TYPES

MATH = {
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msup", "msub",
    "msubsup", "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "menclose",
    "mphantom",
}  # fmt: skip
TAGS = MATH | {
    "p", "br", "strong", "em", "code", "pre", "span", "ul", "ol", "li", "blockquote", "a", "img",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "separator", "lspace", "rspace", "largeop", "movablelimits"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mspace": {"width"},
    "mfrac": {"linethickness"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mtd": {"columnalign"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "ol": {"start"},
}
FIGURE = re.compile(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+")


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if value.startswith("https://") else None
    if attribute == "src":
        return value if FIGURE.fullmatch(value) else None
    return value


def sanitised(html: str) -> str:
    """`html` without anything that could act, load or navigate anywhere but to an https page in a new tab."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        allowed_classes={"span": {short for short in STANDARD_TYPES.values() if short}, "pre": {"code"}},
        attribute_filter=_kept,
        url_schemes={"https", "data"},
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        strip_comments=True,
    )
