"""Limits on the text of a field, checked before anything parses it.

Data is not trusted: a text can be made so that reading it takes minutes, or so that it shows one thing in an editor
and another on a page. Such texts are refused by their shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_CHARACTERS = 12_000
MAX_LINES = 400
MAX_LINE_CHARACTERS = 500
"""For a field of one line, such as a title."""
MAX_RUN = 120
MAX_OPEN_BRACKETS = 8
MAX_BRACKETS = 400
MAX_MARKS = 1_000
MAX_INDENT = 24
MAX_QUOTE_DEPTH = 3
MAX_LISTS_IN_LINE = 3
MAX_CODE_LINE = 1_000
MAX_COLUMNS = 20

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]")
"""Everything that is shown as nothing, or ends a line where editors show none; a tab and a line feed are allowed."""

_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


@dataclass(frozen=True)
class Fault:
    """Something that a field may not hold.

    Attributes:
        offset: Where it starts in the field's text, in characters.
        message: What is wrong.
        hint: What to do about it.
    """

    offset: int
    message: str
    hint: str = ""


def check_limits(source: str) -> Iterator[Fault]:
    """Refuse texts that are too long, too deeply nested, or hold more marks than a person would write.

    Args:
        source: The text of a field.

    Yields:
        The faults. A text that is far too long is not looked at any further.
    """
    if len(source) > MAX_CHARACTERS:
        yield Fault(0, f"text too long ({len(source)} of {MAX_CHARACTERS} characters)", "shorten it")
        return
    if source.count("\n") > MAX_LINES:
        yield Fault(0, f"text too long ({source.count(chr(10))} of {MAX_LINES} lines)", "shorten it")
        return
    run = re.search(rf"([^\w\s])\1{{{MAX_RUN},}}", source)
    if run:
        yield Fault(run.start(), f"{run[1]!r} more than {MAX_RUN} times in a row", "shorten it")
    indent = rf"[ \t]{{{MAX_INDENT + 1},}}\S"
    quotes = rf"(?:[ \t]*>){{{MAX_QUOTE_DEPTH + 1},}}"
    lists = rf"(?:[ \t]*(?:[-*+]|\d+[.)])[ \t]+){{{MAX_LISTS_IN_LINE + 1},}}"
    deep = re.search(rf"^(?:{indent}|{quotes}|{lists})", source, re.MULTILINE)
    if deep:
        yield Fault(
            deep.start(),
            "nested too deeply",
            f"indent by at most {MAX_INDENT} spaces, quote at most {MAX_QUOTE_DEPTH} levels deep",
        )
    for bracket in _excess_brackets(source):
        yield Fault(bracket, "too many open brackets", "close them, or write fewer")
        break
    for row in re.finditer(r"^[-:|> \t]+$", source, re.MULTILINE):
        # A row that is too short is filled with empty cells, so that few characters can make a huge table.
        if row[0].strip("> \t|").count("|") >= MAX_COLUMNS:
            yield Fault(row.start(), f"table with more than {MAX_COLUMNS} columns", "split it")
            break
    if len(re.findall(r"[*_`~!&\\|]", source)) > MAX_MARKS:
        yield Fault(0, f"more than {MAX_MARKS} marks such as * and `", "use fewer")


def _excess_brackets(source: str) -> Iterator[int]:
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
    for pattern, what in ((_CONTROL, "control character"), (_INVISIBLE, "invisible character")):
        match = pattern.search(source)
        if match:
            yield Fault(match.start(), f"{what} U+{ord(match[0]):04X}", "remove it")


def check_plain_text(source: str) -> list[Fault]:
    """Check a field that is shown as it is typed, such as a title.

    Args:
        source: The text of the field.

    Returns:
        The faults: line ends, tabs, too many characters, and characters that cannot be seen.
    """
    if "\n" in source:
        return [Fault(source.index("\n"), "expected one line of text", "remove the line break")]
    if len(source) > MAX_LINE_CHARACTERS:
        return [Fault(0, f"text too long ({len(source)} of {MAX_LINE_CHARACTERS} characters)", "shorten it")]
    faults = list(hidden_characters(source))
    if "\t" in source:
        faults.append(Fault(source.index("\t"), "tab in a line of text", "use a space"))
    return faults
