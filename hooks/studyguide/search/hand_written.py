"""The sections of hand-written pages, taken from the index of the theme's own search plugin."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import nh3

from studyguide.search.documents import Section


def hand_written_sections(theme_index: dict[str, Any]) -> Iterator[Section]:
    """Read the sections of hand-written pages.

    Args:
        theme_index: The index that the search plugin has written; generated pages are left out of it.

    Yields:
        The sections, in the order of the index.
    """
    titles = {entry["location"]: html.unescape(entry["title"]) for entry in theme_index["docs"]}
    for entry in theme_index["docs"]:
        page = entry["location"].partition("#")[0]
        text = html.unescape(nh3.clean(entry["text"].replace("<", " <"), tags=set()))
        yield Section(entry["location"], titles[entry["location"]], titles.get(page, ""), text)
