"""The Markdown dialect of a field: text in, one safe HTML fragment out.

A field may hold paragraphs, emphasis, inline code, lists, tables, fenced code, quotes and links. Raw HTML,
headings, images and links of any other scheme are refused with their place. Data is not trusted: what the dialect
lets through is sanitised once more, and texts made to exhaust the converter are refused before it is called.

Links to the guide's own entries (``question:what-is-vpc``) stay as written; each output turns them into its own
kind of link.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from re import Match
from typing import Literal
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from pygments.token import STANDARD_TYPES

Shape = Literal["block", "spoken", "inline"]
"""What a field may hold: ``block`` all of the dialect, ``spoken`` paragraphs, ``inline`` one paragraph, unwrapped."""

REFERENCE_SCHEMES = ("question", "comparison", "path", "topic", "level", "page")
"""Link schemes that name a part of the guide. A field may use the first four, pages written by hand all of them."""

FIELD_REFERENCE_SCHEMES = REFERENCE_SCHEMES[:4]
INDEX_PAGES = ("home", "questions", "comparisons", "paths", "glossary", "downloads")
"""What ``page:`` can name: the pages that list entries."""

LINK_SCHEMES = ("https", "mailto")

MAX_CHARACTERS = 12_000
MAX_LINES = 400
MAX_RUN = 120
MAX_OPEN_BRACKETS = 8
MAX_BRACKETS = 400
MAX_MARKS = 1_000
MAX_INDENT = 24
MAX_QUOTE_DEPTH = 3
MAX_CODE_LINE = 1_000
MAX_LISTS_IN_LINE = 3

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# In a text "<" is written "&lt;", so only a real tag can match.
_REFERENCE = re.compile(rf'(<a\b[^<>]*?\shref=")({"|".join(REFERENCE_SCHEMES)}):([^"]*)"')
_CODE = re.compile(r"(?ms)^ *(`{3,}|~{3,}).*?^ *\1`*~*[ \t]*$|(?<![\\`])(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\2(?!`)")
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|div|pre|blockquote|table|thead|tbody|tr|th|td|br|hr)\b[^>]*>")
_RAW_TAG = r"(<(?:/?[a-zA-Z][^<>]*|!--.*?--|![a-zA-Z][^<>]*|\?[^<>]*)>)"

_CODE_CLASSES = {name for name in STANDARD_TYPES.values() if name}
"""The classes that Pygments gives to pieces of code; any other could take the look of a part of the page."""

_EXTENSIONS: dict[str, dict[str, object]] = {
    "pymdownx.highlight": {"anchor_linenums": False, "guess_lang": False, "use_pygments": True},
    "pymdownx.superfences": {"disable_indented_code_blocks": True, "css_class": "highlight"},
}

_TAGS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "div", "span", "blockquote", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
_DOCUMENT_TAGS = {*_TAGS, "img", *(f"h{depth}" for depth in range(1, 7))}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # else the sanitiser lets title and lang pass everywhere
    "a": {"href"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
}
_DOCUMENT_ATTRIBUTES = {**_ATTRIBUTES, "img": {"alt"}, **{f"h{depth}": {"id"} for depth in range(1, 7)}}
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Fault:
    """Something a field may not hold.

    Attributes:
        offset: Where it starts in the field's text, in characters.
        message: What is wrong.
        hint: What to do about it.
    """

    offset: int
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Reference:
    """A link to a part of the guide, as ``scheme:target``."""

    scheme: str
    target: str

    def __str__(self) -> str:
        """Write the reference as it stands in a field."""
        return f"{self.scheme}:{self.target}"


@dataclass(frozen=True)
class Fragment:
    """A field that has been converted.

    Attributes:
        source: The text as the editor wrote it.
        html: Sanitised HTML. References are still ``href="question:id"``.
        references: The parts of the guide that it links to, in order.
    """

    source: str
    html: str
    references: tuple[Reference, ...] = field(default=())

    @property
    def text(self) -> str:
        """The words without any markup, spaces folded."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", "", _BLOCK_TAG.sub(" ", self.html))).split())

    @property
    def words(self) -> int:
        """How many words a speaker would say."""
        return len(self.text.split())

    def __html__(self) -> str:
        """Let autoescaping templates take the fragment as finished HTML."""
        return self.html


