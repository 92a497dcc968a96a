"""Code in colors: the one place that calls Pygments."""

from __future__ import annotations

from functools import lru_cache

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name, get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

COLORED = frozenset(
    (
        *(
            "bash",
            "console",
            "css",
            "diff",
            "docker",
            "go",
            "graphql",
            "groovy",
            "hcl",
            "html",
            "http",
            "ini",
            "javascript",
        ),
        *("jinja", "json", "kotlin", "make", "nginx", "php", "powershell", "promql", "properties", "python", "ruby"),
        *("scala", "sql", "terraform", "toml", "typescript", "xml", "yaml"),
    )
)
"""The languages, by a name that Pygments gives them, that stay fast whatever a block holds.

Some lexers (Java, Perl, AspectJ, Rust) look ahead over the whole block at each word, so that a block within the limits
keeps them busy for seconds. Before adding one, time it with blocks of 12,000 characters that repeat a word, a bracket
or a quote.
"""

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)


def highlight_code(code: str, language: str) -> str:
    """Write a block of code as HTML.

    Args:
        code: The code; a line feed at the end is added where it is missing.
        language: A name that Pygments knows; for a language that is not in ``COLORED`` the code has one color.

    Returns:
        HTML in the form that the theme's style sheet and copy button expect.
    """
    colored = highlight(code, _lexer(language), _FORMATTER)
    return f'<div class="highlight"><pre><span></span><code>{colored}</code></pre></div>'


def is_known_language(language: str) -> bool:
    """Return whether Pygments has colors for a language."""
    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return False
    return True


@lru_cache(maxsize=64)  # finding a lexer by its name costs more than running it on a short block
def _lexer(language: str) -> Lexer:
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False)
    return lexer if not COLORED.isdisjoint(lexer.aliases) else TextLexer(stripnl=False)
