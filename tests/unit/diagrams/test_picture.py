"""Pictures: nothing in them runs or loads anything, and their text can be read on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.diagrams.picture import MAX_BYTES, check_picture, drawn_from
from tests.projects import BICYCLE, ROOT

PATH = "data/diagrams/a.light.svg"
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
BOX = '<g class="box"><rect x="1" y="1" width="9" height="9" /><text x="5" y="5" font-size="16">A</text></g>'
ARROW = '<path d="M 0 0 L 9 9" marker-end="url(#a)" />'


def svg(inside: str = BOX, *, width: int = 300, height: int = 400) -> str:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg {NAMESPACE} {size} data-source="0123456789abcdef">\n{inside}\n</svg>\n'


def reported(text: str) -> list[str]:
    picture, problems = check_picture(text.encode(), PATH)
    assert (picture is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_a_good_picture_is_read_with_its_size_and_source() -> None:
    picture, problems = check_picture(svg().encode(), PATH)
    assert problems == []
    assert picture
    assert (picture.width, picture.height, picture.svg) == (300, 400, svg())
    assert drawn_from(picture) == "0123456789abcdef"


@pytest.mark.parametrize("file", sorted(ROOT.glob("data/diagrams/*.svg")) + sorted(BICYCLE.rglob("*.svg")))
def test_every_committed_picture_is_good(file: Path) -> None:
    assert check_picture(file.read_bytes(), file.name)[1] == []


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<script>alert(1)</script>", "a picture holds no <script>"),
        ("<foreignObject><b>x</b></foreignObject>", "a picture holds no <foreignObject>"),
        ('<a href="https://example.org"><text>A</text></a>', "a picture holds no <a>"),
        ('<image href="data:image/png;base64,AAAA" />', "a picture holds no <image>"),
        ('<use href="#a" />', "a picture holds no <use>"),
        ('<animate attributeName="x" />', "a picture holds no <animate>"),
        ("<svg />", "a picture holds no <svg>"),
        ('<g onclick="alert(1)" />', 'a picture holds no attribute "onclick" on <g>'),
        ('<rect style="fill: red" />', 'a picture holds no attribute "style" on <rect>'),
        ('<rect fill="url(https://example.org/a.svg#b)" />', "a picture holds no reference to anything outside"),
        ('<x:script xmlns:x="http://www.w3.org/2000/svg" />', "a picture holds no <x:script>"),
        ("<style>@import url(https://example.org/a.css);</style>", "a picture holds no style but its fonts"),
        (
            "<style>@font-face{font-family:Inter;font-weight:400;src:url(https://example.org/a.woff)}</style>",
            "a picture holds no style but its fonts",
        ),
        ('<?xml-stylesheet href="https://example.org/a.css"?>', 'a picture holds no instruction "xml-stylesheet"'),
    ],
)
def test_whatever_could_run_or_load_is_refused_with_its_line(inside: str, message: str) -> None:
    lines = reported(svg(inside))
    assert lines
    assert lines[0].startswith(f"{PATH}:2:")
    assert message in lines[0]


def test_a_document_type_is_refused() -> None:
    assert any("document type" in line for line in reported(f'<!DOCTYPE svg [<!ENTITY a "b">]>\n{svg()}'))


@pytest.mark.parametrize(
    "raw",
    [
        svg().encode("utf-16"),
        svg(BOX.replace("A", "\xe9")).encode("latin-1"),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + svg(BOX.replace("A", "\xe9")).encode("latin-1"),
    ],
)
def test_a_file_in_another_encoding_is_refused(raw: bytes) -> None:
    picture, problems = check_picture(raw, PATH)
    assert picture is None
    assert "not UTF-8" in str(problems[0])


def test_a_broken_file_is_refused_with_its_line() -> None:
    (line,) = reported(svg("<g>"))
    assert line.startswith(f"{PATH}:3:")
    assert "not well-formed" in line


@pytest.mark.parametrize("text", ["<svg />", "<html />", svg().replace("width", "breadth", 1), svg(width=0)])
def test_a_file_that_is_no_picture_is_refused(text: str) -> None:
    assert reported(text)


def test_a_file_that_is_too_large_is_refused() -> None:
    assert reported(svg(BOX + " " * MAX_BYTES)) == [f"{PATH}: the picture is larger than 40 kB; show less in it"]


@pytest.mark.parametrize(
    ("inside", "width", "height", "message"),
    [
        (BOX * 9, 455, 1000, ""),
        (BOX * 10, 300, 400, "too many boxes (10 of 9)"),
        (ARROW * 12, 300, 400, ""),
        (ARROW * 13, 300, 400, "too many arrows (13 of 12)"),
        (BOX, 456, 400, "too wide (456 of 455 px)"),
        (BOX, 4000, 400, "too wide (4000 of 455 px)"),
        (BOX.replace("16", "10"), 200, 400, "its text would be 10.0 px high"),
        (BOX, 300, 1001, "too tall (1001 of 1000 px)"),
    ],
)
def test_a_picture_says_little_and_fits_a_phone(inside: str, width: int, height: int, message: str) -> None:
    lines = reported(svg(inside, width=width, height=height))
    assert (len(lines) == 1 and message in lines[0]) if message else lines == []
