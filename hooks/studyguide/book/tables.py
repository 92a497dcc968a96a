"""How wide the columns of a printed table are. All lengths are points, and fit the narrower paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TEXT_WIDTH = 360.0
"""The column of running text."""

FULL_WIDTH = 468.0
"""Text and margin together."""

LANDSCAPE_WIDTH = 646.0

MAX_COLUMNS = 8
"""A table of a field with more columns is printed as one record per row."""

MAX_UPRIGHT_COLUMNS = 6
"""A comparison with more columns, its row heads included, gets a landscape page."""

_PADDING = 9.0
_LETTER = 0.62
"""Width of a letter of bold type, in units of its size; code is 0.6 wide."""

_LONGEST_CELL = 70
_LONGEST_WORD = 26
_ROW_THAT_STAYS_WHOLE = 14
"""Lines: about a third of a page less than this is set in one piece."""


@dataclass(frozen=True)
class Layout:
    """How a table is set.

    Attributes:
        widths: Width of each column, padding included.
        size: Size of type.
        letters: For each column, how many characters of a word fit into a line.
        wide: Whether it needs more than the column of running text.
    """

    widths: tuple[float, ...]
    size: float
    letters: tuple[int, ...]
    wide: bool

    def keeps_whole(self, cells: Sequence[str]) -> bool:
        """Return whether a row is so short that it must not be split over pages."""
        lines = max((len(cell) / max(1, room) for cell, room in zip(cells, self.letters, strict=False)), default=0)
        return lines <= _ROW_THAT_STAYS_WHOLE


def lay_out(rows: Sequence[Sequence[str]], room: float = FULL_WIDTH) -> Layout:
    """Choose widths as browsers do: no column narrower than its longest word, long cells get what is left.

    Args:
        rows: The words of all cells; rows may differ in length.
        room: The most that the table may take.

    Returns:
        The layout; ``room`` is filled only if the table needs it.
    """
    columns = max((len(row) for row in rows), default=1)
    size = 8.0 if columns <= MAX_UPRIGHT_COLUMNS else 7.2
    letter = size * _LETTER
    columns_of_cells = [[row[index] for row in rows if index < len(row)] for index in range(columns)]
    least = [
        min(_LONGEST_WORD, max((len(word) for cell in cells for word in cell.split()), default=1)) * letter + _PADDING
        for cells in columns_of_cells
    ]
    best = [
        max(low, min(_LONGEST_CELL, max(map(len, cells), default=1)) * letter + _PADDING)
        for low, cells in zip(least, columns_of_cells, strict=True)
    ]
    widths = _share(least, best, TEXT_WIDTH if sum(best) <= TEXT_WIDTH else room)
    letters = tuple(max(4, int((width - _PADDING) / letter + 0.01)) for width in widths)
    rounded = tuple(round(width, 1) for width in widths)
    return Layout(rounded, size, letters, sum(rounded) > TEXT_WIDTH)


def _share(least: list[float], best: list[float], room: float) -> list[float]:
    if sum(best) <= room:
        return best
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    spare, wish = room - sum(least), sum(best) - sum(least)
    return [low + (high - low) * spare / wish for low, high in zip(least, best, strict=True)]
