"""Read one YAML file strictly: plain values, and the place of each of them.

YAML can do more than data needs, and much of it surprises: a bare ``no`` means false, ``12:30`` a number, a
repeated key wins in silence, an alias can grow to gigabytes. Here only what YAML 1.2 calls its core is understood;
the rest is text, or a problem with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from studyguide.problems import Problem

MAX_BYTES = 200_000
MAX_DEPTH = 12

Place = tuple[str | int, ...]
"""The way to a value from the top of the file: keys and list positions."""

# What YAML cannot hold, and line ends that YAML counts and editors do not.
_UNREADABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_CORE_TYPES = (
    (re.compile(r"~|null|Null|NULL|"), lambda text: None),
    (re.compile(r"true|True|TRUE"), lambda text: True),
    (re.compile(r"false|False|FALSE"), lambda text: False),
    (re.compile(r"[-+]?[0-9]{1,15}"), int),
    (re.compile(r"[-+]?(\.[0-9]{1,15}|[0-9]{1,15}(\.[0-9]{0,15})?)([eE][-+]?[0-9]{1,3})?"), float),
)


@dataclass(frozen=True)
class Spot:
    """Where a value or a key stands.

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
        values: Where each value stands.
        keys: Where each key stands, under the place of its value.
        lines: The file's lines.
    """

    path: str
    data: Any
    values: Mapping[Place, Spot]
    keys: Mapping[Place, Spot]
    lines: tuple[str, ...] = field(repr=False)

    def spot(self, place: Place, offset: int = 0) -> Spot:
        """Find where a place is in the file, or the nearest place around it.

        Args:
            place: The way to the value; it need not exist.
            offset: Characters into the value's text.

        Returns:
            The line and column, exact for ``|`` blocks; else the start of the value.
        """
        while place and place not in self.values:
            place = place[:-1]
        spot = self.values.get(place, Spot(1, 1))
        text = self._value(place)
        if not (spot.literal and isinstance(text, str) and text.strip()):
            return spot
        line = spot.line + 1 + text.count("\n", 0, offset)
        return Spot(line, self._block_indent(spot, text) + offset - (text.rfind("\n", 0, offset) + 1) + 1)

    def _block_indent(self, spot: Spot, text: str) -> int:
        """By how much the file indents a ``|`` block: what its first line of words has more than the text has."""
        number, line = next((number, line) for number, line in enumerate(text.split("\n")) if line.strip())
        shown = self.lines[spot.line + number]
        return len(shown) - len(shown.lstrip(" ")) - (len(line) - len(line.lstrip(" ")))

    def _value(self, place: Place) -> Any:
        value = self.data
        for step in place:
            value = value[step]
        return value


class UnreadableFileError(Exception):
    """A file is not the YAML that the guide understands.

    Args:
        problems: What is wrong with it.
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


