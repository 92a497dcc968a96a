"""The list of tags, attributes, classes and link schemes that may come out of a field or a hand-written page."""

from __future__ import annotations

import nh3
from pygments.token import STANDARD_TYPES

from studyguide.references import REFERENCE_SCHEMES

LINK_SCHEMES = ("https", "mailto")
"""Schemes of ordinary links."""

_CODE_CLASSES = {name for name in STANDARD_TYPES.values() if name}
"""The classes that Pygments gives to pieces of code; any other could take on the look of a part of the page."""

_TAGS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "div", "span", "blockquote", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # the sanitizer would otherwise let title and lang pass everywhere
    "a": {"href"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
}
_HEADINGS = {f"h{depth}" for depth in range(1, 7)}
_DOCUMENT_TAGS = {*_TAGS, "img", *_HEADINGS}
_DOCUMENT_ATTRIBUTES = {**_ATTRIBUTES, "img": {"alt"}, **{heading: {"id"} for heading in _HEADINGS}}


def sanitize(raw: str) -> str:
    """Reduce HTML to what a field may show.

    Args:
        raw: Any HTML.

    Returns:
        HTML that cannot run code, fetch anything or leave its element.
    """
    return _clean(raw, _TAGS, _ATTRIBUTES)


def sanitize_document(raw: str) -> str:
    """Reduce HTML to what a page may show: all that a field may, headings with ids, and descriptions of images."""
    return _clean(raw, _DOCUMENT_TAGS, _DOCUMENT_ATTRIBUTES)


def _clean(raw: str, tags: set[str], attributes: dict[str, set[str]]) -> str:
    return nh3.clean(
        raw,
        tags=tags,
        attributes={tag: set(names) for tag, names in attributes.items()},
        url_schemes={*LINK_SCHEMES, *REFERENCE_SCHEMES},
        allowed_classes={"div": {"highlight"}, "span": _CODE_CLASSES},
        filter_style_properties={"text-align"},
        link_rel=None,
    )
