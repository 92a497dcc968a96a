"""Texts that the guide refuses, each with a problem that names its file and its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import markdown
import pytest
from pydantic import BaseModel

from studyguide.markup import Fragment
from studyguide.model import Guide
from studyguide.problems import ContentError, Problem
from studyguide.reading.loading import load_guide
from tests.hostile.corpus import Case, read_entry, sound_cases, steps, texts, write_entry, write_text

MOST_PROBLEMS = 20
LONGEST_MESSAGE = 400

REFUSED = [pytest.param(case, id=case.name) for case in sound_cases() if case.refused]


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_text_is_refused_at_its_position(case: Case, bicycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(bicycle, case.file, case.place, case.text)
    converted: list[str] = []
    convert = markdown.Markdown.convert

    def watched(self: markdown.Markdown, source: str) -> str:
        converted.append(source)
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", watched)
    problems = problems_of(bicycle)
    assert (case.file, case.place) in {(problem.path, problem.field) for problem in problems if problem.line}
    assert len(problems) <= MOST_PROBLEMS
    assert max(len(str(problem)) for problem in problems) <= LONGEST_MESSAGE
    assert converted, "nothing was converted: floods are not reported from other texts"
    if case.flood:
        assert case.text not in converted, "a flood reached the converter"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<img src=x onerror=alert(1)>", id="HTML"),
        pytest.param("[x](javascript:alert(1))", id="a link that runs"),
        pytest.param("![x](https://evil.example/x.png)", id="an image"),
    ],
)
def test_no_field_of_markdown_lets_it_pass(text: str, bicycle: Path, bicycle_guide: Guide) -> None:
    written = set()
    for file, place, _ in texts_of(bicycle):
        if isinstance(value_of(bicycle_guide, file, place), Fragment):
            change(bicycle, file, place, text)
            written.add((file, place))
    assert len(written) > 50
    assert {(problem.path, problem.field) for problem in problems_of(bicycle)} == written


@pytest.mark.parametrize(
    "character", ["\u202e", "\u200b", "\x1b"], ids=["bidi mark", "zero width", "control character"]
)
def test_no_field_at_all_lets_an_invisible_character_pass(character: str, bicycle: Path) -> None:
    written = set()
    for file, place, text in texts_of(bicycle):
        change(bicycle, file, place, text + character)
        written.add((file, place))
    assert len(written) > 100
    assert written - {(problem.path, problem.field) for problem in problems_of(bicycle)} == set()


def texts_of(project: Path) -> list[tuple[str, str, str]]:
    """Every text of a guide with its file and place."""
    files = [file for file in sorted((project / "data").rglob("*.yml")) if file.name != "terms.yml"]
    return [
        (file.relative_to(project).as_posix(), place, text) for file in files for place, text in texts(read_entry(file))
    ]


def change(project: Path, file: str, place: str, text: str) -> None:
    """Write another text at a place of a file."""
    data = read_entry(project / file)
    write_text(data, place, text)
    write_entry(project / file, data)


def value_of(guide: Guide, file: str, place: str) -> object:
    """What a guide holds for a place of a file."""
    entries = {entry.origin.path: entry for entry in (*guide.questions, *guide.comparisons, *guide.paths)}
    others = {
        "data/abbreviations.yml": guide.abbreviations,
        "data/everyday_words.yml": guide.everyday_words,
        "data/guide.yml": guide.settings,
    }
    value: Any = entries.get(file) or others[file]
    for step in steps(place):
        value = getattr(value, step) if isinstance(value, BaseModel) and isinstance(step, str) else value[step]
    return value


def problems_of(project: Path) -> tuple[Problem, ...]:
    """The problems of a guide; none if it loads."""
    try:
        load_guide(project)
    except ContentError as error:
        return error.problems
    return ()
