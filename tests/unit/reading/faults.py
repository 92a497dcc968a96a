"""What tests of reading share: the tiny guide's files, a fault in one of them, and what is reported of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyguide.problems import ContentError
from studyguide.reading.loading import load_guide
from tests.projects import replace

GUIDE = "data/guide.yml"
TERMS = "data/terms.yml"
WHEEL = "data/questions/wheels/true-a-wheel.yml"
BLEED = "data/questions/brakes/bleed-a-brake.yml"
RIM = "data/questions/brakes/rim-or-disc-brake.yml"
TABLE = "data/comparisons/rim-vs-disc.yml"
PATH = "data/paths/mechanic.yml"
FAQ = "docs/faq.md"

TEXT = "expected text; put it in quotes"
LIST = "expected a list; write each entry on its own line after '- ', or all in [brackets]"
MAP = "expected a map; write key: value on lines of their own"
EMPTY = "empty text; write it, or remove the line if it may be left out"
NO_VALUE = "missing value; write one, or remove the line if it may be left out"
NUMBER = "expected a whole number"
DATE = "expected a date; write year-month-day, for example 2026-11-23"
ADDRESS = "expected the address of a page; write it in full, beginning with https://"
ID = "invalid id; use small letters, digits and single hyphens, at most 60, and not index or readme"
MEANT = 'invalid id; did you mean "{}"? otherwise ' + ID.partition("; ")[2]
NOT_AN_ID = "cannot be an id; use small letters, digits and single hyphens, at most 60, and not index or readme"
IN_BACKTICKS = "put it in backticks to show it as text"
ONCE = "keep it once"
QUESTIONS = "choose one of: bleed-a-brake, rim-or-disc-brake, true-a-wheel"
RETIRED = '"velocipede" is not used here: the word is out of use; say "bicycle"'

POINTS = "key_points: [Air is soft, From below, After each opening]"
DETAIL = "detail: Air collects at the highest point."


def problems(project: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_guide(project)
    return [str(problem) for problem in caught.value.problems]


def write(project: Path, path: str, text: str = "x") -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, "utf-8")


def copy(project: Path, source: str, target: str) -> None:
    (project / target).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(project / source, project / target)


def other_title(project: Path, path: str) -> None:
    """Give a copy of the question about bleeding a title and names of its own."""
    replace(project / path, "Why does a brake need bleeding?", "How much oil is in a lever?")
    replace(project / path, "label: Bleeding", "label: Oil")
    replace(project / path, "[air in the line, spongy lever]", "[full lever]")


def case(name: str, path: str, old: str, new: str, *reported: str) -> pytest.ParameterSet:
    """A text of a file that is replaced, and what is reported of it, in the same file if no other is named."""
    expected = [line if line.startswith(("data/", "docs/")) else f"{path}:{line}" for line in reported]
    return pytest.param(path, old, new, expected, id=name)
