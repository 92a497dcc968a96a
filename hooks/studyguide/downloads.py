"""The files that readers can take with them: the books and copies in the project's folder of downloads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studyguide.cache import Cache

if TYPE_CHECKING:
    import pikepdf

FOLDER = "downloads"
"""The folder's name, in the project and on the site."""

ENDINGS = (".pdf", ".zip", ".apkg")
"""What is offered. Anything else in the folder is somebody's own; a ``.md`` file would even become a page."""

FULL, QUESTIONS_FIRST = "full", "questions-first"
"""The editions that hold all questions; the names of their files begin so, and they are listed before the others."""

CARDS = "cards-"
"""How the names of decks for Anki begin; the name of the edition follows."""

_PAPERS = {(595, 842): "A4", (612, 792): "US Letter"}


@dataclass(frozen=True)
class Download:
    """One file.

    Attributes:
        name: Its name in the folder.
        size: Its size in bytes.
        day: The day that the file gives as its own, else the day on which it was written.
        title: What it says it is; empty if it does not say.
        paper: The size of its pages, if it is a PDF of a size with a name.
        pages: How many pages it has; 0 if it is no PDF.
    """

    name: str
    size: int
    day: dt.date
    title: str = ""
    paper: str = ""
    pages: int = 0


def list_downloads(project: Path) -> tuple[Download, ...]:
    """List the downloads of a project by name; none if there is no such folder. What a link leads to is not offered."""
    folder = project / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return ()
    cache = Cache(project, "downloads")
    found = tuple(_describe_once(file, cache) for file in sorted(folder.iterdir()) if _is_offered(file))
    cache.save()
    return found


def _is_offered(file: Path) -> bool:
    if file.name.startswith(".") or file.suffix.lower() not in ENDINGS:
        return False
    return file.is_file() and not file.is_symlink()


@dataclass(frozen=True)
class Book:
    """One edition on all its papers.

    Attributes:
        title: What its files say they are.
        files: The file for each paper.
        day: The day of the newest of them.
    """

    title: str
    files: Mapping[str, Download]
    day: dt.date


@dataclass(frozen=True)
class Shelf:
    """Downloads as readers choose among them.

    Attributes:
        books: The editions, those with all questions first.
        papers: The papers that any of them has.
        cards: The decks for Anki by the edition, the full one first.
        others: All other files, by name.
    """

    books: tuple[Book, ...]
    papers: tuple[str, ...]
    cards: Mapping[str, Download]
    others: tuple[Download, ...]


def arrange(downloads: Iterable[Download]) -> Shelf:
    """Put the papers of each edition together. A file without title or paper, or a second one of both, stands alone."""
    editions: dict[str, dict[str, Download]] = {}
    cards: dict[str, Download] = {}
    others = []
    for file in sorted(downloads, key=_order):
        if file.name.startswith(CARDS) and file.name.endswith(".apkg"):
            cards[file.name.removeprefix(CARDS).removesuffix(".apkg")] = file
            continue
        files = editions.setdefault(file.title, {}) if file.title and file.paper else None
        if files is None or file.paper in files:
            others.append(file)
        else:
            files[file.paper] = file
    books = tuple(Book(title, files, max(file.day for file in files.values())) for title, files in editions.items())
    papers = tuple(paper for paper in _PAPERS.values() if any(paper in book.files for book in books))
    return Shelf(books, papers, cards, tuple(sorted(others, key=lambda file: file.name)))


def _order(file: Download) -> tuple[bool, bool, str]:
    is_full = file.name.startswith((f"{FULL}-", f"{CARDS}{FULL}."))
    return not is_full, not file.name.startswith(f"{QUESTIONS_FIRST}-"), file.name


def file_size(size: int) -> str:
    """Write a number of bytes for people: ``812 kB``, ``1.7 MB``."""
    return f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def _describe_once(file: Path, cache: Cache) -> Download:
    """Describe a file, without opening it again if it has not changed."""
    state = file.stat()
    key = cache.key([file.name.encode(), repr((state.st_size, state.st_mtime_ns)).encode()])
    known: Download | None = cache.get(key)
    if known is None:
        known = _describe(file)
        cache.put(key, known)
    return known


def _describe(file: Path) -> Download:
    state = file.stat()
    plain = Download(file.name, state.st_size, dt.datetime.fromtimestamp(state.st_mtime, dt.UTC).date())
    if file.suffix.lower() != ".pdf":
        return plain
    import pikepdf  # only sites that offer books need it, and loading it takes as long as loading MkDocs

    try:
        with pikepdf.open(file) as pdf:
            left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
            return Download(
                file.name,
                state.st_size,
                _day_created(pdf) or plain.day,
                str(pdf.docinfo.get("/Title", "")),
                _PAPERS.get((round(right - left), round(top - bottom)), ""),
                len(pdf.pages),
            )
    except (pikepdf.PdfError, ValueError, IndexError):  # somebody put it there; it is still a file to offer
        return plain


def _day_created(pdf: pikepdf.Pdf) -> dt.date | None:
    from pikepdf.models import metadata

    try:
        return metadata.decode_pdf_date(str(pdf.docinfo.get("/CreationDate", ""))).date()
    except ValueError:  # many programs write none, and some not in the form that PDF wants
        return None
