"""The words of practice: none that count days in a row, blame or keep score, and American spelling."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.projects import ROOT

TEMPLATES = ROOT / "hooks" / "studyguide" / "pages" / "templates"
SCRIPTS = ROOT / "docs" / "assets" / "javascripts"
REFUSED = re.compile(r"\b(streaks?|overdue|failed|XP|practis\w*)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    "file",
    [*sorted(TEMPLATES.iterdir()), *sorted((SCRIPTS / "core").iterdir()), *sorted((SCRIPTS / "pages").iterdir())],
    ids=lambda file: file.name,
)
def test_no_refused_word_is_used(file: Path) -> None:
    assert REFUSED.findall(file.read_text("utf-8")) == []


@pytest.mark.parametrize("file", sorted(SCRIPTS.rglob("*.js")), ids=lambda file: file.name)
def test_the_scripts_name_no_subject(file: Path) -> None:
    if "search" in file.parts:
        return  # its comments give examples of queries
    assert re.findall(r"(?<![a-z])(?:aws|amazon)(?![a-z])", file.read_text("utf-8"), re.IGNORECASE) == []
