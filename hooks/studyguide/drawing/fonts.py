"""The font of pictures: the book's, cut down to what a picture needs and put into its file.

A picture that is shown as ``<img>`` loads nothing, and another font would not fit the boxes that were drawn for this.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Collection
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Inter"
WEIGHTS = (400, 600)
CHARACTERS = frozenset(
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180))))
    + "\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022€←↑→↓↔−×≈≠≤≥∞✓"
)
"""What a label may hold. The same for all diagrams, so that no picture changes when another diagram is added."""

_TEXT_SIZE = 14
"""The optical size: made for small text."""


class PictureFonts:
    """One static font for each weight."""

    def __init__(self) -> None:
        self._fonts = {weight: _static(weight) for weight in WEIGHTS}
        with TTFont(io.BytesIO(self._fonts[WEIGHTS[0]])) as font:
            metrics, units = font["hmtx"].metrics, int(font["head"].unitsPerEm)
            self._advances = {chr(code): int(metrics[name][0]) / units for code, name in font.getBestCmap().items()}

    def write_to(self, folder: Path) -> dict[int, Path]:
        """Write the fonts as files, for a program that measures text with them."""
        paths = {weight: folder / f"{weight}.ttf" for weight in WEIGHTS}
        for weight, path in paths.items():
            path.write_bytes(self._fonts[weight])
        return paths

    def missing(self, text: str) -> str:
        """Give the characters of a text that the font does not have."""
        return "".join(sorted({char for char in text if char not in self._advances and not char.isspace()}))

    def width(self, text: str, size: int) -> float:
        """Give the width of a line of regular text in pixels."""
        return sum(self._advances[char] for char in text) * size

    def face(self, weight: int, characters: Collection[str]) -> str:
        """Write a weight of the font as a CSS rule that holds the font itself, with some characters only."""
        with TTFont(io.BytesIO(self._fonts[weight]), recalcTimestamp=False) as font:
            _keep(font, characters)
            font.flavor = "woff"
            data = _bytes_of(font)
        source = f"url(data:font/woff;base64,{base64.b64encode(data).decode()})"
        return f"@font-face{{font-family:{FAMILY};font-weight:{weight};src:{source}}}"


def _font_file() -> Path:
    return Path(str(files("fontpkg_inter"))) / "files" / "Inter[opsz,wght].ttf"


def _static(weight: int) -> bytes:
    with TTFont(_font_file(), recalcTimestamp=False) as font:
        _keep(font, CHARACTERS)  # first, because an instance of the whole font takes seconds
        instantiateVariableFont(font, {"wght": weight, "opsz": _TEXT_SIZE}, inplace=True)
        return _bytes_of(font)


def _keep(font: TTFont, characters: Collection[str]) -> None:
    options = Options(layout_features=[], name_IDs=[1, 2], notdef_outline=True, hinting=False, recalc_timestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)


def _bytes_of(font: TTFont) -> bytes:
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()