_WRONG_SHAPE = {
    "inline": Fault(0, "this field is one paragraph", "remove lists, tables, code blocks and blank lines"),
    "spoken": Fault(0, "this field is spoken", "write plain paragraphs, without lists, tables or code blocks"),
}


class MarkupError(ValueError):
    """A field holds what the dialect refuses.

    Args:
        faults: Everything that was found in the field.
    """

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.message for fault in faults))


def convert(source: str, shape: Shape) -> Fragment:
    """Convert one field to its HTML fragment.

    Args:
        source: The field's text.
        shape: What the field may hold.

    Returns:
        The fragment; its HTML is safe to put into any page.

    Raises:
        MarkupError: If the text holds anything the dialect refuses; all faults of the field are told at once.
    """
    faults = list(_floods(source)) or [*hidden_characters(source), *_lost_layout(source)]
    if faults:
        raise MarkupError(faults)
    policy = _Policy(source, shape)
    try:
        raw = _converter(policy).convert(source)
    except (RecursionError, AssertionError, IndexError) as error:  # the parser gives up on some malformed nesting
        raise MarkupError([Fault(0, "the text cannot be read as Markdown", "simplify its nesting")]) from error
    if policy.faults:
        raise MarkupError(sorted(policy.faults, key=lambda fault: fault.offset))
    clean = sanitise(raw)
    faults = list(_faults_of_result(clean, source, shape))
    if faults:
        raise MarkupError(faults)
    if shape == "inline":
        clean = _without_paragraph(clean)
    return Fragment(source, clean, tuple(references(clean)))


def convert_document(source: str) -> Fragment:
    """Convert a page written by hand, for outputs that have no site engine.

    Args:
        source: The page's Markdown. Unlike a field it may hold headings with ids, and links to other pages.

    Returns:
        The fragment; it is as safe as that of a field. Of an image it keeps the description.
    """
    text = _FRONT_MATTER.sub("", source)
    raw = markdown.Markdown(extensions=[*_shared_extensions(), "attr_list"], extension_configs=_EXTENSIONS).convert(
        text
    )
    clean = _clean(raw, _DOCUMENT_TAGS, _DOCUMENT_ATTRIBUTES)
    return Fragment(text, clean, tuple(references(clean)))


def plain(source: str) -> list[Fault]:
    """Check a field that is shown as it is typed, such as a title.

    Args:
        source: The field's text.

    Returns:
        The faults: line ends and characters that cannot be seen.
    """
    if "\n" in source:
        return [Fault(source.index("\n"), "this is one line of text", "remove the line break")]
    if len(source) > MAX_RUN * 4:
        return [Fault(0, f"the text is {len(source)} characters long", f"keep it under {MAX_RUN * 4}")]
    return list(hidden_characters(source))


def sanitise(raw: str) -> str:
    """Remove from HTML whatever is not on the list of tags, attributes, classes and schemes of the dialect.

    Args:
        raw: Any HTML.

    Returns:
        HTML that cannot run code, fetch anything or leave its element.
    """
    return _clean(raw, _TAGS, _ATTRIBUTES)


def _clean(raw: str, tags: set[str], attributes: dict[str, set[str]]) -> str:
    return nh3.clean(
        raw,
        tags=tags,
        attributes={tag: set(names) for tag, names in attributes.items()},
        url_schemes={*LINK_SCHEMES, *REFERENCE_SCHEMES},
        allowed_classes={"div": {"highlight"}, "span": _CODE_CLASSES},
        filter_style_properties={"text-align"},
        link_rel=None,
    )


