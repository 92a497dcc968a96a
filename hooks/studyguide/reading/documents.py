"""Find the references in pages written by hand, so that a broken one is reported with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import markdown

from studyguide.problems import Problem
from studyguide.references import Reference, references

DOCUMENT_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of files that MkDocs takes for pages."""

_CODE = re.compile(r"(?ms)^ *(`{3,}|~{3,}).*?^ *\1`*~*[ \t]*$|(?<![\\`])(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\2(?!`)")


@dataclass(frozen=True)
class Document:
    """A page written by hand.

    Attributes:
        path: The file, relative to the project's folder.
        text: Its Markdown.
    """

    path: str
    text: str

    def references(self) -> Iterator[tuple[Reference, int, int]]:
        """Give each reference, with its line and column, counted from 1.

        The page is converted to find out what it links to, because Markdown has many ways to write a link.
        """
        converted = markdown.markdown(self.text, extensions=["tables", "attr_list", "pymdownx.superfences"])
        for reference in dict.fromkeys(references(converted)):
            for start in list(_offsets(self.text, reference)) or [0]:
                yield reference, self.text.count("\n", 0, start) + 1, start - self.text.rfind("\n", 0, start)


def read_documents(folder: Path, name: str, problems: list[Problem]) -> list[Document]:
    """Read the Markdown files of a folder and its folders.

    Args:
        folder: The folder; it may be missing.
        name: What the folder is called in messages.
        problems: Gets what is wrong with single files.

    Returns:
        The files that could be read, by path.
    """
    documents = []
    for file in document_files(folder):
        path = f"{name}/{file.relative_to(folder).as_posix()}"
        try:
            documents.append(Document(path, file.read_text("utf-8-sig")))
        except UnicodeDecodeError:
            problems.append(Problem.in_file(path, "the file is not UTF-8", "save it with UTF-8 encoding"))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problems.append(Problem.in_file(path, f"the file cannot be read ({reason})"))
    return documents


def document_files(folder: Path, endings: Collection[str] = DOCUMENT_ENDINGS) -> list[Path]:
    """List the pages written by hand in a folder and its folders; none if there is no folder."""
    return sorted(file for file in folder.rglob("*") if file.suffix in endings) if folder.is_dir() else []


def _offsets(text: str, reference: Reference) -> Iterator[int]:
    """Find all positions at which a page links to a part of the guide, outside code."""
    prose = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in re.finditer(rf"(?<![\w-]){re.escape(str(reference))}(?![\w-])", prose):
        yield match.start()
