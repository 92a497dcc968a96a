"""The book's fonts, which come as packages, and the characters that they can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_PACKAGES = ("fontpkg_inter", "fontpkg_jetbrains_mono")
"""One font for words and one for code; the template sets each as the other's substitute."""

Report = Callable[[str, str, str], None]
"""Takes what is odd in a text: the words near which it stands, a message, a hint."""


def font_folders() -> list[Path]:
    """Find the folders that hold the fonts, wherever pip has put them."""
    return [Path(str(files(package))) / "files" for package in FONT_PACKAGES]


@cache
def characters() -> frozenset[str]:
    """The characters that the fonts have in all their styles."""
    found: set[str] = set()
    for folder in font_folders():
        styles = []
        for file in sorted(folder.glob("*.ttf")):
            with TTFont(file, lazy=True) as font:
                styles.append({chr(code) for code in font["cmap"].getBestCmap()})
        found |= set.intersection(*styles)
    return frozenset(found)


def printable(text: str, report: Report) -> str:
    """Write the name of each character that no font has, because a PDF cannot be tagged with an unknown glyph.

    Args:
        text: Any text.
        report: Called for each such character.

    Returns:
        The text with ``[bicycle]`` for a bicycle.
    """
    unknown = set(text) - characters() - {"\n"}
    for character in sorted(unknown):
        name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
        report(
            character,
            f'no font of the book has the character "{character}" (U+{ord(character):04X}); it is printed as [{name}]',
            "write it in words",
        )
        text = text.replace(character, f"[{name}]")
    return text
