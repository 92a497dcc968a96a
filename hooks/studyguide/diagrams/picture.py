"""The rules for committed pictures: SVG of a few harmless elements, readable on a phone, drawn from today's source.

A picture is opened on its own too, where a browser would run what it holds, so everything is refused that is not
listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from studyguide.model import Picture
from studyguide.problems import Problem

MAX_BYTES = 40_000
MAX_BOXES = 9
MAX_ARROWS = 12
MAX_HEIGHT = 1_000
"""Of the picture, in CSS pixels: more is a poster."""

PHONE_WIDTH = 313
"""What a screen of 360 px leaves for a picture, beside the page's margins and a scroll bar."""

MIN_TEXT = 11
"""How small text may be on such a screen, in CSS pixels."""

BOX_CLASSES = ("box", "step", "stop")
"""Classes of what counts as a box."""

CLASSES = (*BOX_CLASSES, "zone", "note", "group")
"""The classes of shapes."""

SOURCE_ATTRIBUTE = "data-source"
"""The attribute of the root that holds the digest of the source."""

NAMESPACE = "http://www.w3.org/2000/svg"
FONT_FACE = re.compile(
    r"(?:@font-face\{font-family:Inter;font-weight:\d{3};src:url\(data:font/woff;base64,[A-Za-z0-9+/=]+\)\})*"
)
HINT = "draw it again with make diagrams"

_SHAPE = "fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin fill-opacity opacity"
_TEXT = "font-family font-size font-weight text-anchor"
_ATTRIBUTES = {
    "svg": f"xmlns viewBox width height role {SOURCE_ATTRIBUTE} {_SHAPE} {_TEXT}",
    "title": "",
    "style": "",
    "g": f"class transform {_SHAPE} {_TEXT}",
    "path": f"d marker-start marker-end mask transform {_SHAPE}",
    "rect": f"x y width height rx ry transform {_SHAPE}",
    "circle": f"cx cy r {_SHAPE}",
    "ellipse": f"cx cy rx ry {_SHAPE}",
    "line": f"x1 y1 x2 y2 marker-start marker-end {_SHAPE}",
    "polygon": f"points transform {_SHAPE}",
    "polyline": f"points transform {_SHAPE}",
    "text": f"x y dx dy transform {_SHAPE} {_TEXT}",
    "tspan": f"x y dx dy {_SHAPE} {_TEXT}",
    "marker": "id markerWidth markerHeight refX refY viewBox orient markerUnits",
    "mask": "id maskUnits x y width height",
}
"""The elements that a picture may hold, with their attributes."""

_LOCAL = re.compile(r"url\(#[\w-]+\)")
_SIZE = re.compile(r"[0-9]{1,5}")


class _Lint:
    """Goes through a picture once and collects what is wrong with it."""

    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self.root: dict[str, str] = {}
        self.counts = {"box": 0, "arrow": 0}
        self.smallest_text = float("inf")
        self._path = path
        self._open: list[str] = []
        self._style = ""
        self._parser = expat.ParserCreate("utf-8")  # whatever the file itself claims
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.ProcessingInstructionHandler = lambda target, data: self._refuse(f'instruction "{target}"')
        self._parser.StartDoctypeDeclHandler = lambda *_: self._refuse("a document type")

    def read(self, raw: bytes) -> None:
        """Read the file."""
        try:
            self._parser.Parse(raw, True)
        except expat.ExpatError as error:
            message = f"not well-formed SVG: {expat.ErrorString(error.code)}"
            self.problems.append(Problem.in_file(self._path, message, HINT, line=error.lineno, column=error.offset + 1))

    def _refuse(self, what: str) -> None:
        parser = self._parser
        place = {"line": parser.CurrentLineNumber, "column": parser.CurrentColumnNumber + 1}
        self.problems.append(
            Problem.in_file(self._path, f"a picture holds no {what.removeprefix('a ')}", HINT, **place)
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _ATTRIBUTES or (name == "svg") != (not self._open):
            self._refuse(f"<{name[:40]}>")
        known = _ATTRIBUTES.get(name, "").split()
        for key, value in attributes.items():
            if name in _ATTRIBUTES and key not in known:
                self._refuse(f'attribute "{key[:40]}" on <{name}>')
            elif "url(" in value and not _LOCAL.fullmatch(value):
                self._refuse("reference to anything outside")
        if not self._open:
            self.root = attributes
        self._open.append(name)
        self.counts["box"] += name == "g" and attributes.get("class") in BOX_CLASSES
        self.counts["arrow"] += "marker-end" in attributes or "marker-start" in attributes
        size = attributes.get("font-size", "")
        if size:
            self.smallest_text = min(self.smallest_text, float(size) if _SIZE.fullmatch(size) else 0)

    def _end(self, name: str) -> None:
        self._open.pop()
        if name == "style" and not FONT_FACE.fullmatch(self._style):
            self._refuse("style but its fonts")
        self._style = "" if name == "style" else self._style

    def _characters(self, text: str) -> None:
        if "style" in self._open:
            self._style += text


def check_picture(raw: bytes, path: str) -> tuple[Picture | None, list[Problem]]:
    """Check a picture.

    Args:
        raw: The bytes of the file.
        path: The file, relative to the project's folder.

    Returns:
        The picture, or None if it cannot be used; and what is wrong with it.
    """
    if len(raw) > MAX_BYTES:
        message = f"the picture is larger than {MAX_BYTES // 1000} kB"
        return None, [Problem.in_file(path, message, "show less in it")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None, [Problem.in_file(path, "the file is not UTF-8", HINT)]
    lint = _Lint(path)
    lint.read(raw)
    width, height = (lint.root.get(name, "") for name in ("width", "height"))
    if not lint.problems:
        right = lint.root.get("xmlns") == NAMESPACE and "viewBox" in lint.root
        if not right or not _SIZE.fullmatch(width) or not _SIZE.fullmatch(height) or 0 in (int(width), int(height)):
            message = "expected an <svg> with xmlns, viewBox, and width and height in pixels"
            lint.problems.append(Problem.in_file(path, message, HINT, line=1, column=1))
        else:
            lint.problems += _limits(lint, int(width), int(height), path)
    if lint.problems:
        return None, lint.problems
    return Picture(svg=text, width=int(width), height=int(height)), []


def _limits(lint: _Lint, width: int, height: int, path: str) -> Iterator[Problem]:
    for what, plural, most in (("box", "boxes", MAX_BOXES), ("arrow", "arrows", MAX_ARROWS)):
        count = lint.counts[what]
        if count > most:
            yield Problem.in_file(path, f"too many {plural} ({count} of {most})", "make two diagrams, or say less")
    if height > MAX_HEIGHT:
        yield Problem.in_file(path, f"too tall ({height} of {MAX_HEIGHT} px)", "say less, or put things side by side")
    shown = lint.smallest_text * min(1, PHONE_WIDTH / width)
    if shown < MIN_TEXT:
        most = int(lint.smallest_text * PHONE_WIDTH / MIN_TEXT)
        message = f"too wide ({width} of {most} px): on a phone its text would be {shown:.1f} px high"
        yield Problem.in_file(path, message, "shorten labels, or put things below each other")


def drawn_from(picture: Picture) -> str:
    """Give the digest of the source that a picture was drawn from; empty if it does not say."""
    match = re.search(rf'\s{SOURCE_ATTRIBUTE}="([0-9a-f]+)"', picture.svg.partition(">")[0])
    return match[1] if match else ""
