"""What lies in the folder of downloads is described by what the files say of themselves."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pikepdf
import pytest

from studyguide.downloads import Download, arrange, file_size, list_downloads
from studyguide.model import Guide
from studyguide.pages.rendering import render_pages


def write_pdf(file: Path, width: float, height: float, created: str = "D:20261007120000Z") -> None:
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(width, height))
        pdf.docinfo["/Title"] = "A <book>"
        if created:
            pdf.docinfo["/CreationDate"] = created
        pdf.save(file)


@pytest.mark.parametrize(("size", "paper"), [((595.28, 841.89), "A4"), ((612, 792), "US Letter"), ((300, 300), "")])
def test_a_pdf_tells_title_paper_pages_and_day(size: tuple[float, float], paper: str, tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    file = tmp_path / "downloads/book.pdf"
    write_pdf(file, *size)
    assert list_downloads(tmp_path) == (
        Download("book.pdf", file.stat().st_size, dt.date(2026, 10, 7), "A <book>", paper, 3),
    )


@pytest.mark.parametrize("created", ["", "yesterday", "D:20261399"])
def test_a_pdf_without_a_day_of_its_own_still_tells_the_rest(created: str, tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    file = tmp_path / "downloads/book.pdf"
    write_pdf(file, 595, 842, created)
    os.utime(file, (1_790_000_000, 1_790_000_000))
    assert list_downloads(tmp_path) == (
        Download("book.pdf", file.stat().st_size, dt.date(2026, 9, 21), "A <book>", "A4", 3),
    )


@pytest.mark.parametrize("name", ["site.zip", "broken.pdf"])
def test_any_other_file_tells_its_size_and_the_day_it_was_written(name: str, tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    file = tmp_path / "downloads" / name
    file.write_bytes(b"12345")
    os.utime(file, (1_790_000_000, 1_790_000_000))
    assert list_downloads(tmp_path) == (Download(name, 5, dt.date(2026, 9, 21)),)


def test_only_whole_books_and_copies_are_downloads(tmp_path: Path) -> None:
    assert list_downloads(tmp_path) == ()
    (tmp_path / "downloads/folder.zip").mkdir(parents=True)
    for name in (".book.pdf.part", ".book.pdf", "site.unfinished", "notes.md", "index.html", "LICENSE"):
        (tmp_path / "downloads" / name).write_bytes(b"mine")
    assert list_downloads(tmp_path) == ()
    (tmp_path / "downloads/SITE.ZIP").write_bytes(b"zip")
    assert [file.name for file in list_downloads(tmp_path)] == ["SITE.ZIP"]


@pytest.mark.parametrize("link", ["downloads/secret.pdf", "downloads"], ids=["a file", "the folder"])
def test_what_a_link_leads_to_is_no_download(link: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret/secret.pdf"
    secret.parent.mkdir()
    secret.write_bytes(b"secret")
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(secret if link.endswith(".pdf") else secret.parent)
    assert list_downloads(tmp_path) == ()


@pytest.mark.parametrize(
    ("size", "shown"), [(0, "1 kB"), (1_499, "1 kB"), (812_400, "812 kB"), (999_600, "1.0 MB"), (1_749_154, "1.7 MB")]
)
def test_a_size_is_written_for_people(size: int, shown: str) -> None:
    assert file_size(size) == shown


def test_the_page_lists_the_files_or_says_how_to_make_them(bicycle_guide: Guide) -> None:
    def page(*downloads: Download) -> str:
        return next(
            page.text for page in render_pages(bicycle_guide, downloads=downloads) if page.uri == "downloads/index.md"
        )

    assert "make pdf" in page()
    listed = page(Download("a b&c.pdf", 812_000, dt.date(2026, 10, 7), "A <book>", "A4", 41))
    for part in ("A &lt;book&gt;", '<td><a href="a%20b%26c.pdf">41 pages</a>, 812 kB</td>', "7 Oct 2026"):
        assert part in listed
    assert "make pdf" not in listed
    other = page(Download("a<b>-offline.zip", 1_500_000, dt.date(2026, 10, 7)))
    for part in ('href="a%3Cb%3E-offline.zip">a&lt;b&gt;-offline.zip</a>, 1.5 MB, <time', "Unpack it", "make pdf"):
        assert part in other


def test_books_stand_by_edition_and_paper_with_those_of_all_questions_first() -> None:
    def book(name: str, title: str, paper: str, day: int = 1) -> Download:
        return Download(name, 5, dt.date(2026, 10, day), title, paper, 3)

    files = [
        book("developer-a4.pdf", "Developer", "A4"),
        book("full-a4.pdf", "All", "A4", 2),
        book("full-letter.pdf", "All", "US Letter", 3),
        book("questions-first-letter.pdf", "Questions", "US Letter"),
        book("zz-full-a4.pdf", "All", "A4"),
        book("square.pdf", "Square", ""),
        Download("site.zip", 5, dt.date(2026, 10, 1)),
    ]
    shelf = arrange(files)
    assert [(edition.title, list(edition.files), edition.day.day) for edition in shelf.books] == [
        ("All", ["A4", "US Letter"], 3),
        ("Questions", ["US Letter"], 1),
        ("Developer", ["A4"], 1),
    ]
    assert shelf.papers == ("A4", "US Letter")
    assert [file.name for file in shelf.others] == ["site.zip", "square.pdf", "zz-full-a4.pdf"]


def test_cards_stand_by_edition_with_all_questions_first(bicycle_guide: Guide) -> None:
    names = ("cards-mechanic.apkg", "cards-full.apkg", "mine.apkg")
    files = [Download(name, 5_000, dt.date(2026, 10, 1)) for name in names]
    shelf = arrange(files)
    assert {edition: file.name for edition, file in shelf.cards.items()} == {
        "full": "cards-full.apkg",
        "mechanic": "cards-mechanic.apkg",
    }
    assert list(shelf.cards) == ["full", "mechanic"]
    assert [file.name for file in shelf.others] == ["mine.apkg"]
    pages = {page.uri: page.text for page in render_pages(bicycle_guide, downloads=files)}
    listed = pages["downloads/index.md"]
    assert '<a href="cards-full.apkg">All questions</a>, 5 kB' in listed
    assert '<a href="cards-mechanic.apkg">Mechanic</a>' in listed
    assert "make cards" not in listed
    without = {page.uri: page.text for page in render_pages(bicycle_guide, downloads=())}
    assert "make cards" in without["downloads/index.md"]
