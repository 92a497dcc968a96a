"""Read a finished book as a reader's program does: its words, its places, its structure."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf
import pypdfium2

MILLIMETRE = 72 / 25.4
_BLOCK = re.compile(r"</?(?:p|ul|ol|li|div|pre|blockquote|table|thead|tbody|tr|th|td|br|hr|h[1-6])\b[^>]*>")


def squashed(text: str) -> str:
    """Remove what typesetting may change: spaces, and the mark that PDFium gives to a hyphen at a line's end."""
    return re.sub(r"\s+", "", text.replace("\x02", "-").replace("\ufffe", "-"))


def leaves(fragment: str) -> Iterator[str]:
    """The words of each innermost block of a piece of HTML; what stands in one block stands together in a book."""
    for part in _BLOCK.split(fragment):
        words = squashed(html.unescape(re.sub(r"<[^>]+>", "", part)))
        if words:
            yield words


def code_lines(fragment: str) -> Iterator[str]:
    """The lines of all blocks of code in a piece of HTML, with single spaces."""
    for block in re.findall(r"(?s)<pre\b.*?</pre>", fragment):
        for line in html.unescape(re.sub(r"<[^>]+>", "", block)).split("\n"):
            if line.strip():
                yield " ".join(line.split())


@dataclass(frozen=True)
class Mark:
    """A bookmark: its depth, its words and the page it opens, counted from 1."""

    depth: int
    title: str
    page: int


class Book:
    """One PDF file.

    Args:
        data: Its bytes.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._document = pypdfium2.PdfDocument(data)

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, without its running header and its number."""
        texts = []
        for page in self._document:
            width, height = page.get_size()
            bottom = 17 * MILLIMETRE
            texts.append(page.get_textpage().get_text_bounded(0, bottom, width, height - 21 * MILLIMETRE))
        return texts

    @cached_property
    def words(self) -> str:
        """All words, squashed and without the numbers of pages that references carry."""
        return re.sub(r"\(p\.\d+\)", "", squashed("".join(self.pages)))

    @cached_property
    def sections(self) -> dict[str, str]:
        """The words between each bookmark's page and the next one's, by the bookmark's title, squashed."""
        ends = [*(mark.page for mark in self.marks[1:]), len(self.pages)]
        return {
            mark.title: re.sub(r"\(p\.\d+\)", "", squashed("".join(self.pages[mark.page - 1 : end])))
            for mark, end in zip(self.marks, ends, strict=True)
        }

    @cached_property
    def lines(self) -> set[str]:
        """All lines with single spaces."""
        return {" ".join(line.split()) for page in self.pages for line in page.splitlines()}

    @cached_property
    def marks(self) -> list[Mark]:
        """The bookmarks in order."""
        return [
            Mark(mark.level + 1, mark.get_title(), (mark.get_dest().get_index() or 0) + 1)
            for mark in self._document.get_toc()
        ]

    @cached_property
    def addresses(self) -> set[str]:
        """Where links lead out of the book."""
        return {str(link.A.URI) for link in self._links() if "/A" in link and "/URI" in link.A}

    def dead_links(self) -> list[str]:
        """Links inside the book that lead nowhere."""
        names = self.named_places
        dead = []
        for link in self._links():
            place = link.get("/Dest", link.A.get("/D") if "/A" in link and "/D" in link.A else None)
            if place is not None and not isinstance(place, pikepdf.Array) and str(place) not in names:
                dead.append(str(place))
        return dead

    @cached_property
    def named_places(self) -> set[str]:
        """Names that links inside the book may use."""
        root = self.pdf.Root
        if "/Names" not in root or "/Dests" not in root.Names:
            return set()
        return set(pikepdf.NameTree(root.Names.Dests))

    def words_outside(self) -> list[tuple[int, str]]:
        """Words in the margins, with their page; above and below these hold the running head and the number."""
        side, edge = 20 * MILLIMETRE, 8 * MILLIMETRE
        found = []
        for number, page in enumerate(self._document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                if left < side or right > width - side or bottom < edge or top > height - edge:
                    found.append((number, text.get_text_bounded(left, bottom, right, top)))
        return found

    def _links(self) -> Iterator[pikepdf.Object]:
        for page in self.pdf.pages:
            for note in page.get("/Annots", []):
                if note.Subtype == "/Link":
                    yield note
