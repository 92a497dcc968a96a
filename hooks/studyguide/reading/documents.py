"""Find the references in pages written by hand, so that one that leads nowhere is told with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studyguide.markup import REFERENCE_SCHEMES, Reference
from studyguide.problems import Problem

_LINK = re.compile(rf"\]\(<?({'|'.join(REFERENCE_SCHEMES)}):([^)\s>]*)")
_CODE = re.compile(r"(?ms)^ *(`{3,}|~{3,}).*?^ *\1|(`+)[^`]+\2")


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
        """Give each reference outside code, with its line and column, counted from 1."""
        text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.text)
        for match in _LINK.finditer(text):
            start = match.start(1)
            yield Reference(match[1], match[2]), text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


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
    for file in sorted(folder.rglob("*.md")) if folder.is_dir() else []:
        path = f"{name}/{file.relative_to(folder).as_posix()}"
        try:
            documents.append(Document(path, file.read_text("utf-8-sig")))
        except UnicodeDecodeError:
            problems.append(Problem(path, 0, 0, "", "the file is not UTF-8", "save it with UTF-8 encoding"))
        except OSError as error:
            problems.append(
                Problem(path, 0, 0, "", f"the file cannot be read ({(error.strerror or str(error)).lower()})")
            )
    return documents
