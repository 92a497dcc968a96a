"""From a sanitised HTML fragment to a plain tree of lists, dicts and texts that the template reads.

Nothing is parsed as Markdown again, and nothing of a fragment becomes Typst code: words stay words. A tag that is
unknown here is unwrapped, never dropped, so that its words are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.book import tables
from studyguide.book.fonts import Report, printable
from studyguide.book.lines import LONGEST_WORD, pieces
from studyguide.markup import Fragment
from studyguide.markup.highlighting import is_known_language

Node = dict[str, Any]
"""One element: its ``kind`` and what belongs to it."""

Inline = str | Node
LabelOf = Callable[[str], str]
"""Gives the label in the book for the address of a link; empty if the book does not hold its target."""

LONGEST_CODE_LINE = 68
LONGEST_WIDE_CODE_LINE = 90
SHORT_CODE = 12
ODD_WORD = 120

_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {"p", "ul", "ol", "pre", "div", "table", "blockquote", "hr", *_HEADINGS}
_HIDDEN = {"script", "style", "template", "head", "title"}
_FENCE = re.compile(r"(?m)^ *(?:```+|~~~+) *([\w+#.-]+)")
_EMPHASIS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}


class TreeBuilder:
    """Builds the trees of one entry's fragments.

    Args:
        label_of: Gives the label of what a link names.
        report: Called for whatever the book renders differently.
    """

    def __init__(self, label_of: LabelOf, report: Report) -> None:
        self._label_of = label_of
        self._report = report
        self._links: dict[str, str] = {}

    def plain(self, text: str) -> str:
        """Prepare a text that has no markup."""
        return printable(text, self._report)

    def blocks(self, fragment: Fragment) -> list[Node]:
        """Build the tree of a fragment with paragraphs, lists, tables and code."""
        for fence in _FENCE.finditer(fragment.source):
            if not is_known_language(fence[1]):
                message = f'the language "{fence[1]}" of a block of code is not known; it is printed in one colour'
                self._report(fence[0], message, "name one that Pygments knows, or text")
        return list(self._flow(_children(_body(fragment.html))))

    def inline(self, fragment: Fragment, longest: int = LONGEST_WORD) -> list[Inline]:
        """Build the tree of a fragment that is part of a line."""
        return self._line(_children(_body(fragment.html)), longest)

    def address(self, title: str, url: str) -> Node:
        """Build a web address under its title."""
        return {"title": self.plain(title), "url": url, "address": self.plain(url)}

    def linked(self, without: Collection[str] = ()) -> list[Node]:
        """Build the addresses of all links to the web so far, for readers of paper, except those shown anyway."""
        return [self.address(title, url) for url, title in self._links.items() if url not in without]

    def code(self, text: str) -> Node:
        """Build a block of code from plain text, such as a command; its lines stay in the column."""
        return {**self._code([("", text)]), "wide": False}

    def _flow(self, nodes: Iterable[LexborNode], longest: int = LONGEST_WORD) -> Iterator[Node]:
        """Group what stands between blocks into lines."""
        line: list[LexborNode] = []
        for node in nodes:
            if node.tag in _BLOCKS:
                yield from self._text(line, longest)
                line = []
                yield from self._block(node, longest)
            else:
                line.append(node)
        yield from self._text(line, longest)

    def _text(self, nodes: list[LexborNode], longest: int, kind: str = "text") -> Iterator[Node]:
        content = self._line(nodes, longest)
        if content:
            yield {"kind": kind, "content": content}

    def _block(self, node: LexborNode, longest: int) -> Iterator[Node]:
        tag = node.tag
        if tag == "p":
            yield from self._text(_children(node), longest, "paragraph")
        elif tag in ("ul", "ol"):
            items = [list(self._flow(_children(item), longest)) for item in _children(node) if item.tag == "li"]
            start = _attribute(node, "start")
            first = int(start) if start.isdecimal() and len(start) < 7 else 1
            if items:
                yield {"kind": "list", "ordered": tag == "ol", "start": first, "items": items}
        elif tag == "pre":
            yield self._code(list(_code_runs(node)))
        elif tag == "table":
            yield from self._table(node)
        elif tag == "blockquote":
            yield {"kind": "quote", "content": list(self._flow(_children(node), longest))}
        elif tag == "hr":
            yield {"kind": "rule"}
        elif tag in _HEADINGS:
            content = self._line(_children(node), longest)
            yield {"kind": "heading", "depth": int(tag[1]), "anchor": _attribute(node, "id"), "content": content}
        else:
            yield from self._flow(_children(node), longest)

    def _code(self, runs: list[tuple[str, str]]) -> Node:
        lines: list[list[list[str]]] = [[]]
        for style, text in runs:
            for number, part in enumerate(self.plain(text.expandtabs(4)).split("\n")):
                if number:
                    lines.append([])
                lines[-1] += [[style, piece] for piece in pieces(part, 60) if piece]
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        longest = max(sum(len(text) for _, text in line) for line in lines)
        return {"kind": "code", "wide": longest > LONGEST_CODE_LINE, "whole": len(lines) <= SHORT_CODE, "lines": lines}

    def _table(self, table: LexborNode) -> Iterator[Node]:
        rows = [[cell for cell in _children(row) if cell.tag in ("td", "th")] for row in table.css("tr")]
        rows = [row for row in rows if row]
        if not rows:
            return
        words = [[_SPACE.sub(" ", cell.text(deep=True)).strip() for cell in row] for row in rows]
        columns = max(map(len, rows))
        if columns > tables.MAX_COLUMNS:
            self._report("|", f"the table has {columns} columns; it is printed as one record per row", "split it")
            heads = [self._line(_children(cell), LONGEST_WORD) for cell in rows[0]]
            records = [
                [
                    {"head": heads[index] if index < len(heads) else [], "cell": list(self._flow(_children(cell)))}
                    for index, cell in enumerate(row)
                ]
                for row in rows[1:]
            ]
            yield {"kind": "records", "records": records}
            return
        layout = tables.lay_out(words)
        made = []
        for row, texts in zip(rows, words, strict=True):
            cells = [list(self._flow(_children(cell), layout.letters[index])) for index, cell in enumerate(row)]
            whole = layout.keeps_whole(texts)
            if not whole:
                longest = max(texts, key=len)
                self._report(
                    longest[:30], "a row of the table is so tall that it may be split over pages", "shorten it"
                )
            made.append(table_row([*cells, *([] for _ in range(columns - len(cells)))], whole))
        align = [_alignment(cell) for cell in rows[0]]
        yield table_node(layout, made[0]["cells"], made[1:], [*align, *["left"] * (columns - len(align))])

    def _line(self, nodes: Iterable[LexborNode], longest: int) -> list[Inline]:
        parts: list[Inline] = []
        for part in self._inline(nodes, longest):
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                part = parts.pop() + part  # type: ignore[operator]  # the test above says what it is
            parts.append(part)
        _trim(parts)
        return [cut for part in parts for cut in self._cut(part, longest)]

    def _cut(self, part: Inline, longest: int) -> Iterator[Inline]:
        if not isinstance(part, str):
            yield part
            return
        for word in part.split():
            if len(word) > ODD_WORD and "://" not in word:
                self._report(word[:40], f"a word of {len(word)} characters is broken over lines", "write it shorter")
        text = pieces(part, longest)
        if len(text) == 1:
            yield part
        else:
            yield {"kind": "pieces", "pieces": text}

    def _inline(self, nodes: Iterable[LexborNode], longest: int) -> Iterator[Inline]:
        for node in nodes:
            tag = node.tag
            children = _children(node)
            if tag == "-text":
                yield self.plain(_SPACE.sub(" ", node.text_content or ""))
            elif tag == "br":
                yield {"kind": "break"}
            elif tag == "code":
                text = self.plain(_SPACE.sub(" ", node.text(deep=True)))
                if text:
                    yield {"kind": "code", "pieces": pieces(text, longest)}
            elif tag == "img":
                words = _attribute(node, "alt") or "no description"
                self._report("![", "images are not printed; the description stands in its place", "")
                yield self.plain(f"[Image: {words}]")
            elif tag == "svg":
                self._report("<svg", "drawings are not printed", "say it in words")
            elif tag in _EMPHASIS:
                yield {"kind": _EMPHASIS[tag], "content": self._untrimmed(children, longest)}
            elif tag == "a":
                yield from self._link(node, longest)
            elif tag in _BLOCKS:  # a block where only a line may be; keep its words apart
                yield " "
                yield from self._inline(children, longest)
                yield " "
            elif tag not in _HIDDEN and not (tag or "").startswith("_"):
                yield from self._inline(children, longest)

    def _untrimmed(self, nodes: Iterable[LexborNode], longest: int) -> list[Inline]:
        return [cut for part in self._inline(nodes, longest) for cut in self._cut(part, longest)]

    def _link(self, node: LexborNode, longest: int) -> Iterator[Inline]:
        href = _attribute(node, "href")
        content = self._untrimmed(_children(node), longest)
        label = self._label_of(href)
        if label:
            yield {"kind": "reference", "label": label, "content": content}
        elif href.startswith(("https:", "mailto:")):
            self._links.setdefault(href, " ".join(node.text(deep=True).split()))
            yield {"kind": "link", "url": href, "content": content}
        else:
            yield from content  # what this edition does not hold is not linked


def table_row(cells: list[list[Node]], whole: bool) -> Node:
    """Make a row of a table; ``whole`` keeps it on one page."""
    return {"kind": "row", "cells": cells, "whole": whole}


def table_node(layout: tables.Layout, head: list[list[Node]], rows: list[Node], align: list[str]) -> Node:
    """Make a table from its finished rows."""
    return {
        "kind": "table",
        "widths": list(layout.widths),
        "size": layout.size,
        "wide": layout.wide,
        "align": align,
        "head": head,
        "rows": rows,
    }


def _body(html: str) -> LexborNode:
    body = LexborHTMLParser(f"<body>{html}").body
    assert body is not None  # noqa: S101  the parser always makes one
    return body


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True))


def _attribute(node: LexborNode, name: str) -> str:
    return (node.attributes or {}).get(name) or ""


def _alignment(cell: LexborNode) -> str:
    match = re.search(r"text-align:\s*(left|center|right)", _attribute(cell, "style"))
    return match[1] if match else "left"


def _code_runs(node: LexborNode) -> Iterator[tuple[str, str]]:
    """Give the words of a block of code with the class that Pygments has given them."""
    for child in _children(node):
        if child.tag == "-text":
            yield _attribute(node, "class"), child.text_content or ""
        else:
            yield from _code_runs(child)


def _trim(parts: list[Inline]) -> None:
    """Fold spaces, and remove them at both ends of a line and around line breaks."""
    for index, part in enumerate(parts):
        if isinstance(part, str):
            text = _SPACE.sub(" ", part)
            if index == 0 or _is_break(parts[index - 1]):
                text = text.lstrip(" ")
            if index == len(parts) - 1 or _is_break(parts[index + 1]):
                text = text.rstrip(" ")
            parts[index] = text
    while parts and (parts[0] == "" or _is_break(parts[0])):
        parts.pop(0)
    while parts and (parts[-1] == "" or _is_break(parts[-1])):
        parts.pop()


def _is_break(part: Inline) -> bool:
    return isinstance(part, dict) and part["kind"] == "break"
