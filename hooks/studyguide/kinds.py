"""The kinds of things that have an id and a URL of their own, one row each.

Whoever needs "all kinds" asks this table: loading, references, redirects, the list of published ids. Two kinds are
special, and the code that needs it says so: a question is an anchor on the page of its topic, and topics and levels
are written in ``guide.yml`` instead of in files of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studyguide.model import Comparison, Entry, Guide, LearningPath, Level, Question, Topic

Addressable = Question | Comparison | LearningPath | Topic | Level
"""Anything with an id, a title and former ids."""


@dataclass(frozen=True)
class EntryKind:
    """One kind of thing that has an id.

    Attributes:
        name: Its reference scheme, and what stands before its ids in ``data/ids.txt``.
        noun: What messages call it.
        model: Its model.
        folder: The folder below ``data/`` with its files; empty where ``guide.yml`` lists it.
        page: The Markdown file of its page, with ``{}`` for the id; empty for questions, which share their topic's.
        shown: Gives all of a guide that readers can see.
    """

    name: str
    noun: str
    model: type[Addressable]
    folder: str
    page: str
    shown: Callable[[Guide], Sequence[Addressable]]

    @property
    def settings_list(self) -> str:
        """The list in ``guide.yml`` that holds it."""
        return "" if self.folder else f"{self.name}s"

    def page_uri(self, identifier: str) -> str:
        """Give the Markdown file of the page with this id."""
        return self.page.format(identifier)

    def successors(self, guide: Guide) -> dict[str, Addressable]:
        """Give for each id that something replaces what readers find in its place."""
        return {old: entry for entry in self.shown(guide) for old in entry.redirect_from}


ENTRY_KINDS = {
    kind.name: kind
    for kind in (
        EntryKind("question", "question", Question, "questions", "", lambda guide: guide.questions),
        EntryKind(
            "comparison", "table", Comparison, "comparisons", "comparisons/{}.md", lambda guide: guide.comparisons
        ),
        EntryKind("path", "learning path", LearningPath, "paths", "paths/{}.md", lambda guide: guide.paths),
        EntryKind("topic", "topic", Topic, "", "questions/{}.md", lambda guide: guide.shown_topics),
        EntryKind("level", "level", Level, "", "levels/{}.md", lambda guide: guide.shown_levels),
    )
}
"""All kinds by name, in the order in which messages list them."""

PAGE_KINDS = tuple(kind for kind in ENTRY_KINDS.values() if kind.page)
"""The kinds whose members have a page of their own."""


def title_of(entry: Addressable) -> str:
    """Give what pages call an entry."""
    return entry.title if isinstance(entry, Entry) else entry.name
