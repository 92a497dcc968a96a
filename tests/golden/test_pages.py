"""The tiny guide's pages are the committed ones. To renew them, see conftest.py."""

from __future__ import annotations

import difflib

import pytest

from tests.golden.conftest import OPTION, golden_names


def test_every_page_is_committed_and_nothing_else(pages: dict[str, str], golden: dict[str, str]) -> None:
    assert sorted(golden) == sorted(pages)


@pytest.mark.parametrize("uri", golden_names())
def test_a_page_is_as_committed(uri: str, pages: dict[str, str], golden: dict[str, str]) -> None:
    page = pages.get(uri, "")
    if page != golden[uri]:
        pytest.fail(f"{uri} has changed:\n{_diff(golden[uri], page)}\nIf it is meant: pytest tests/golden {OPTION}")


def _diff(old: str, new: str) -> str:
    """Compare tag by tag, since a whole answer is one line; plainly, if that hides the difference."""
    return _unified(_tag_by_tag(old), _tag_by_tag(new)) or _unified(old, new)


def _tag_by_tag(text: str) -> str:
    for tag in ("p", "div", "details", "summary", "ul", "ol", "li", "table", "tr", "td", "th", "pre", "dl", "dt", "dd"):
        text = text.replace(f"<{tag}>", f"\n<{tag}>").replace(f"<{tag} ", f"\n<{tag} ")
    return text


def _unified(old: str, new: str) -> str:
    return "\n".join(difflib.unified_diff(old.splitlines(), new.splitlines(), "committed", "rendered", "", "", 2, ""))
