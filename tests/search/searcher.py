"""Asks the search worker of a built site, without the theme around it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SETUP, QUERY = 0, 2

_ASK = """
(messages) => Promise.all(messages.map((message) => new Promise((done) => window.searchReceive(message, done))))
"""


@dataclass(frozen=True)
class Searcher:
    """The worker of a site, running in a page as it does in a copy on disk.

    Attributes:
        page: The tab it runs in.
        index: The first part of the index.
    """

    page: Page
    index: dict[str, Any]

    @classmethod
    def start(cls, page: Page, site: Path) -> Searcher:
        """Load the worker's script and both parts of the index into a tab."""
        index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
        words = (site / index["config"]["words"]).read_text("utf-8")
        (script,) = (site / "assets" / "javascripts").glob("search.*.js")
        page.goto("about:blank")
        page.evaluate("(words) => { window.searchWords = words; }", words)
        page.add_script_tag(content=script.read_text("utf-8"))
        searcher = cls(page, index)
        assert searcher.send([{"type": SETUP, "data": index}]) == [{"type": 1}]
        return searcher

    def send(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send messages without waiting in between; gives the replies in their order."""
        replies: list[dict[str, Any]] = self.page.evaluate(_ASK, messages)
        return replies

    def find(self, query: str) -> list[str]:
        """The names of what a query finds, best first; see :func:`name_of`."""
        return self.find_all([query])[0]

    def find_all(self, queries: list[str]) -> list[list[str]]:
        """The same for many queries."""
        replies = self.send([{"type": QUERY, "data": query} for query in queries])
        return [[name_of(group[0]["location"]) for group in reply["data"]["items"]] for reply in replies]


def name_of(location: str) -> str:
    """Name a row as the judged queries do: a question's id, ``comparison:x``, ``path:x``, or ``page:x``."""
    if answer := re.search(r"#(.+)-answer$", location):
        return answer[1]
    if entry := re.match(r"(comparison|path)s/([^/#]+)", location):
        return f"{entry[1]}:{entry[2]}"
    return "page:" + location.partition("#")[0].strip("/")
