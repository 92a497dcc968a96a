"""A YAML file that was read: plain values, and the position of each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from studyguide.problems import Problem

FieldPath = tuple[str | int, ...]
"""The path to a value from the top of the file: keys and list indexes."""


class Position(NamedTuple):  # there are some hundred in each file, and a dataclass takes four times as long
    """Where a value or a key starts.

    Attributes:
        line: Counted from 1.
        column: Counted from 1.
        literal: Whether the value is a ``|`` block, whose lines stand in the file as they are in the text.
    """

    line: int
    column: int
    literal: bool = False


@dataclass(frozen=True)
class YamlFile:
    """A file that was read.

    Attributes:
        path: The file, relative to the project's folder.
        data: Its content as dicts, lists, texts, numbers, booleans and None.
        values: Where each value starts.
        keys: Where each key starts, under the path of its value.
        lines: The file's lines.
    """

    path: str
    data: Any
    values: Mapping[FieldPath, Position]
    keys: Mapping[FieldPath, Position]
    lines: tuple[str, ...] = field(repr=False)

    def problem(self, at: FieldPath, message: str, hint: str = "", offset: int = 0, *, at_key: bool = False) -> Problem:
        """Report a fault of a field.

        Args:
            at: The path of the field.
            message: What is wrong.
            hint: What to do about it.
            offset: Characters into the field's text.
            at_key: Whether the key is meant rather than the value.
        """
        position = self.keys[at] if at_key and at in self.keys else self.position(at, offset)
        return Problem(self.path, position.line, position.column, show_path(at), message, hint)

    def position(self, at: FieldPath, offset: int = 0) -> Position:
        """Find a field in the file.

        Args:
            at: The path of the field; it need not exist.
            offset: Characters into the field's text.

        Returns:
            Line and column of the field, or of the nearest one around it; exact within ``|`` blocks, else the start.
        """
        while at and at not in self.values:
            at = at[:-1]
        position = self.values.get(at, Position(1, 1))
        text = self._value(at)
        if not (position.literal and isinstance(text, str) and text.strip()):
            return position
        line = position.line + 1 + text.count("\n", 0, offset)
        column = self._block_indent(position, text) + offset - (text.rfind("\n", 0, offset) + 1) + 1
        return Position(line, column)

    def _block_indent(self, position: Position, text: str) -> int:
        """By how much the file indents a ``|`` block: what its first line of words has more than the text has."""
        number, line = next((number, line) for number, line in enumerate(text.split("\n")) if line.strip())
        shown = self.lines[position.line + number]
        return len(shown) - len(shown.lstrip(" ")) - (len(line) - len(line.lstrip(" ")))

    def _value(self, at: FieldPath) -> Any:
        value = self.data
        for step in at:
            value = value[step]
        return value


class LazyYamlFile:
    """A file whose entry is known already: it is read only if something is to be reported.

    Args:
        path: The file, relative to the project's folder.
        read: Reads the file.
    """

    def __init__(self, path: str, read: Callable[[], YamlFile]) -> None:
        self.path = path
        self._read = read

    def problem(self, at: FieldPath, message: str, hint: str = "", offset: int = 0, *, at_key: bool = False) -> Problem:
        """Report a fault of a field; see :meth:`YamlFile.problem`."""
        return self._file.problem(at, message, hint, offset, at_key=at_key)

    @cached_property
    def _file(self) -> YamlFile:
        return self._read()


EntryFile = YamlFile | LazyYamlFile
"""What rules across files need of a file: its path, and problems with a position."""


def show_path(path: FieldPath) -> str:
    """Write the path of a field as an editor would, counting from 1: ``follow_ups[2].answer``."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text
