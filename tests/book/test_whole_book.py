"""The finished file: its words, links, bookmarks, fonts, and what programs that read aloud need."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator

import pikepdf
import pytest
from pydantic import BaseModel

from studyguide.book.typesetting import PAPERS, Paper, typeset
from studyguide.markup import Fragment
from studyguide.model import ChoiceQuestion, Comparison, Guide, LearningPath, Question
from tests.book.conftest import STAMP, set_book, tree_of
from tests.book.reading import Book, code_lines, leaves, squashed

SHORT_LINE = 60
"""A line of code with fewer characters stands on one line of every paper."""


def fragments(value: object) -> Iterator[Fragment]:
    """All texts of an entry that are printed: not those of the warm-up, and of no stage without questions."""
    if isinstance(value, Fragment):
        yield value
    elif isinstance(value, ChoiceQuestion):
        return
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            shown = isinstance(value, LearningPath) and name == "stages"
            yield from fragments(value.shown_stages if shown else getattr(value, name))  # type: ignore[attr-defined]
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from fragments(item)


def lost(guide: Guide, book: Book) -> list[tuple[str, str]]:
    """Words and lines of code that a full edition does not hold on the pages of their entry."""
    missing = []
    for entry in (*guide.questions, *guide.comparisons, *guide.paths):
        section = book.sections[entry.title]
        for fragment in fragments(entry):
            missing += [(entry.id, words) for words in leaves(fragment.html) if words not in section]
            missing += [
                (entry.id, line)
                for line in code_lines(fragment.html)
                if len(line) < SHORT_LINE and line not in book.lines
            ]
    return missing


def test_no_word_of_the_real_guide_is_lost(guide: Guide, real_book: Book) -> None:
    assert lost(guide, real_book) == []
    assert len(real_book.words) > 100_000


def test_no_word_of_the_tiny_guide_is_lost(bicycle_guide: Guide, bicycle_book: Book) -> None:
    assert lost(bicycle_guide, bicycle_book) == []
    assert "Bringatool" in bicycle_book.words, "the pages written by hand open the book"


@pytest.mark.parametrize("edition", ["questions-first", "mechanic"])
def test_no_answer_of_another_edition_is_lost(edition: str, bicycle_guide: Guide) -> None:
    book = set_book(bicycle_guide, edition, "letter")
    for question in bicycle_guide.questions:
        for fragment in fragments(question):
            assert [words for words in leaves(fragment.html) if words not in book.words] == []


def test_titles_sources_and_dates_are_in_the_file(guide: Guide, real_book: Book) -> None:
    entries: list[Question | Comparison] = [*guide.questions, *guide.comparisons]
    for entry in entries:
        assert squashed(entry.title) in real_book.words
        for source in entry.sources:
            assert source.url in real_book.addresses
            assert squashed(source.title) in real_book.words
            assert squashed(source.url) in real_book.words


def test_the_glossary_is_printed(guide: Guide, real_book: Book) -> None:
    assert guide.abbreviations
    lost = [item.short for item in guide.abbreviations if squashed(item.short + item.long) not in real_book.words]
    assert lost == []


def test_what_texts_link_to_is_printed_for_readers_of_paper(guide: Guide, real_book: Book) -> None:
    addresses = {
        html.unescape(url)
        for question in guide.questions
        for fragment in fragments(question)
        for url in re.findall(r'href="(https:[^"]*)"', fragment.html)
    }
    assert len(addresses) > 20
    assert [url for url in addresses if squashed(url) not in real_book.words] == []


def test_the_bookmarks_are_the_topics_and_their_questions_in_order(guide: Guide, real_book: Book) -> None:
    wanted = []
    for topic in guide.shown_topics:
        wanted += [(1, topic.name), *((2, question.title) for question in guide.questions_of(topic=topic.id))]
    wanted += [(1, "Comparison tables"), *((2, table.title) for table in guide.comparisons)]
    wanted += [(1, "Role paths"), *((2, path.title) for path in guide.paths)]
    wanted.append((1, "Glossary"))
    marks = [(mark.depth, mark.title) for mark in real_book.marks]
    assert marks[-len(wanted) :] == wanted
    assert [title for depth, title in marks[: -len(wanted)] if depth == 1] == [
        "How to prepare",
        "Frequently asked questions",
    ]


def test_the_contents_give_the_real_pages(real_book: Book) -> None:
    first = real_book.marks[0].page
    contents = squashed("".join(real_book.pages[1 : first - 1]))
    ends = [*(squashed(mark.title) for mark in real_book.marks[1:]), "Levels"]
    for mark, end in zip(real_book.marks, ends, strict=True):
        assert re.search(rf"{re.escape(squashed(mark.title))}\.*{mark.page}{re.escape(end)}", contents), mark
        assert squashed(mark.title) in squashed(real_book.pages[mark.page - 1])


def test_links_inside_the_book_lead_somewhere(real_book: Book) -> None:
    assert len(real_book.named_places) > 100
    assert real_book.dead_links() == []


def test_nothing_stands_in_the_margins(real_book: Book) -> None:
    assert real_book.words_outside() == []


def test_no_heading_stands_last_on_a_page(real_book: Book) -> None:
    labels = (
        "Say this first",
        "Go deeper",
        "Follow-up questions",
        "Common mistakes",
        "What sets you apart",
        "Step by step",
        "See also",
    )
    heads = {squashed(words) for words in (*labels, *(mark.title for mark in real_book.marks))}
    last = {number: squashed(page.strip().splitlines()[-1]) for number, page in enumerate(real_book.pages, start=1)}
    contents = real_book.marks[0].page
    assert [number for number, line in last.items() if number >= contents and line in heads] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_file_says_what_it_is_and_is_tagged(paper: Paper, bicycle_guide: Guide) -> None:
    book = set_book(bicycle_guide, paper=paper)
    root = book.pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert root.StructTreeRoot.K
    assert str(root.Lang) == "en"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    info = book.pdf.docinfo
    assert str(info["/Title"]) == "Bicycle Workshop Guide: Full edition"
    assert str(info["/Author"]) == "Bicycle Workshop Guide"
    assert str(info["/CreationDate"]).startswith("D:20261007")
    metadata = book.pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "3 questions" in metadata, "the description counts what is inside"
    width, height = (float(side) for side in book.pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == ((595, 842) if paper == "a4" else (612, 792))


def test_all_fonts_are_inside_and_subset(real_book: Book) -> None:
    fonts = [item for item in real_book.pdf.objects if is_of_type(item, "/FontDescriptor")]
    assert fonts
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+(Inter|JetBrains)", str(font.FontName))
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys())


def is_of_type(item: pikepdf.Object, name: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == name


def test_the_same_input_gives_the_same_bytes(bicycle_guide: Guide, bicycle_book: Book) -> None:
    tree, _ = tree_of(bicycle_guide)
    again = typeset(tree, "a4", STAMP.moment).data
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(bicycle_book.data).hexdigest()


def test_the_cover_tells_what_is_inside(bicycle_book: Book) -> None:
    cover = " ".join(bicycle_book.pages[0].split())
    for words in (
        *("Bicycle Workshop Guide", "Full edition", "3 questions", "2 topics", "1 comparison table", "1 role path"),
        *("Edition of 7 October 2026", "commit abc1234", "no maker of bicycles has paid for them"),
    ):
        assert words in cover


def test_times_are_rounded_as_on_the_site(bicycle_guide: Guide) -> None:
    tree, _ = tree_of(bicycle_guide)
    (paths,) = (chapter for chapter in tree["chapters"] if chapter["kind"] == "paths")
    times = {59: "59min", 60: "1h", 74: "1h", 75: "1.5h", 104: "1.5h", 105: "2h", 135: "2.5h", 600: "10h"}
    paths["entries"] += [{**paths["entries"][0], "label": f"path-{time}", "minutes": time} for time in times]
    words = Book(typeset(tree, "a4", STAMP.moment).data).words
    assert re.findall(r"about([\d.]+(?:min|h))ofpractice", words) == ["32min", *times.values()]
