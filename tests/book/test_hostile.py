"""Whatever a fragment holds, the book is built, loses nothing in silence, and reports where the odd thing stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studyguide.book.typesetting import typeset
from studyguide.markup import Fragment
from studyguide.markup.documents import convert_document
from studyguide.model import Guide
from tests.book.conftest import STAMP, tree_of
from tests.book.hostile import CASES, LONG_TABLE, Case
from tests.book.reading import Book, code_lines, leaves

QUESTION = "bleed-a-brake"
FILE = "data/questions/brakes/bleed-a-brake.yml"


def with_detail(guide: Guide, fragment: Fragment) -> Guide:
    """A guide in which one question has another detail, and no picture, which would push it to another page."""
    questions = tuple(
        each.model_copy(update={"detail": fragment, "diagram": None}) if each.id == QUESTION else each
        for each in guide.questions
    )
    return guide.model_copy(update={"questions": questions})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_fragment_is_printed_and_told(case: Case, bicycle_guide: Guide) -> None:
    fragment = Fragment(case.source or case.html, case.html)
    tree, problems = tree_of(with_detail(bicycle_guide, fragment))
    reported = [str(problem) for problem in problems]
    if case.reported:
        assert [line for line in reported if case.reported in line and line.startswith(f"{FILE}:")], reported
    else:
        assert reported == []

    book = Book(typeset(tree, "a4", STAMP.moment).data)
    if case is LONG_TABLE:
        pages = [page for page in book.pages if re.search(r"\br\d{4}\b", page)]
        assert len(pages) > 20
        assert [page for page in pages if "headone" not in page] == []
    missing = [words for words in case.shown or leaves(case.html) if words not in book.words]
    assert missing == []
    assert not case.hidden or case.hidden not in book.words
    assert book.words_outside() == []
    assert [line for line in code_lines(case.html) if len(line) < 60 and line not in book.lines] == []


def test_at_least_three_lines_of_code_stand_together(bicycle_guide: Guide) -> None:
    blocks = "".join(
        "<p>"
        + "filling words " * (30 + 7 * block)
        + "</p><pre><code>"
        + "\n".join(f"code{block:02}x{line:02}" for line in range(20))
        + "</code></pre>"
        for block in range(16)
    )
    tree, _ = tree_of(with_detail(bicycle_guide, Fragment("", blocks)))
    book = Book(typeset(tree, "a4", STAMP.moment).data)
    split = 0
    for block in range(16):
        lines = [len(re.findall(rf"code{block:02}x\d\d", page)) for page in book.pages]
        assert sum(lines) == 20
        assert [count for count in lines if 0 < count < 3] == []
        split += sum(1 for count in lines if count) > 1
    assert split > 2, "no block was split: the test asks nothing"


def test_a_fence_that_is_never_closed_keeps_its_words(bicycle_guide: Guide) -> None:
    fragment = convert_document("Before.\n\n```text\nfirst line\nsecond line")
    tree, _ = tree_of(with_detail(bicycle_guide, fragment))
    book = Book(typeset(tree, "a4", STAMP.moment).data)
    assert [words for words in ("Before.", "firstline", "secondline") if words not in book.words] == []


def test_what_is_odd_is_reported_with_line_and_column(bicycle_guide: Guide, bicycle: Path) -> None:
    file = bicycle / FILE
    file.write_text(file.read_text("utf-8").replace("Air collects", "Air \N{BICYCLE} collects"), "utf-8")
    fragment = Fragment("", "<p>Air \N{BICYCLE} collects</p>")
    _, problems = tree_of(with_detail(bicycle_guide, fragment), project=bicycle)
    message = 'no font of the book has the character "\N{BICYCLE}" (U+1F6B2); it is printed as [bicycle]'
    assert [str(problem) for problem in problems] == [f"{FILE}:11:13: {message}; write it in words"]
