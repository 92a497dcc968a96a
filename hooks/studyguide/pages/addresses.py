"""Where each part of a guide lives among the pages of a site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection
from dataclasses import dataclass

from studyguide.markup import INDEX_PAGES, Reference
from studyguide.model import Guide

HOME = "index.md"
QUESTIONS = "questions/index.md"
COMPARISONS = "comparisons/index.md"
PATHS = "paths/index.md"
DOWNLOADS = "downloads/index.md"
GLOSSARY = "glossary.md"
_INDEX_URIS = dict(zip(INDEX_PAGES, (HOME, QUESTIONS, COMPARISONS, PATHS, GLOSSARY, DOWNLOADS), strict=True))


@dataclass(frozen=True)
class Address:
    """A place in the site.

    Attributes:
        uri: The page's Markdown file, relative to the folder of pages.
        anchor: The id within the page; empty for the page itself.
    """

    uri: str
    anchor: str = ""

    def relative_to(self, uri: str) -> str:
        """Write the address as a page links to another where each has a folder: ``../storage/#what-is-s3``.

        Args:
            uri: The Markdown file of the page that links.

        Returns:
            The address. A link to the file itself would not do: engines do not look into HTML for such links.
        """
        path = posixpath.relpath(f"/{folder_of(self.uri)}", f"/{folder_of(uri)}")
        return f"{path}/#{self.anchor}" if self.anchor else f"{path}/"


def folder_of(uri: str) -> str:
    """The folder under which a page is published: ``questions/storage`` for ``questions/storage.md``, none for home."""
    parts = uri.rpartition(".")[0].split("/")
    return "/".join(parts[:-1] if parts[-1] in ("index", "README") else parts)


def topic_uri(topic: str) -> str:
    """The page with the questions of a topic."""
    return f"questions/{topic}.md"


def level_uri(level: str) -> str:
    """The page that lists the questions of a level."""
    return f"levels/{level}.md"


def comparison_uri(comparison: str) -> str:
    """The page of a table."""
    return f"comparisons/{comparison}.md"


def path_uri(path: str) -> str:
    """The page of a learning path."""
    return f"paths/{path}.md"


def address_of(reference: Reference, guide: Guide) -> Address:
    """Find where a reference leads.

    Args:
        reference: ``page:`` with the name of an index page, or any other scheme with an id.
        guide: The guide that holds the entry.

    Returns:
        The page, with the anchor for a question.

    Raises:
        KeyError: If nothing has that id. Checked data holds no such reference.
    """
    target = reference.target
    if reference.scheme == "question":
        return Address(topic_uri(guide.question_by_id[target].topic), target)
    if reference.scheme == "page":
        return Address(_INDEX_URIS[target])
    tables: dict[str, tuple[Collection[str], Callable[[str], str]]] = {
        "comparison": (guide.comparison_by_id, comparison_uri),
        "path": ([path.id for path in guide.paths], path_uri),
        "topic": ([topic.id for topic in guide.shown_topics], topic_uri),
        "level": (guide.level_by_id, level_uri),
    }
    known, uri = tables[reference.scheme]
    if target not in known:
        raise KeyError(str(reference))
    return Address(uri(target))
