"""Pages written by hand, for outputs that have no site engine: the book.

On the site these pages belong to MkDocs, so here they are converted by the same library with the same extensions.
"""

from __future__ import annotations

import re

import markdown

from studyguide.markup.fragment import Fragment
from studyguide.markup.sanitizing import sanitize_document

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_EXTENSIONS = ["tables", "sane_lists", "attr_list", "pymdownx.highlight", "pymdownx.superfences"]
_SETTINGS: dict[str, dict[str, object]] = {
    "pymdownx.highlight": {"anchor_linenums": False, "guess_lang": False, "use_pygments": True},
    "pymdownx.superfences": {"disable_indented_code_blocks": True, "css_class": "highlight"},
}


def convert_document(source: str) -> Fragment:
    """Convert a hand-written page.

    Args:
        source: The page's Markdown. Unlike a field it may hold headings with ids, and links to other pages.

    Returns:
        The fragment; it is as safe as that of a field. Of an image it keeps the description.
    """
    text = _FRONT_MATTER.sub("", source)
    raw = markdown.Markdown(extensions=_EXTENSIONS, extension_configs=_SETTINGS).convert(text)
    return Fragment(text, sanitize_document(raw))
