"""The order of the generated pages in the site's navigation."""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.model import Guide
from studyguide.pages import addresses


@dataclass(frozen=True)
class NavEntry:
    """A line of the navigation.

    Attributes:
        title: What it says, plain text; empty to use the page's own title.
        uri: The page it leads to; empty for a heading.
        children: The lines below it.
    """

    title: str
    uri: str = ""
    children: tuple[NavEntry, ...] = ()


def navigation(guide: Guide) -> tuple[NavEntry, ...]:
    """List the generated pages as a reader finds them, from home to downloads."""
    topics = tuple(NavEntry(topic.name, addresses.topic_uri(topic.id)) for topic in guide.shown_topics)
    levels = tuple(NavEntry(level.name, addresses.level_uri(level.id)) for level in guide.shown_levels)
    tables = tuple(NavEntry(table.title, addresses.comparison_uri(table.id)) for table in guide.comparisons)
    paths = tuple(NavEntry(path.title, addresses.path_uri(path.id)) for path in guide.paths)
    entries = [NavEntry("Home", addresses.HOME)]
    entries.append(
        NavEntry(
            "Questions", children=(NavEntry("", addresses.QUESTIONS), *topics, NavEntry("By level", children=levels))
        )
    )
    if tables:
        entries.append(NavEntry("Comparisons", children=(NavEntry("", addresses.COMPARISONS), *tables)))
    if paths:
        entries.append(NavEntry("Role paths", children=(NavEntry("", addresses.PATHS), *paths)))
    practice = (NavEntry("", addresses.PRACTICE), NavEntry("Mock interview", addresses.MOCK_INTERVIEW))
    entries.append(NavEntry("Practice", children=practice))
    if guide.abbreviations:
        entries.append(NavEntry("Glossary", addresses.GLOSSARY))
    return (*entries, NavEntry("Downloads", addresses.DOWNLOADS))
