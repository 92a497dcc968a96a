"""References in HTML: found, and replaced with ordinary links."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from studyguide.markup import convert
from studyguide.references import Reference, references, resolve_references, without_references


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_references_are_listed_in_order() -> None:
    html = (
        '<a href="level:a">b</a> <a href="page:home">c</a> <a href="question:&amp;">d</a> <a href="https://e.f">g</a>'
    )
    assert list(references(html)) == [Reference("level", "a"), Reference("page", "home"), Reference("question", "&")]
    assert [str(reference) for reference in references(html)] == ["level:a", "page:home", "question:&"]


@pytest.mark.parametrize(
    "source", ['`href="question:a"`', 'one href="question:a" two', '```html\nhref="question:a"\n```']
)
def test_a_text_that_looks_like_a_reference_is_text(source: str) -> None:
    fragment = convert(source, "block")
    assert fragment.links == ()
    assert 'href="question:a"' in soup(resolve_references(fragment.html, lambda _: "../a/")).get_text()


def test_resolving_turns_references_into_links_and_leaves_the_rest() -> None:
    html = convert("[a](question:b) `question:c` question:d [e](https://f.g)", "inline").html
    resolved = resolve_references(html, lambda reference: f"../{reference.target}/#{reference.scheme}")
    assert resolved == ('<a href="../b/#question">a</a> <code>question:c</code> question:d <a href="https://f.g">e</a>')


def test_what_the_resolver_gives_is_escaped() -> None:
    address = "?a&b=\"><script>alert('1')</script>"
    html = soup(resolve_references('<a href="question:b">a</a>', lambda _: address))
    assert [(tag.name, tag.attrs) for tag in html.find_all(True)] == [("a", {"href": address})]


def test_only_the_words_of_references_can_be_kept() -> None:
    html = convert("[a *b*](question:c) `[d](question:e)` [f](https://g.h)", "inline").html
    assert without_references(html) == 'a <em>b</em> <code>[d](question:e)</code> <a href="https://g.h">f</a>'
