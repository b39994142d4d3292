"""$formula$ and $$formula$$ in Markdown, as MathML."""

import re
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline


def formula(latex: str, *, display: bool) -> str:
    """The formula as MathML; ValueError says which part is not understood."""
    try:
        mathml: str = convert(latex, display="block" if display else "inline")
    except Exception as error:  # the converter raises many kinds, some of them bare Exceptions
        raise ValueError(
            f"the formula '{latex}' cannot be read ({type(error).__name__}); mend its LaTeX"
        ) from None
    if unknown := re.search(r"\\[a-zA-Z]+", mathml):
        raise ValueError(f"the formula '{latex}' uses {unknown[0]}, which is not known; write it otherwise")
    return mathml


def _rule(state: StateInline, silent: bool) -> bool:
    """A dollar opens a formula before a non-space and closes it after one, but not before a digit: prices
    like $5 and $10 stay text."""
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    fence = "$$" if source.startswith("$$", start) else "$"
    pattern = r"\$\$(.+?)\$\$" if fence == "$$" else r"\$(?!\s)((?:\\.|[^$\\])+?)(?<!\s)\$(?!\d)"
    found = re.compile(pattern, re.DOTALL).match(source, start, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.markup = found[1].strip(), fence
    state.pos = found.end()
    return True


def _render(self: Any, tokens: Any, idx: int, options: Any, env: Any) -> str:
    return formula(tokens[idx].content, display=tokens[idx].markup == "$$")


def formulas(markdown: MarkdownIt) -> None:
    """A markdown-it plugin."""
    markdown.inline.ruler.before("escape", "formula", _rule)
    markdown.add_render_rule("formula", _render)
