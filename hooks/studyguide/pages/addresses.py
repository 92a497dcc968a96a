"""Where each part of a guide lives among the pages of a site, and how a reference becomes a link."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from studyguide.kinds import ENTRY_KINDS, PAGE_KINDS
from studyguide.model import Guide
from studyguide.pages.pictures import pictures
from studyguide.references import INDEX_PAGES, Reference

HOME = "index.md"
QUESTIONS = "questions/index.md"
COMPARISONS = "comparisons/index.md"
PATHS = "paths/index.md"
DOWNLOADS = "downloads/index.md"
GLOSSARY = "glossary.md"
PRACTICE = "practice/index.md"
MOCK_INTERVIEW = "practice/mock.md"
_INDEX_URIS = dict(
    zip(
        INDEX_PAGES,
        (HOME, QUESTIONS, COMPARISONS, PATHS, PRACTICE, MOCK_INTERVIEW, GLOSSARY, DOWNLOADS),
        strict=True,
    )
)

BROKEN = "#"
"""What a link leads to while the guide is faulty. A site with broken links is never published."""


class BrokenReferenceError(LookupError):
    """A reference names nothing that the guide has."""


@dataclass(frozen=True)
class Address:
    """A place in the site.

    Attributes:
        uri: The page's Markdown file, or a file of another type, relative to the folder of pages.
        anchor: The id within the page; empty for the page itself.
    """

    uri: str
    anchor: str = ""

    @property
    def fragment(self) -> str:
        """The anchor as the end of a URL."""
        return f"#{self.anchor}" if self.anchor else ""

    def relative_to(self, uri: str) -> str:
        """Write the address as a page links to it where each page has a folder: ``../storage/#what-is-s3``.

        Args:
            uri: The Markdown file of the page that links.

        Returns:
            The address. A link to the file itself would not do: engines do not look into HTML for such links.
        """
        here = f"/{folder_of(uri)}"
        if not self.uri.endswith(".md"):
            return posixpath.relpath(f"/{self.uri}", here)
        return posixpath.relpath(f"/{folder_of(self.uri)}", here) + "/" + self.fragment


class AddressBook:
    """Resolves references: the one place that knows where they lead.

    Args:
        guide: The guide; None while it is faulty, when no reference can be resolved.
    """

    def __init__(self, guide: Guide | None) -> None:
        self._guide = guide

    def find(self, reference: Reference) -> Address:
        """Find where a reference leads.

        Raises:
            BrokenReferenceError: If nothing has that id. Checked data holds no such reference.
        """
        try:
            return self._addresses[reference]
        except KeyError:
            raise BrokenReferenceError(str(reference)) from None

    def link(self, reference: Reference, write: Callable[[Address], str]) -> str:
        """Resolve a reference for an output.

        Args:
            reference: The reference.
            write: Writes an address as the output needs it: relative to a page, or to the root of the site.

        Returns:
            The link; ``#`` while the guide is faulty.

        Raises:
            BrokenReferenceError: As :meth:`find`.
        """
        return write(self.find(reference)) if self._guide else BROKEN

    def agrees_with(self, other: AddressBook) -> bool:
        """Return whether every reference leads to the same address in another guide, and both know the same ones."""
        return self._addresses == other._addresses

    @cached_property
    def _addresses(self) -> dict[Reference, Address]:
        guide = self._guide
        found = {Reference("page", name): Address(uri) for name, uri in _INDEX_URIS.items()}
        if guide:
            found |= {
                Reference("question", each.id): Address(topic_uri(each.topic), each.id) for each in guide.questions
            }
            scopes = [("topic", topic.id) for topic in guide.shown_topics] + [("path", path.id) for path in guide.paths]
            for name, identifier in scopes:  # its script reads from the fragment what to practice
                fragment = f"{name}={identifier}"
                found[Reference("page", f"practice#{fragment}")] = Address(PRACTICE, fragment)
            for file in pictures(guide):
                found[file.reference] = Address(file.uri)
            for kind in PAGE_KINDS:
                for entry in kind.shown(guide):
                    found[Reference(kind.name, entry.id)] = Address(kind.page_uri(entry.id))
        return found


def folder_of(uri: str) -> str:
    """The folder under which a page is published: ``questions/storage`` for ``questions/storage.md``, none for home."""
    parts = uri.rpartition(".")[0].split("/")
    return "/".join(parts[:-1] if parts[-1] in ("index", "README") else parts)


def topic_uri(topic: str) -> str:
    """The page with the questions of a topic."""
    return ENTRY_KINDS["topic"].page_uri(topic)


def level_uri(level: str) -> str:
    """The page that lists the questions of a level."""
    return ENTRY_KINDS["level"].page_uri(level)


def comparison_uri(comparison: str) -> str:
    """The page of a table."""
    return ENTRY_KINDS["comparison"].page_uri(comparison)


def path_uri(learning_path: str) -> str:
    """The page of a learning path."""
    return ENTRY_KINDS["path"].page_uri(learning_path)
