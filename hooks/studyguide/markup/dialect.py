"""The Markdown dialect of a field: CommonMark with tables, less what a field has no use for.

A field may hold paragraphs, emphasis, inline code, lists, tables, fenced code, quotes and links. Headings, images and
raw HTML are refused. So is what other programs show and CommonMark does not, such as footnotes and task lists: a text
that looks right in an editor or on GitHub is shown that way, or refused with its position, but never shown broken.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from studyguide.markup.fragment import Fragment
from studyguide.markup.highlighting import highlight_code
from studyguide.markup.limits import MAX_OPEN_BRACKETS, Fault, check_limits, hidden_characters
from studyguide.markup.sanitizing import sanitize
from studyguide.markup.tokens import Shape, TokenReader

_UNMARKED = re.compile(r"(?:[^\W\d_](?:[\w ,.;:'\"/%?+=–—’“”-]|\((?=\w)|(?<=[\w.%])\))*(?<! )(?:\n(?=.)|\n*\Z))+")
"""Lines that begin with a letter and hold no mark of Markdown: one paragraph, shown as it is typed."""

MAX_UNMARKED = 2_000
"""A longer text is parsed, whatever it holds."""

_EMPTY_HEADING = re.compile(r"<th( [^>]*)?></th>")
"""The corner of a table: a heading without words confuses people who hear the page."""

_ENTITY = re.compile(r"&(?:#(?P<decimal>\d{1,7})|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6})|\w+);")
_NO_CHARACTER = "\ufffd"
"""What an entity becomes that stands for no character."""


class MarkupError(ValueError):
    """A field holds what the dialect refuses.

    Args:
        faults: Everything that was found in the field.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.offset)
        super().__init__("; ".join(fault.message for fault in self.faults))


def convert(source: str, shape: Shape) -> Fragment:
    """Convert one field to its HTML fragment.

    Args:
        source: The field's text.
        shape: What the field may hold.

    Returns:
        The fragment; its HTML is safe to put into any page.

    Raises:
        MarkupError: With all faults of the field, if the text holds anything that the dialect refuses.
    """
    return _convert_unmarked(source, shape) or _convert_marked(source, shape)


def _convert_unmarked(source: str, shape: Shape) -> Fragment | None:
    """Convert a text without any mark, as most fields are: parsing it would take twenty times as long."""
    if len(source) > MAX_UNMARKED or "_" in source or source.count("(") > MAX_OPEN_BRACKETS:
        return None
    if not _UNMARKED.fullmatch(source):
        return None
    text = source.rstrip("\n")
    return Fragment(source, text if shape == "inline" else f"<p>{text}</p>")


def _convert_marked(source: str, shape: Shape) -> Fragment:
    faults = list(check_limits(source)) or list(hidden_characters(source))
    if faults:
        raise MarkupError(faults)
    parser = _parser()
    tokens = parser.parse(source)
    reader = TokenReader(source, shape)
    reader.read(tokens)
    if reader.faults:
        raise MarkupError(reader.faults)
    clean = sanitize(parser.renderer.render(tokens, parser.options, {})).rstrip("\n")
    clean = _EMPTY_HEADING.sub(r"<td\1></td>", clean)
    faults = list(_hidden_in_result(clean, source))
    if faults:
        raise MarkupError(faults)
    if shape == "inline":
        clean = clean.removeprefix("<p>").removesuffix("</p>")
    return Fragment(source, clean, tuple(reader.links))


@cache  # the parser holds no state of a text
def _parser() -> MarkdownIt:
    # HTML is recognized, so that each tag can be refused where it stands; none of it reaches the renderer.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.disable(["reference", "text_join"])  # escaped characters stay apart from the rest of a text
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # links are checked by TokenReader, with a message
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # an address stays as it was written
    parser.add_render_rule("fence", _render_code)
    parser.add_render_rule("text_special", RendererHTML.text)
    return parser


def _render_code(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: dict[str, Any]
) -> str:
    token = tokens[index]
    return highlight_code(token.content, token.info.split(maxsplit=1)[0] if token.info.strip() else "text") + "\n"


def _hidden_in_result(clean: str, source: str) -> Iterator[Fault]:
    """Find characters that were written as entities to get past the first look."""
    faults = []
    for match in _ENTITY.finditer(source):
        number = int(match["decimal"] or 0) or int(match["hexadecimal"] or "0", 16)
        for fault in hidden_characters(chr(number) if 0 < number < 0x110000 else html.unescape(match[0])):
            if clean.count(match[0].replace("&", "&amp;")) < source.count(match[0]):  # it is not shown as typed
                faults.append(Fault(match.start(), fault.message, fault.hint))
    yield from faults
    if not faults and _NO_CHARACTER in clean and _NO_CHARACTER not in source:
        yield Fault(0, "an entity stands for no character", "remove it")
