"""References: links that name a part of the guide by its id, such as ``question:what-is-vpc``.

A reference stays as written until the last step. Each output resolves it with :func:`resolve_references` and a
function that gives the address in its own form: relative to a page, to the site's root, or a page of the book.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

REFERENCE_SCHEMES = ("question", "comparison", "path", "topic", "level", "page", "diagram")
"""Link schemes that name a part of the guide. A field may use the first four, hand-written pages all of them."""

FIELD_REFERENCE_SCHEMES = REFERENCE_SCHEMES[:4]

INDEX_PAGES = ("home", "questions", "comparisons", "paths", "practice", "mock-interview", "glossary", "downloads")
"""What ``page:`` can name: the generated pages that are about no single entry."""

# In the text of a document "<" is written "&lt;", so only a real tag can match.
_IN_HTML = re.compile(rf'(<(?:a\b[^<>]*?\shref|img\b[^<>]*?\ssrc)=")({"|".join(REFERENCE_SCHEMES)}):([^"]*)"')


_LINK = re.compile(rf'<a\b[^<>]*?\shref="(?:{"|".join(REFERENCE_SCHEMES)}):[^"]*"[^<>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Reference:
    """A link to a part of the guide, written as ``scheme:target``."""

    scheme: str
    target: str

    def __str__(self) -> str:
        """Write the reference as it stands in a text."""
        return f"{self.scheme}:{self.target}"


def references(text: str) -> Iterator[Reference]:
    """List the references in a piece of HTML, in order, repeated ones included."""
    for match in _IN_HTML.finditer(text):
        yield Reference(match[2], html.unescape(match[3]))


def resolve_references(text: str, link: Callable[[Reference], str]) -> str:
    """Replace every reference in a piece of HTML with an ordinary link.

    Args:
        text: HTML with references.
        link: Gives the URL for a reference.

    Returns:
        The HTML with URLs.
    """

    def replace(match: re.Match[str]) -> str:
        url = link(Reference(match[2], html.unescape(match[3])))
        return f'{match[1]}{html.escape(url)}"'

    return _IN_HTML.sub(replace, text)


def without_references(text: str) -> str:
    """Leave only the words of references in a piece of HTML, for outputs in which they lead nowhere."""
    return _LINK.sub(r"\1", text)
