"""Read a YAML file strictly.

YAML can do more than data needs, and much of it surprises: a bare ``no`` means false, ``12:30`` a number, a
repeated key wins in silence, an alias can grow to gigabytes. Here only what YAML 1.2 calls its core is understood;
the rest is text, or a problem with its position.

The values are built from the events of PyYAML's C parser. A library that keeps positions by itself (ruamel.yaml) was
twenty times slower on the real guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from studyguide.problems import Problem
from studyguide.reading.yaml_errors import UNUSUAL_SPACE, syntax_problem, unusual_space
from studyguide.reading.yaml_file import FieldPath, Position, YamlFile, show_path

MAX_BYTES = 200_000
MAX_DEPTH = 12

# What YAML cannot hold, and line ends that YAML counts and editors do not.
_UNREADABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_CORE_TYPES = (
    (re.compile(r"~|null|Null|NULL|"), lambda text: None),
    (re.compile(r"true|True|TRUE"), lambda text: True),
    (re.compile(r"false|False|FALSE"), lambda text: False),
    (re.compile(r"[-+]?[0-9]{1,15}"), int),
    (re.compile(r"[-+]?(\.[0-9]{1,15}|[0-9]{1,15}(\.[0-9]{0,15})?)([eE][-+]?[0-9]{1,3})?"), float),
)


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
        The content with its positions.

    Raises:
        UnreadableFileError: If it cannot be opened or understood; with every problem that was found.
    """
    return parse_bytes(read_bytes(file, path), path)


def read_bytes(file: Path, path: str) -> bytes:
    """Read the bytes of a file; see :func:`read_yaml`."""
    if file.is_symlink():  # a message could show a piece of any file of the machine
        raise UnreadableFileError(Problem.in_file(path, "this is a link to another file", "put the file itself here"))
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableFileError(Problem.in_file(path, f"the file cannot be read ({reason})")) from error
    if len(raw) > MAX_BYTES:
        raise UnreadableFileError(Problem.in_file(path, f"the file is larger than {MAX_BYTES // 1000} kB", "split it"))
    return raw


def parse_bytes(raw: bytes, path: str) -> YamlFile:
    """Read the content of a file; see :func:`read_yaml`."""
    return parse_yaml(decode(raw, path), path)


def decode(raw: bytes, path: str) -> str:
    """Read the text of a file; see :func:`read_yaml`."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise UnreadableFileError(
            Problem.in_file(path, "the file is not UTF-8", "save it with UTF-8 encoding", line=line, column=column)
        ) from error


def parse_yaml(text: str, path: str) -> YamlFile:
    """Read a text; see :func:`read_yaml`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = _UNREADABLE.search(lines)
    if odd:
        line, column = lines.count("\n", 0, odd.start()) + 1, odd.start() - lines.rfind("\n", 0, odd.start())
        what = "unusual line end" if odd[0] in "\x85\u2028\u2029" else "control character"
        message = f"{what} U+{ord(odd[0]):04X}"
        raise UnreadableFileError(Problem.in_file(path, message, "remove it", line=line, column=column))
    reader = _Reader(lines, path)
    try:
        data = reader.read()
    except yaml.MarkedYAMLError as error:
        raise UnreadableFileError(*reader.problems, syntax_problem(error, reader.lines, path)) from error
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
        self.has_unusual_spaces = bool(UNUSUAL_SPACE.search(text))
        self.problems: list[Problem] = []
        self.values: dict[FieldPath, Position] = {}
        self.keys: dict[FieldPath, Position] = {}

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
                Problem.in_file(self.path, "the file is empty", "see CONTRIBUTING.md for what belongs in it")
            )
        return data

    def _problem(self, event: Any, message: str, hint: str, at: FieldPath = ()) -> None:
        position = _position(event)
        self.problems.append(Problem(self.path, position.line, position.column, show_path(at), message, hint))

    def _value(self, event: Any, events: Iterator[Any], at: FieldPath) -> Any:
        self.values[at] = _position(event)
        if isinstance(event, yaml.AliasEvent):
            self._problem(event, f"aliases (*{event.anchor}) are not allowed", "write the value out", at)
            return ""
        if getattr(event, "anchor", None):
            self._problem(
                event, f"anchors (&{event.anchor}) are not allowed", "write the value out where it is needed", at
            )
        if getattr(event, "tag", None):
            self._problem(event, f"tags ({event.tag}) are not allowed", "remove it", at)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, at)
        if len(at) >= MAX_DEPTH:
            self._problem(
                event, f"the file is nested more than {MAX_DEPTH} deep", "check the brackets and the indentation", at
            )
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._value(event, events, (*at, len(items))))
            return items
        return self._mapping(event, events, at)

    def _mapping(self, start: Any, events: Iterator[Any], at: FieldPath) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._problem(event, "a key must be a word", "write key: value", at)
                self._value(event, events, (*at, "?"))
                self._value(next(events), events, (*at, "?"))
                continue
            self._check_spaces(event)
            key = event.value
            if key in entries:
                first = self.keys[(*at, key)].line
                self._problem(event, f'duplicate key "{key}", first on line {first}', "keep one of them", at)
                self._value(next(events), events, (*at, "?"))
                continue
            self.keys[(*at, key)] = _position(event)
            entries[key] = self._value(next(events), events, (*at, key))
            if start.flow_style and entries[key] is None:
                message = f'"{key}" has no value: inside {{ }} a comma ends the value before it'
                self._problem(event, message, "put a text that holds a comma in quotes", at)
        return entries

    def _scalar(self, event: Any, at: FieldPath) -> Any:
        text: str = event.value
        if event.style in ("'", '"', "|", ">"):
            return text
        # At the end of a file the parser may end a value below the last line.
        rest = "".join(self.lines[event.end_mark.line : event.end_mark.line + 1])[event.end_mark.column :]
        if re.match(r"\s+#", rest):
            whole = " ".join((text + rest).split()).replace('"', '\\"')
            self._problem(
                event,
                'the text after " #" is dropped by YAML',
                f'put it in quotes: "{whole}", or the comment on its own line',
                at,
            )
        self._check_spaces(event)
        for pattern, convert in _CORE_TYPES:
            if pattern.fullmatch(text):
                return convert(text)
        return text

    def _check_spaces(self, event: Any) -> None:
        if not self.has_unusual_spaces:
            return
        for number in range(event.start_mark.line, min(event.end_mark.line + 1, len(self.lines))):
            start = event.start_mark.column if number == event.start_mark.line else 0
            problem = unusual_space(self.lines[number], number, self.path)
            if problem and problem.column > start:
                self.problems.append(problem)


def _position(event: Any) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1, getattr(event, "style", None) == "|")