def read_yaml(file: Path, path: str) -> YamlFile:
    """Read a file.

    Args:
        file: The file to open.
        path: Its name in messages.

    Returns:
        The content with its places.

    Raises:
        UnreadableFileError: If it cannot be opened or understood; as many problems as could be told apart.
    """
    if file.is_symlink():  # a message could show a piece of any file of the machine
        raise UnreadableFileError(Problem(path, 0, 0, "", "this is a link to another file", "put the file itself here"))
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableFileError(Problem(path, 0, 0, "", f"the file cannot be read ({reason})")) from error
    if len(raw) > MAX_BYTES:
        raise UnreadableFileError(
            Problem(path, 0, 0, "", f"the file is larger than {MAX_BYTES // 1000} kB", "split it")
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise UnreadableFileError(
            Problem(path, line, column, "", "the file is not UTF-8", "save it with UTF-8 encoding")
        ) from error
    return parse_yaml(text, path)


def parse_yaml(text: str, path: str) -> YamlFile:
    """Read a text; see :func:`read_yaml`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = _UNREADABLE.search(lines)
    if odd:
        line, column = lines.count("\n", 0, odd.start()) + 1, odd.start() - lines.rfind("\n", 0, odd.start())
        what = "an unusual line end" if odd[0] in "\x85\u2028\u2029" else "a control character"
        raise UnreadableFileError(Problem(path, line, column, "", f"{what} (U+{ord(odd[0]):04X})", "remove it"))
    reader = _Reader(lines, path)
    try:
        data = reader.read()
    except yaml.MarkedYAMLError as error:
        raise UnreadableFileError(*reader.problems, _syntax_problem(error, reader.lines, path)) from error
    if reader.problems:
        raise UnreadableFileError(*reader.problems)
    return YamlFile(path, data, reader.values, reader.keys, tuple(reader.lines))


class _TooDeepError(Exception):
    pass


class _Reader:
    """Builds values from the parser's events, so that no alias or tag is ever acted upon."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.values: dict[Place, Spot] = {}
        self.keys: dict[Place, Spot] = {}

    def read(self) -> Any:
        """Read the one document of the file."""
        events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
        data: Any = None
        documents = 0
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents == 1:
                        data = self._value(next(events), events, ())
                    else:
                        self._problem(event, "the file has a second document", "remove the line ---")
                        break
        except _TooDeepError:
            return None
        if documents == 0 or (data is None and not self.problems):
            self.problems.append(
                Problem(self.path, 0, 0, "", "the file is empty", "see CONTRIBUTING.md for what belongs in it")
            )
        return data

    def _problem(self, event: Any, message: str, hint: str, place: Place = ()) -> None:
        spot = _spot(event)
        self.problems.append(Problem(self.path, spot.line, spot.column, show_place(place), message, hint))

    def _value(self, event: Any, events: Iterator[Any], place: Place) -> Any:
        self.values[place] = _spot(event)
        if isinstance(event, yaml.AliasEvent):
            self._problem(event, f"aliases (*{event.anchor}) are not allowed", "write the value out", place)
            return ""
        if getattr(event, "anchor", None):
            self._problem(
                event, f"anchors (&{event.anchor}) are not allowed", "write the value out where it is needed", place
            )
        if getattr(event, "tag", None):
            self._problem(event, f"tags ({event.tag}) are not allowed", "remove it", place)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if len(place) >= MAX_DEPTH:
            self._problem(
                event, f"the file is nested more than {MAX_DEPTH} deep", "check the brackets and the indentation", place
            )
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._value(event, events, (*place, len(items))))
            return items
        return self._mapping(event, events, place)

    def _mapping(self, start: Any, events: Iterator[Any], place: Place) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._problem(event, "a key must be a word", "write key: value", place)
                self._value(event, events, (*place, "?"))
                self._value(next(events), events, (*place, "?"))
                continue
            key = event.value
            if key in entries:
                first = self.keys[(*place, key)].line
                self._problem(event, f'"{key}" stands here twice, first on line {first}', "keep one of them", place)
                self._value(next(events), events, (*place, "?"))
                continue
            self.keys[(*place, key)] = _spot(event)
            entries[key] = self._value(next(events), events, (*place, key))
            if start.flow_style and entries[key] is None:
                message = f'"{key}" has no value: inside {{ }} a comma ends the value before it'
                self._problem(event, message, "put a text that holds a comma in quotes", place)
        return entries

    def _scalar(self, event: Any, place: Place) -> Any:
        text: str = event.value
        if event.style in ("'", '"', "|", ">"):
            return text
        # At the end of a file the parser may end a value below the last line.
        rest = "".join(self.lines[event.end_mark.line : event.end_mark.line + 1])[event.end_mark.column :]
        if text and re.match(r"\s+#", rest):
            whole = " ".join((text + rest).split()).replace('"', '\\"')
            self._problem(
                event,
                'the text after " #" is dropped by YAML',
                f'put it in quotes: "{whole}", or the comment on its own line',
                place,
            )
        for pattern, convert in _CORE_TYPES:
            if pattern.fullmatch(text):
                return convert(text)
        return text


def _spot(event: Any) -> Spot:
    mark = event.start_mark
    return Spot(mark.line + 1, mark.column + 1, getattr(event, "style", None) == "|")


def show_place(place: Place) -> str:
    """Write a place as an editor would say it, counting from 1: ``follow_ups[2].answer``."""
    text = ""
    for step in place:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _syntax_problem(error: yaml.MarkedYAMLError, lines: list[str], path: str) -> Problem:
    """Say a parser's complaint in an editor's words."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    complaint = error.problem or "not valid YAML"
    shown = lines[line] if line < len(lines) else ""
    hint = "check the indentation and the quotes of this line and the one before"
    if "mapping values are not allowed" in complaint:
        head, _, value = shown.strip().partition(": ")
        if ": " not in value and re.match(r"\s*(- )?\w+:", shown):
            return Problem(path, line + 1, column + 1, "", "this line does not fit the lines around it", hint)
        quoted = value.replace('"', '\\"')
        return Problem(
            path, line + 1, column + 1, "", 'a plain value cannot hold ": "', f'put it in quotes: {head}: "{quoted}"'
        )
    if "cannot start any token" in complaint and "\t" in shown:
        return Problem(path, line + 1, shown.index("\t") + 1, "", "the line is indented with a tab", "use spaces")
    if "cannot start any token" in complaint:
        value = shown[column:] if ": " not in shown[column:] else shown.strip().partition(": ")[2]
        quoted = value.strip().replace('"', '\\"')
        return Problem(
            path,
            line + 1,
            column + 1,
            "",
            "a plain value cannot start with this character",
            f'put it in quotes: "{quoted}"',
        )
    if "expected <block end>" in complaint or "could not find expected ':'" in complaint:
        message = "this line does not fit the lines around it"
        return Problem(path, line + 1, column + 1, "", message, hint)
    if "while scanning a quoted scalar" in (error.context or ""):
        start = error.context_mark or mark
        line, column = (start.line, start.column) if start else (0, 0)
        return Problem(
            path,
            line + 1,
            column + 1,
            "",
            "a quoted text does not end",
            "close the quotes, and double a quote inside it",
        )
    return Problem(path, line + 1, column + 1, "", f"not valid YAML ({complaint})", hint)
