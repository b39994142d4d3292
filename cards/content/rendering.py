"""Markdown of the library as safe HTML: formulas become MathML, code is highlighted, figures are inlined."""

import re
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from cards.content import cloze
from cards.content.figures import Figure
from cards.content.formulas import formulas
from cards.content.sanitising import sanitised

PLAIN = {"", "csv", "log"}  # shown as they are: nothing in them to colour
ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


class Renderer:
    """Knows the figures; every method raises ValueError with what is wrong and how to mend it."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self.figures = figures
        self.markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.markdown.disable(["heading", "lheading", "hr", "reference", "autolink"])
        self.markdown.use(formulas)
        self.markdown.add_render_rule("fence", _code)
        self.markdown.add_render_rule("link_open", _link)
        self.markdown.add_render_rule(
            "image", lambda _renderer, tokens, idx, *_rest: self._image(tokens[idx])
        )

    def html(self, text: str) -> str:
        """Safe HTML. A single paragraph comes without its <p>, to fit a button as well as a page."""
        html = sanitised(self.markdown.render(text)).strip()
        alone = ONE_PARAGRAPH.fullmatch(html)
        return alone[1] if alone else html

    def cloze(self, text: str) -> tuple[str, str]:
        """What a cloze card asks and what it answers."""
        return cloze.tagged(self.html(cloze.asked(text))), cloze.tagged(self.html(cloze.told(text)))

    def _image(self, token: Token) -> str:
        scheme, _, name = str(token.attrs["src"]).partition(":")
        if scheme != "figure" or name not in self.figures:
            known = ", ".join(self.figures) or "none yet"
            raise ValueError(
                f"the image '{token.attrs['src']}' is no figure of ours; use figure:<one of {known}>"
            )
        if not token.content.strip():
            raise ValueError(f"the figure {name} has no alternative text; say in the brackets what it shows")
        figure = self.figures[name]
        alt = token.content.translate({34: "&quot;", 38: "&amp;", 60: "&lt;", 62: "&gt;"})
        return f'<img src="{figure.src}" alt="{alt}" width="{figure.width}" height="{figure.height}">'


def _link(renderer: Any, tokens: Any, idx: int, options: Any, env: Any) -> str:
    href = str(tokens[idx].attrs["href"])
    if not href.startswith("https://"):
        raise ValueError(f"the link '{href}' is not https; link to an https page or remove it")
    return str(renderer.renderToken(tokens, idx, options, env))


def _code(renderer: Any, tokens: Any, idx: int, options: Any, env: Any) -> str:
    named = tokens[idx].info.strip()
    language = "text" if named in PLAIN else named
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        raise ValueError(
            f"the code language '{language}' is not known; use one like python, sql, json"
        ) from None
    inner = highlight(tokens[idx].content, lexer, HtmlFormatter(nowrap=True))
    return f'<pre class="code"><code>{inner}</code></pre>'