def references(text: str) -> Iterator[Reference]:
    """List the parts of the guide that a piece of HTML links to.

    Args:
        text: HTML with references not yet resolved.

    Yields:
        The references in order, repeated ones included.
    """
    for match in _REFERENCE.finditer(text):
        yield Reference(match[2], html.unescape(match[3]))


def locate_reference(source: str, reference: Reference) -> int:
    """Find where a text links to a part of the guide.

    Args:
        source: Markdown.
        reference: A reference that the text holds.

    Returns:
        The offset of the reference outside code; 0 if it is written in a way that cannot be found.
    """
    return max(0, next(locate_references(source, reference), 0))


def locate_references(source: str, reference: Reference) -> Iterator[int]:
    """Find all places where a text links to a part of the guide; see :func:`locate_reference`."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(str(reference))}(?![\w-])", without_code(source)):
        yield match.start()


def without_code(source: str) -> str:
    """Blank out the code in a Markdown text, so that places in the rest stay where they are."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)


def resolve_references(text: str, address: Callable[[Reference], str]) -> str:
    """Turn every reference in a piece of HTML into a link of the output.

    Args:
        text: HTML with references.
        address: Gives the URL for a reference.

    Returns:
        The HTML with ordinary links.
    """

    def link(match: Match[str]) -> str:
        url = address(Reference(match[2], html.unescape(match[3])))
        return f'{match[1]}{html.escape(url)}"'

    return _REFERENCE.sub(link, text)


def _floods(source: str) -> Iterator[Fault]:
    """Refuse texts on which the converter would take long: its cost is more than linear in most of these counts."""
    if len(source) > MAX_CHARACTERS:
        yield Fault(0, f"the text is {len(source)} characters long", f"keep it under {MAX_CHARACTERS}")
        return
    if source.count("\n") > MAX_LINES:
        yield Fault(0, f"the text has {source.count(chr(10))} lines", f"keep it under {MAX_LINES}")
        return
    run = re.search(rf"([^\w\s])\1{{{MAX_RUN},}}", source)
    if run:
        yield Fault(run.start(), f"more than {MAX_RUN} times {run[1]!r} in a row", "shorten it")
    indent = rf"[ \t]{{{MAX_INDENT + 1},}}\S"
    quotes = rf"(?:[ \t]*>){{{MAX_QUOTE_DEPTH + 1},}}"
    lists = rf"(?:[ \t]*(?:[-*+]|\d+[.)])[ \t]+){{{MAX_LISTS_IN_LINE + 1},}}"
    deep = re.search(rf"^(?:{indent}|{quotes}|{lists})", source, re.MULTILINE)
    if deep:
        yield Fault(
            deep.start(),
            "the text is nested too deep",
            f"indent by at most {MAX_INDENT} spaces, quote {MAX_QUOTE_DEPTH} deep",
        )
    for bracket in _open_brackets(source):
        yield Fault(bracket, "too many open brackets", "close them or write fewer")
        break
    if len(re.findall(r"[*_`~!&\\|]", source)) > MAX_MARKS:
        yield Fault(0, f"more than {MAX_MARKS} marks such as * and `", "write it with fewer")


def _open_brackets(source: str) -> Iterator[int]:
    """Give the offsets at which a paragraph has more brackets open, or in all, than a sentence needs."""
    depth = total = 0
    for match in re.finditer(r"[\[\]()<]|\n\s*\n", source):
        if match[0].isspace():
            depth = 0
            continue
        total += 1
        depth += {"[": 1, "(": 1, "<": 0}.get(match[0], -1)
        depth = max(depth, 0)
        if depth > MAX_OPEN_BRACKETS or total > MAX_BRACKETS:
            yield match.start()


