"""The source of a diagram: a head of comments that holds its words, then the drawing in D2 (https://d2lang.com).

The head is YAML behind ``#`` signs and ends at the first line without one::

    # title: The way of a packet
    # alt: A packet goes from a private subnet through a NAT gateway to the internet.
    # description: The route table of the private subnet ...

    app: App server {class: box}
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from studyguide.problems import Problem

SUFFIX = ".d2"
STYLE = Path(__file__).parent / "style"
"""The folder with the classes, and with the colors of each scheme."""

SCHEMES = ("light", "dark")
"""The color schemes; each has a picture of its own."""

_BOARDS = "a picture shows one board: draw another diagram"
_REFUSED = {
    "icon": "D2 would copy any file of this machine into the picture: write a label",
    "link": "a picture has no links: put them into the description",
    "tooltip": "a picture has no tooltips: put the words into the description",
    "style": "colors must fit both schemes: give it a class of hooks/studyguide/diagrams/style/classes.d2",
    "classes": "classes stand in hooks/studyguide/diagrams/style/classes.d2",
    "vars": "settings and colors are the same for all diagrams",
    "layers": _BOARDS,
    "scenarios": _BOARDS,
    "steps": _BOARDS,
}
"""Keys that a diagram may not use, each with what to do instead."""

_KEY = re.compile(rf"(?i)(?<![\w-])({'|'.join(_REFUSED)})[\"']?\s*(?=[.:{{])")
# A "#" inside a label begins no comment, so only lines that begin with one are left out.
_PATTERNS = (
    (re.compile(r"(?i)shape[\"']?\s*:\s*[\"']?image"), "a diagram holds no images", "write a label"),
    (re.compile(r"<[A-Za-z/!?]"), "this looks like a tag", "labels are plain text"),
    (re.compile(r"\\(?![n\"])"), "unknown escape", r"write \n for a new line; no other is needed"),
    (re.compile(r"\|"), "blocks of Markdown or code are not allowed", "write a label in quotes"),
    (re.compile("@"), "imports are not allowed", "write everything into this file"),
    (re.compile(r"\$\{"), "variables are not allowed", "give it a class"),
)
"""What may stand nowhere in a diagram: the pattern, a message and a hint."""


def head_of(text: str) -> str:
    """Give the head of a source as YAML. A space takes the place of each ``#``, so that all positions stay."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(" " + line[1:])
    return "\n".join(lines) + "\n"


def check_source(text: str, path: str) -> Iterator[Problem]:
    """Find what a source may not hold. D2 is not started on a source with a problem: it reads files that are named.

    Args:
        text: The source.
        path: Its file, relative to the project's folder.

    Yields:
        The problems with line and column.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        for match in _KEY.finditer(line):
            key = match[1].lower()
            message = f'"{key}" is not allowed in a diagram'
            yield Problem.in_file(path, message, _REFUSED[key], line=number, column=match.start(1) + 1)
        for pattern, message, hint in _PATTERNS:
            found = pattern.search(line)
            if found:
                yield Problem.in_file(path, message, hint, line=number, column=found.start() + 1)


def digest_of(text: str) -> str:
    """Give a digest of everything that a picture is drawn from: its source, the classes and the colors.

    Line ends do not count, since Git may change them.
    """
    digest = hashlib.sha256()
    for part in (*(file.read_text("utf-8") for file in sorted(STYLE.glob(f"*{SUFFIX}"))), text):
        digest.update("\n".join(part.splitlines()).encode() + b"\0")
    return digest.hexdigest()[:16]


def picture_name(identifier: str, scheme: str) -> str:
    """Name the file of a picture: ``packet.light.svg``."""
    return f"{identifier}.{scheme}.svg"
