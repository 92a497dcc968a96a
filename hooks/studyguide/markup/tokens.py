"""What the tokens of a field say: whether it may hold them, and what it links to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from markdown_it.token import Token

from studyguide.markup.fragment import Link
from studyguide.markup.limits import MAX_CODE_LINE, Fault
from studyguide.markup.links import link_fault
from studyguide.references import FIELD_REFERENCE_SCHEMES, Reference

Shape = Literal["block", "spoken", "inline"]
"""What a field may hold: ``block`` all of the dialect, ``spoken`` paragraphs, ``inline`` one paragraph, unwrapped."""

_SHAPES: dict[Shape, tuple[str, str]] = {
    "inline": ("expected one paragraph", "remove lists, tables, code blocks and blank lines"),
    "spoken": ("expected plain paragraphs", "this field is spoken: remove lists, tables and code blocks"),
}

_UNSUPPORTED = (
    (
        re.compile(r"~~(?=\S)[^\n]*?\S~~"),
        "strikethrough is not supported",
        "remove the text, or say that it is outdated",
    ),
    (re.compile(r"\[\^[^\]\s]+\]"), "footnotes are not supported", "put the remark into the text"),
    (
        re.compile(r"\$\$|(?<![\w$\\])\$(?=[^\s$])[^$\n]*[^\s$\\]\$(?![\w$])"),
        "formulas are not supported",
        "write it in words",
    ),
    (re.compile(r"\[[^\[\]]*\]\("), "this is not a link", "write the address on one line and without spaces"),
)
"""Syntax of GitHub that CommonMark shows as typed, inside a line."""

_LANGUAGE = re.compile(r"[\w+#.-]*")
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_ALERT = re.compile(r"\[!\w+\]")
_DEFINITION = re.compile(r"(?m)^ {0,3}\[(?!\^)[^\]\n]+\]:")
_ALMOST_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")
"""A tag to browsers of old, and to people, though not to CommonMark: ``<svg/onload=x>``."""

_LIST_ITEM = re.compile(r"\n[ \t]*(\d{1,2}[.)])[ \t]+\S")
_CLOSING_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*")


class TokenReader:
    """Reads the tokens of one field: what is refused, and what it links to.

    Attributes:
        faults: What the field may not hold.
        links: Its references, in order.
    """

    def __init__(self, source: str, shape: Shape) -> None:
        self.faults: list[Fault] = []
        self.links: list[Link] = []
        self._source = source
        self._shape = shape
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source)), len(source)]

    def read(self, tokens: Sequence[Token]) -> None:
        """Go through all tokens of the field."""
        self._check_shape(tokens)
        for index, token in enumerate(tokens):
            start = self._start(token)
            if token.type == "heading_open":
                words = self._start(tokens[index + 1])
                self._refuse(words, "headings are not allowed in a field", "start the paragraph with a bold word")
            elif token.type == "html_block":
                self._refuse_html(token.content, start)
            elif token.type in ("fence", "code_block"):
                self._check_code(token)
            elif token.type == "inline":
                container = tokens[index - 2].type if index > 1 else ""
                self._check_line(token, start, container)
                self._read_inline(token.children or [], start, self._end(token))

    def _start(self, token: Token) -> int:
        """Where the words of a block start, behind the marks of the blocks around it."""
        start = self._line_starts[token.map[0]] if token.map else 0
        first = token.content.split("\n", 1)[0].strip() if token.type in ("inline", "html_block") else ""
        found = self._source.find(first, start) if first else start
        return found if found >= 0 else start

    def _end(self, token: Token) -> int:
        return self._line_starts[min(token.map[1], len(self._line_starts) - 1)] if token.map else len(self._source)

    def _refuse(self, offset: int, message: str, hint: str) -> None:
        self.faults.append(Fault(offset, message, hint))

    def _refuse_html(self, content: str, offset: int) -> None:
        shown = " ".join(content.split())[:40]
        self._refuse(offset, f"HTML is not allowed in a field ({shown})", "put it in backticks to show it as text")

    def _check_shape(self, tokens: Sequence[Token]) -> None:
        if self._shape == "block":
            return
        blocks = [token for token in tokens if token.level == 0 and token.nesting >= 0]
        for number, token in enumerate(blocks):
            if token.type in ("html_block", "heading_open"):
                continue  # reported in any field
            if token.type != "paragraph_open" or (self._shape == "inline" and number):
                self._refuse(self._start(token), *_SHAPES[self._shape])
                return

    def _check_code(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        start = self._line_starts[first]
        if token.type == "code_block":
            self._refuse(start, "indented code is not supported", "put it between lines of ```, or indent it less")
        elif not _LANGUAGE.fullmatch(token.info.strip()):
            message = f'invalid language of a code block "{token.info.strip()}"'
            self._refuse(start, message, "write one word, such as python or text")
        for number, line in enumerate(token.content.split("\n")):
            if len(line) > MAX_CODE_LINE:
                offset = self._line_starts[min(first + number + (token.type == "fence"), len(self._line_starts) - 1)]
                message = f"line of code too long ({len(line)} of {MAX_CODE_LINE} characters)"
                self._refuse(offset, message, "break it")
        if token.type == "fence" and not self._is_closed(token, first, last):
            self._refuse(start, "code block is not closed", f"end it with a line of {token.markup}")

    def _is_closed(self, token: Token, first: int, last: int) -> bool:
        line = self._source[self._line_starts[last - 1] : self._line_starts[last]].rstrip("\n")
        mark = _CLOSING_FENCE.fullmatch(line)
        return last - first > 1 and bool(mark) and mark[1].startswith(token.markup)  # type: ignore[index]

    def _check_line(self, token: Token, start: int, container: str) -> None:
        """Refuse what other programs show as something else than the text that CommonMark makes of it."""
        plain = _without_code(token)
        for pattern, message, hint in _UNSUPPORTED:
            if pattern.search(plain):
                self._refuse(self._find(pattern, start, self._end(token)), message, hint)
        tag = _ALMOST_HTML.search(_without_code(token, escapes=True))
        if tag:
            self._refuse_html(tag[0], max(start, self._source.find(tag[0], start)))
        if "\t" in plain:
            self._refuse(max(start, self._source.find("\t", start)), "tab outside a code block", "use spaces")
        if container == "list_item_open" and _TASK.match(plain):
            self._refuse(start, "task lists are not supported", "remove the box")
        if container == "blockquote_open" and _ALERT.match(plain):
            self._refuse(start, "alerts are not supported", "write a paragraph that starts with a bold word")
        definition = _DEFINITION.search(plain)
        if definition:
            message = f"link definitions are not supported ({definition[0].strip()})"
            self._refuse(
                start + definition.start(), message, "write the address behind the words: [words](https://...)"
            )
        item = _LIST_ITEM.search(plain)
        if item:
            message = f'"{item[1]}" does not start a list inside a paragraph'
            self._refuse(self._source.find(item[0].strip(), start), message, "put a blank line before it")

    def _find(self, pattern: re.Pattern[str], start: int, end: int) -> int:
        match = pattern.search(self._source, start, end)
        return match.start() if match else start

    def _read_inline(self, children: Sequence[Token], start: int, end: int) -> None:
        """Check links, images and tags. ``cursor`` follows the source, so that each is found where it stands."""
        cursor, label = start, start
        href, automatic = "", False
        for child in children:
            if child.type == "html_inline":
                cursor = self._forward(child.content, cursor, end)
                self._refuse_html(child.content, cursor - len(child.content))
            elif child.type == "image":
                cursor = max(cursor, self._source.find("![", cursor, end))
                self._refuse(cursor, "images are not allowed in a field", "describe it in words")
                cursor += len("![")
            elif child.type == "link_open":
                href, automatic = str(child.attrs.get("href", "")), child.markup == "autolink"
                label = cursor
            elif child.type == "link_close":
                offset = self._source.find("<", label, end) + 1 if automatic else self._target(href, cursor, end)
                self._check_link(href, offset)
                cursor = cursor if automatic else self._forward(href, cursor, end)
            elif child.content:
                cursor = self._forward(child.content, cursor, end)

    def _forward(self, text: str, cursor: int, end: int) -> int:
        """Go behind a text; stay where it is written in another way, with entities or escapes."""
        found = self._source.find(text, cursor, end) if text else -1
        return found + len(text) if found >= 0 else cursor

    def _target(self, href: str, cursor: int, end: int) -> int:
        bracket = self._source.find("](", cursor, end)
        found = self._source.find(href, max(bracket, cursor), end) if href else -1
        return found if found >= 0 else max(bracket + 2, cursor)

    def _check_link(self, href: str, offset: int) -> None:
        fault = link_fault(href)
        if fault:
            self._refuse(offset, *fault)
            return
        scheme, _, target = href.partition(":")
        if scheme in FIELD_REFERENCE_SCHEMES:
            self.links.append(Link(Reference(scheme, target), offset))


def _without_code(token: Token, *, escapes: bool = False) -> str:
    """The words of a line as they are shown, without what stands in backticks or in the target of a link.

    Args:
        token: The line.
        escapes: Whether to show characters that were written behind a backslash, or a mark that is no syntax.
    """
    parts = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "code_inline":
            parts.append("`code`")
        elif child.type == "text":
            parts.append(child.content)
        elif child.type == "text_special":
            parts.append(child.content if escapes and child.info == "escape" else "\0")
    return "".join(parts)
