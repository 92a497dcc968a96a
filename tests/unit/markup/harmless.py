"""What may come out of a field, whatever was typed."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

TAGS = {"p", "br", "hr", "em", "strong", "code", "pre", "div", "span", "blockquote", "a", "ul", "ol", "li"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"https", "mailto", "question", "comparison", "path", "topic", "level", "page"}


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def assert_harmless(html: str) -> None:
    for tag in soup(html).find_all(True):
        assert tag.name in TAGS
        for name, value in tag.attrs.items():
            assert not name.startswith("on")
            assert name in {"href", "title", "lang", "class", "start", "style"}
            if name == "style":
                rules = str(value).split(";")
                assert all(rule.strip().startswith("text-align:") for rule in rules if rule.strip())
            if name == "href":
                scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", str(value), re.IGNORECASE)
                assert scheme is None or scheme[1] in SCHEMES