def hidden_characters(source: str) -> Iterator[Fault]:
    """Find what a text may not hold because nobody would see it.

    Args:
        source: Any text.

    Yields:
        The first control character and the first invisible one.
    """
    for pattern, what in ((_CONTROL, "a control character"), (_INVISIBLE, "an invisible character")):
        match = pattern.search(source)
        if match:
            yield Fault(match.start(), f"{what} (U+{ord(match[0]):04X})", "remove it")


def _lost_layout(source: str) -> Iterator[Fault]:
    """Refuse layout that looks right in the file and that Python-Markdown would run together in silence."""
    before, offset, fence = "", 0, ""
    for line in source.split("\n"):
        mark = re.match(r"\s*(```+|~~~+)", line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            if len(line) > MAX_CODE_LINE:
                yield Fault(offset, "a line is too long", f"break it; {MAX_CODE_LINE} characters are allowed in code")
        elif mark:
            fence = mark[1]
        elif re.match(r" *([-*+]|\d+\.) ", line):
            if (len(line) - len(line.lstrip(" "))) % 4:
                yield Fault(
                    offset, "a nested list is not indented by four spaces", "indent it by 4, or 8 for the next level"
                )
            elif before.strip() and not re.match(r"[-*+] |\d+\. | ", before):
                yield Fault(offset, "a list starts right below a line of text", "put a blank line before it")
        elif re.match(r" *\|.*\|\s*$", line) and before.strip() and not before.lstrip().startswith("|"):
            yield Fault(offset, "a table starts right below a line of text", "put a blank line before it")
        before = line
        offset += len(line) + 1
    if fence:
        yield Fault(source.rindex(fence), "a code block is not closed", f"end it with a line of {fence}")


def _faults_of_result(clean: str, source: str, shape: Shape) -> Iterator[Fault]:
    """Look at what comes out, where entities are characters and nothing hides behind another reading of the text."""
    for pattern, what in ((_CONTROL, "a control character"), (_INVISIBLE, "an invisible character")):
        match = pattern.search(clean.replace("\n", " "))
        if match:
            written = (entity for entity in re.finditer(r"&#?\w+;", source) if _unescape(entity[0]) == match[0])
            offset = next((entity.start() for entity in written), 0)
            yield Fault(offset, f"{what} (U+{ord(match[0]):04X})", "remove it")
    if shape != "block" and "<pre" in clean:  # the tree does not show code blocks: they are set aside while it is built
        yield _WRONG_SHAPE[shape]


def _unescape(text: str) -> str:
    """Read entities as the sanitiser does: Python's own reading drops control characters."""

    def character(match: Match[str]) -> str:
        number = int(match[1], 16) if match[1] else int(match[2])
        return chr(number) if 0 < number < 0x80 else match[0]

    return html.unescape(re.sub(r"&#(?:[xX]([0-9a-fA-F]{1,6})|(\d{1,7}));?", character, text))


def _without_paragraph(fragment: str) -> str:
    stripped = fragment.strip()
    return stripped.removeprefix("<p>").removesuffix("</p>")


class _Policy:
    """What one conversion may hold, and the faults found in it."""

    def __init__(self, source: str, shape: Shape) -> None:
        self.source = source
        self.shape = shape
        self.faults: list[Fault] = []

    @cached_property
    def _outside_code(self) -> str:
        return without_code(self.source)

    def refuse(self, near: str, message: str, hint: str) -> None:
        """Note a fault where the text first says ``near``."""
        outside = self._outside_code.find(near)
        self.faults.append(Fault(outside if outside >= 0 else max(0, self.source.find(near)), message, hint))

    def inspect(self, root: Element) -> None:
        """Check a finished tree, in which references and code are told apart from text."""
        for element in root.iter():
            words = " ".join("".join(element.itertext()).split())
            if re.fullmatch(r"h[1-6]", element.tag):
                self.refuse(
                    words[:20], "headings are not allowed in a field", "write a bold word at the start of the paragraph"
                )
            elif element.tag == "img":
                self.refuse("![", "images are not allowed in a field", "describe it in words")
            elif element.tag == "a":
                self._inspect_link(element.get("href", ""), words)
        blocks = [child.tag for child in root]
        if (self.shape == "inline" and blocks not in ([], ["p"])) or (self.shape == "spoken" and set(blocks) - {"p"}):
            self.faults.append(_WRONG_SHAPE[self.shape])

    def _inspect_link(self, written: str, words: str) -> None:
        href = _unescape(written)
        scheme, colon, rest = href.partition(":")
        near = href if href in self.source else words
        if scheme in LINK_SCHEMES and colon:
            if not _names_a_place(scheme, href):
                self.refuse(near, f'the link "{href}" names no page', "write the whole address")
            return
        if scheme in FIELD_REFERENCE_SCHEMES and colon:
            if not re.fullmatch(r"[a-z0-9-]+", rest):
                self.refuse(
                    near,
                    f'the link "{href}" names no entry',
                    f"write {scheme}: and an id, for example {scheme}:what-is-it",
                )
        elif scheme == "http" and colon:
            self.refuse(near, f'the link "{href}" is not encrypted', "use https:")
        elif colon and re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*", scheme):
            allowed = ", ".join(f"{name}:" for name in (*LINK_SCHEMES, *FIELD_REFERENCE_SCHEMES))
            self.refuse(near, f'links of the kind "{scheme}:" are not allowed', f"use one of {allowed}")
        else:
            self.refuse(
                near,
                f'the link "{href}" has no full address',
                "write https://..., or question:ID for a question of the guide",
            )


def _names_a_place(scheme: str, href: str) -> bool:
    """Whether a web address has a host, and a mail address a mailbox."""
    if scheme == "mailto":
        return bool(re.fullmatch(r"mailto:[^@\s]+@[\w-]+(\.[\w-]+)+(\?\S*)?", href))
    whole = re.match(r"https://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$", href)
    return bool(whole) and "href=" in sanitise(f'<a href="{html.escape(href)}">')  # it drops what it cannot read


class _RefuseRawHtml(InlineProcessor):
    """Takes the place of Python-Markdown's raw HTML pattern: notes the tag instead of passing it on.

    It runs after inline code, so a tag in backticks is text as usual.
    """

    def __init__(self, policy: _Policy, md: markdown.Markdown) -> None:
        super().__init__(_RAW_TAG, md)
        self.policy = policy

    def handleMatch(self, m: Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        shown = " ".join(m[1].split())[:40]
        hint = "put it in backticks if it is meant to be read"
        self.policy.refuse(m[1], f"HTML is not allowed in a field ({shown})", hint)
        return "", m.start(0), m.end(0)


class _Inspect(Treeprocessor):
    """Shows the policy the tree after all inline patterns have run."""

    def __init__(self, policy: _Policy, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.policy = policy

    def run(self, root: Element) -> None:
        self.policy.inspect(root)


class _Dialect(Extension):
    """Narrows Python-Markdown to the dialect of a field."""

    def __init__(self, policy: _Policy) -> None:
        super().__init__()
        self.policy = policy

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.deregister("reference")  # it would swallow a line such as "[note]: text"
        for name in ("reference", "short_reference", "image_reference", "short_image_ref", "automail"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_RefuseRawHtml(self.policy, md), "html", 90)
        md.treeprocessors.register(_Inspect(self.policy, md), "inspect", 15)  # after "inline" (20), before output


def _converter(policy: _Policy) -> markdown.Markdown:
    return markdown.Markdown(
        extensions=[*_shared_extensions(), _Dialect(policy)],
        extension_configs=_EXTENSIONS,
        output_format="html",
        tab_length=4,
    )


@cache
def _shared_extensions() -> tuple[str, ...]:
    return ("tables", "sane_lists", "pymdownx.highlight", "pymdownx.superfences")
