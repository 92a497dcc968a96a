"""The files that readers can take with them: whatever lies in the project's folder of downloads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pikepdf

FOLDER = "downloads"
"""The folder's name, in the project and on the site."""

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
    """List the downloads of a project by name; none if there is no such folder."""
    folder = project / FOLDER
    if not folder.is_dir():
        return ()
    files = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    return tuple(_describe(file) for file in files)


def file_size(size: int) -> str:
    """Write a number of bytes for people: ``812 kB``, ``1.7 MB``."""
    return f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def _describe(file: Path) -> Download:
    state = file.stat()
    plain = Download(file.name, state.st_size, dt.datetime.fromtimestamp(state.st_mtime, dt.UTC).date())
    if file.suffix.lower() != ".pdf":
        return plain
    try:
        with pikepdf.open(file) as pdf:
            left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
            created = pikepdf.models.metadata.decode_pdf_date(str(pdf.docinfo.get("/CreationDate", "")))
            return Download(
                file.name,
                state.st_size,
                created.date(),
                str(pdf.docinfo.get("/Title", "")),
                _PAPERS.get((round(right - left), round(top - bottom)), ""),
                len(pdf.pages),
            )
    except (pikepdf.PdfError, ValueError, IndexError):  # somebody put it there; it is still a file to offer
        return plain
