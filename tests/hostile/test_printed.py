"""Texts that look dangerous are words in the book, and nothing comes alive in the file or gets in from the machine."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pikepdf
import pytest

from studyguide.book.fonts import printable
from studyguide.book.typesetting import TEMPLATES, typeset
from studyguide.model import Guide
from studyguide.reading.loading import load_guide
from tests.book.conftest import STAMP, set_book, tree_of
from tests.book.reading import Book, squashed
from tests.hostile.corpus import sound_cases
from tests.hostile.hostile_site import CANARY, write_guide
from tests.projects import ROOT

CASES = [case for case in sound_cases() if not case.refused]
GUIDE_TITLE = next(case.text for case in CASES if (case.entry, case.place) == ("guide", "title"))
QUESTION_TITLES = {case.name: case.text for case in CASES if (case.entry, case.place) == ("question", "title")}
PATH_TITLES = {case.name: case.text for case in CASES if (case.entry, case.place) == ("path", "title")}

NOT_PRINTED = {("question", "label")}
"""What stands only where another entry links to it; here none does."""

KEYS = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/AF", "/Launch", "/XFA", "/AcroForm"}
"""Keys that let a file do something by itself, or carry another one."""

NAMES = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Movie", "/Sound", "/Rendition"),
    *("/EmbeddedFile", "/Filespec", "/FileAttachment", "/Screen", "/Widget", "/RichMedia", "/Thread", "/Named"),
}
"""Actions, annotations and streams that do more than show words and follow links."""

TITLE = "{http://purl.org/dc/elements/1.1/}title"
NAMESPACES = ("http://www.w3.org/", "http://ns.adobe.com/", "http://purl.org/dc/", "http://www.aiim.org/", "adobe:ns:")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All texts that are shown, in one guide."""
    return write_guide(CASES, tmp_path_factory.mktemp("hostile-book") / "project")


@pytest.fixture(scope="module")
def hostile_guide(project: Path) -> Guide:
    """The guide, read."""
    return load_guide(project)


@pytest.fixture(scope="module")
def hostile_book(hostile_guide: Guide, project: Path) -> Book:
    """Its full edition."""
    tree, _ = tree_of(hostile_guide, project=project)
    return Book(typeset(tree, "a4", STAMP.moment).data)


def test_every_text_is_printed_as_typed(hostile_book: Book) -> None:
    lost = [
        case.name
        for case in CASES
        if (case.entry, case.place) not in NOT_PRINTED
        and squashed(printable(case.shows, lambda *_: None)) not in hostile_book.words
    ]
    assert lost == []
    assert len(CASES) > 90


def test_titles_are_bookmarks_as_typed(hostile_book: Book) -> None:
    marks = {squashed(mark.title) for mark in hostile_book.marks}
    assert len(QUESTION_TITLES) > 5
    assert [name for name, title in QUESTION_TITLES.items() if squashed(title) not in marks] == []


def test_nothing_of_the_machine_gets_in(hostile_book: Book, project: Path) -> None:
    assert CANARY not in hostile_book.words
    assert "root:x:0:0" not in hostile_book.words
    streams = [item for item in hostile_book.pdf.objects if isinstance(item, pikepdf.Stream)]
    assert [stream.objgen for stream in streams if CANARY.encode() in stream.read_bytes()] == []
    assert [stream.objgen for stream in streams if stream.get("/Subtype") == "/Image"] == []
    places = [str(place).encode() for place in (project, ROOT, sys.prefix, "site-packages")]
    contents = [*(stream.read_bytes() for stream in streams), hostile_book.data]
    assert [place for place in places if any(place in text for text in contents)] == []


def test_the_template_reads_one_value_and_evaluates_none() -> None:
    call = r"\b(eval|read|image|plugin|json|yaml|csv|toml|xml|cbor)\(([^)]*)|#(import|include)\b"
    calls = [found for file in sorted(TEMPLATES.glob("*.typ")) for found in re.findall(call, file.read_text("utf-8"))]
    read, drawn = (
        ("json", "bytes(sys.inputs.data", ""),
        ("image", "bytes(it.svg", ""),
    )  # bytes, never the name of a file
    assert sorted(found for found in calls if found[2] != "import") == [drawn, read]
    imported = [
        name for file in TEMPLATES.glob("*.typ") for name in re.findall(r"#import (.*):", file.read_text("utf-8"))
    ]
    assert {name.strip('"') for name in imported} <= {file.name for file in TEMPLATES.glob("*.typ")}


def test_nothing_in_the_file_acts_or_carries_a_file(hostile_book: Book) -> None:
    assert list(live_parts(hostile_book.pdf)) == []


def test_links_leave_the_book_only_by_https_or_mail(hostile_book: Book) -> None:
    assert hostile_book.addresses
    assert {urlsplit(address).scheme for address in hostile_book.addresses} <= {"https", "mailto"}
    assert hostile_book.dead_links() == []


def test_the_title_of_a_guide_stays_a_text_in_the_data_of_the_file(hostile_book: Book) -> None:
    assert described(hostile_book) == f"{GUIDE_TITLE}: Full edition"


@pytest.mark.parametrize("name", PATH_TITLES)
def test_the_title_of_a_path_stays_a_text_in_the_data_of_its_book(name: str, hostile_guide: Guide) -> None:
    book = set_book(hostile_guide, name)
    assert described(book) == f"{GUIDE_TITLE}: {PATH_TITLES[name]}"
    assert squashed(PATH_TITLES[name]) in book.words
    assert list(live_parts(book.pdf)) == []


def test_the_tests_above_see_what_is_alive() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.attachments["x"] = b"y"
        assert {part.rpartition(" ")[2] for part in live_parts(pdf)} >= {
            *("/OpenAction", "/JavaScript", "/JS", "/EmbeddedFiles", "/Filespec", "/EF", "/EmbeddedFile")
        }


def described(book: Book) -> str:
    """Give the title that the file says it has, in both places where it says so."""
    xml = ElementTree.fromstring(book.pdf.Root.Metadata.read_bytes())
    strange = [part.tag for part in xml.iter() if not part.tag.removeprefix("{").startswith(NAMESPACES)]
    assert strange == []
    (title,) = [part for part in xml.iter() if part.tag == TITLE]
    words = "".join(title.itertext()).strip()
    assert str(book.pdf.docinfo["/Title"]) == words
    return words


def live_parts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """List what acts by itself, runs code or carries another file."""
    for item in [pdf.Root, *pdf.objects]:
        yield from _live_parts(item, item.objgen[0])


def _live_parts(item: object, number: int) -> Iterator[str]:
    if isinstance(item, pikepdf.Name) and str(item) in NAMES:
        yield f"object {number}: {item}"
    elif isinstance(item, pikepdf.Array):
        for part in item:
            yield from _inside(part, number)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, part in item.items():
            if key in KEYS:
                yield f"object {number}: {key}"
            yield from _inside(part, number)


def _inside(item: object, number: int) -> Iterator[str]:
    if not (isinstance(item, pikepdf.Object) and item.is_indirect):  # those are visited on their own
        yield from _live_parts(item, number)
