"""Asks the search worker of a built site, without the theme around it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SETUP, QUERY, MATCH = 0, 2, 4

_ASK = """
(messages) => Promise.all(messages.map((message) => new Promise((done) => window.searchReceive(message, done))))
"""


@dataclass(frozen=True)
class Searcher:
    """The worker of a site, running in a page as it does in a copy on disk.

    Attributes:
        page: The tab it runs in.
        index: What the theme hands to the worker.
    """

    page: Page
    index: dict[str, Any]

    @classmethod
    def start(cls, page: Page, site: Path) -> Searcher:
        """Load the worker's script and all parts of the index into a tab."""
        index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
        parts = {name: (site / file).read_text("utf-8") for name, file in index["config"]["parts"].items()}
        (script,) = (site / "assets" / "javascripts").glob("search.*.js")
        page.goto("about:blank")
        searcher = cls(page, index)
        searcher.hold(parts)
        page.add_script_tag(content=script.read_text("utf-8"))
        searcher.set_up()
        return searcher

    def hold(self, parts: dict[str, str]) -> None:
        """Give the worker parts of an index, as a copy on disk does; they count from the next set-up on."""
        self.page.evaluate("(parts) => { window.searchParts = parts; }", parts)

    def hold_documents(self, documents: list[dict[str, Any]], **language: Any) -> None:
        """Give the worker an index that holds only these documents."""
        first = {"documents": documents, "stopWords": [], "genericWords": [], "synonyms": [], "everyday": []} | language
        self.hold({"documents": json.dumps(first), "words": "", "sentences": ""})
        self.set_up()

    def set_up(self, **config: Any) -> None:
        """Set the worker up again."""
        index = {**self.index, "config": {**self.index["config"], **config}}
        assert self.send([{"type": SETUP, "data": index}]) == [{"type": 1}]

    def send(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send messages without waiting in between; gives the replies in their order."""
        replies: list[dict[str, Any]] = self.page.evaluate(_ASK, messages)
        return replies

    def find(self, query: str) -> list[str]:
        """The names of what a query finds, best first; see :func:`name_of`."""
        return self.find_all([query])[0]

    def note(self, query: str) -> dict[str, Any]:
        """What the worker says about a query; empty where it has nothing to say."""
        ((reply),) = self.send([{"type": MATCH, "data": query}])
        note: dict[str, Any] = reply["data"].get("note") or {}
        return note

    def find_all(self, queries: list[str]) -> list[list[str]]:
        """The same for many queries."""
        replies = self.send([{"type": QUERY, "data": query} for query in queries])
        return [[name_of(group[0]["location"]) for group in reply["data"]["items"]] for reply in replies]


def name_of(location: str) -> str:
    """Name a row as the judged queries do: a question's id, ``comparison:x``, ``path:x``, or ``page:x``."""
    location = re.sub(r"\?h=[^#]*", "", location)
    if answer := re.search(r"#(.+)-answer$", location):
        return answer[1]
    if entry := re.match(r"(comparison|path)s/([^/#]+)", location):
        return f"{entry[1]}:{entry[2]}"
    return "page:" + location.partition("#")[0].strip("/")
