"""The corpus: one YAML file a case in ``cases/``. A new case joins by being put there.

A case holds:

``field``
    Where the text goes, in the tiny guide: ``question``, ``comparison``, ``path`` or ``guide``, then the place as
    problems name it, counted from 1: ``question.follow_ups[1].answer``.
``text``
    What is written there; ``{repeat: "[", times: 8000}`` for a flood.
``expect``
    ``refused``: the guide does not load, and a problem names the file and the place. ``shown``: readers see the text.
``because``
    Why it is dangerous.
``shows``
    What readers see, where that is not the text as it is written: the marks of code, say. May be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from studyguide.model import is_id
from tests.projects import BICYCLE

CASES = Path(__file__).parent / "cases"

FILES = {
    "question": "data/questions/wheels/true-a-wheel.yml",
    "comparison": "data/comparisons/rim-vs-disc.yml",
    "path": "data/paths/mechanic.yml",
    "guide": "data/guide.yml",
}
"""The files of the tiny guide that a case can change."""

KEYS = {"field", "text", "expect", "because"}


class CaseError(Exception):
    """A file of the corpus is no case."""


@dataclass(frozen=True)
class Case:
    """One hostile text.

    Attributes:
        name: The file's name without its ending, an id.
        entry: Which file of the tiny guide the text is written to.
        place: Where in that file, as problems name it.
        text: The text.
        refused: Whether the guide must refuse it; else it must show it.
        shows: What readers see.
        flood: Whether the text is dangerous by its size.
    """

    name: str
    entry: str
    place: str
    text: str
    refused: bool
    shows: str
    flood: bool

    @property
    def file(self) -> str:
        """The file of the tiny guide that the text is written to."""
        return FILES[self.entry]


def case_files() -> list[Path]:
    """All files of the corpus."""
    return sorted(CASES.iterdir())


def read_case(file: Path) -> Case:
    """Read one file of the corpus.

    Raises:
        CaseError: With the file's name and what is wrong with it.
    """
    try:
        return _case(file.stem, yaml.safe_load(file.read_text("utf-8")), file.suffix)
    except (CaseError, yaml.YAMLError) as error:
        raise CaseError(f"{file.name}: {error}") from error


def sound_cases() -> list[Case]:
    """All cases that can be read. The others are reported by a test of their own, not while tests are collected."""
    cases = []
    for file in case_files():
        try:
            cases.append(read_case(file))
        except CaseError:
            continue
    return cases


def steps(place: str) -> list[str | int]:
    """Split a place, as problems name it, into keys and positions."""
    found = re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)
    return [int(number) - 1 if number else name for number, name in found]


def write_text(data: Any, place: str, text: str) -> None:
    """Put a text at a place of an entry that was read from YAML."""
    *around, last = steps(place)
    for step in around:
        data = data[step]
    data[last] = text


def texts(data: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of an entry that was read from YAML, with its place as problems name it."""
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, f"{place}.{key}" if place else key)
    elif isinstance(data, list):
        for number, value in enumerate(data, start=1):
            yield from texts(value, f"{place}[{number}]")


def read_entry(file: Path) -> Any:
    """Read a file of the tiny guide as plain data."""
    return yaml.safe_load(file.read_text("utf-8"))


def write_entry(file: Path, data: Any) -> None:
    """Write plain data as a file of a guide; characters that a file cannot hold are written as escapes."""
    file.write_text(yaml.safe_dump(data, sort_keys=False, width=10**6), "utf-8")


def _case(name: str, data: Any, ending: str) -> Case:
    if ending != ".yml" or not is_id(name):
        raise CaseError("a case is a .yml file whose name is an id")
    if not isinstance(data, dict):
        raise CaseError("a case is a map of field, text, expect and because")
    unknown, missing = sorted(map(str, data.keys() - KEYS - {"shows"})), sorted(KEYS - data.keys())
    if unknown or missing:
        raise CaseError(
            "; ".join([*(f"there is no key {key}" for key in unknown), *(f"{key} is missing" for key in missing)])
        )
    entry, _, place = str(data["field"]).partition(".")
    if entry not in FILES:
        raise CaseError(f"field must begin with one of {', '.join(FILES)}")
    if place not in _places(entry):
        raise CaseError(f"{FILES[entry]} has no text at {place}")
    if data["expect"] not in ("refused", "shown"):
        raise CaseError("expect must be refused or shown")
    if not isinstance(data["because"], str) or not data["because"].strip():
        raise CaseError("because must say why")
    text, refused = _text(data["text"]), data["expect"] == "refused"
    shows = data.get("shows", text)
    if not isinstance(shows, str) or ("shows" in data and refused):
        raise CaseError("shows is a text, and only for cases that are shown")
    return Case(name, entry, place, text, refused, shows, flood=isinstance(data["text"], dict))


def _text(value: Any) -> str:
    if isinstance(value, dict) and value.keys() == {"repeat", "times"}:
        return str(value["repeat"]) * int(value["times"])
    if not isinstance(value, str) or not value:
        raise CaseError("text must be a text, or a map of repeat and times")
    return value


@cache
def _places(entry: str) -> frozenset[str]:
    return frozenset(place for place, _ in texts(read_entry(BICYCLE / FILES[entry])))
