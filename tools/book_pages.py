"""Draw pages of a PDF as pictures, to look at what a change of the book's template does.

Usage: ``python tools/book_pages.py BOOK.pdf FOLDER [PAGES...]``, with pages such as ``3`` or ``12-14``; else all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

SCALE = 1.5


def chosen(words: list[str], count: int) -> Iterator[int]:
    """Read page numbers, counted from 1."""
    for word in words or [f"1-{count}"]:
        first, _, last = word.partition("-")
        yield from range(int(first), min(int(last or first), count) + 1)


def main() -> None:
    """Write one PNG for each page."""
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    book, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(book)
    for number in chosen(sys.argv[3:], len(document)):
        target = folder / f"{book.stem}-{number:03}.png"
        document[number - 1].render(scale=SCALE).to_pil().save(target)
        print(target)


if __name__ == "__main__":
    main()
