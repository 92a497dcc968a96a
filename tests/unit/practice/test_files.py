"""The data files of practice: what they hold, their names, and that they are plain data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from studyguide import study_plan
from studyguide.model import Guide
from studyguide.practice.estimates import estimate, known_without_study
from studyguide.practice.files import practice_files
from studyguide.reading.loading import load_guide
from studyguide.references import Reference
from studyguide.site_files import SiteFile
from tests.projects import replace

REPOSITORY = "https://example.org/someone/guide"


def link(reference: Reference) -> str:
    return f"to/{reference.scheme}/{reference.target}"


def value_of(file: SiteFile) -> dict[str, Any]:
    """The value that the script assigns."""
    assert isinstance(file.content, bytes)
    match = re.fullmatch(
        r'\(globalThis\.studyguidePracticeData\?\?=\{\}\)\["([a-z-]+)"\]=(.*);\n', file.content.decode(), re.DOTALL
    )
    assert match
    assert re.fullmatch(rf"practice/{match[1]}\.[0-9a-f]{{8}}\.js", file.uri)
    value: dict[str, Any] = json.loads(match[2])
    return value


@pytest.fixture
def index(bicycle_guide: Guide) -> dict[str, Any]:
    return value_of(practice_files(bicycle_guide, link, REPOSITORY).index)


def entries(guide: Guide, repository: str = REPOSITORY) -> dict[str, Any]:
    """What all topic files hold, by question."""
    found: dict[str, Any] = {}
    for file in practice_files(guide, link, repository).topics:
        found |= value_of(file)
    return found


def test_the_index_lists_every_question_with_its_minutes_and_old_ids(
    index: dict[str, Any], bicycle_guide: Guide
) -> None:
    rows = {row["id"]: row for row in index["questions"]}
    assert list(rows) == [question.id for question in bicycle_guide.questions]
    wheel = bicycle_guide.question_by_id["true-a-wheel"]
    assert rows["true-a-wheel"] == {
        "id": "true-a-wheel",
        "title": wheel.title,
        "topic": "wheels",
        "level": "apprentice",
        "kind": "repair",
        "minutes": study_plan.study_minutes(wheel, bicycle_guide),
        "formerly": ["straighten-a-wheel"],
    }
    assert [index["roles"][position]["id"] for position in rows["bleed-a-brake"]["roles"]] == ["mechanic"]


def test_the_index_names_the_file_of_each_topic_that_is_shown(index: dict[str, Any], bicycle_guide: Guide) -> None:
    files = practice_files(bicycle_guide, link, REPOSITORY)
    assert [topic["id"] for topic in index["topics"]] == ["wheels", "brakes"]
    assert [f"practice/{topic['file']}" for topic in index["topics"]] == [file.uri for file in files.topics]


def test_the_index_holds_the_paths_without_empty_stages(index: dict[str, Any]) -> None:
    (path,) = index["paths"]
    assert path["url"] == "to/path/mechanic"
    assert [stage["title"] for stage in path["stages"]] == ["Wheels", "Brakes"]
    held = [index["questions"][position]["id"] for position in path["stages"][1]["questions"]]
    assert held == ["bleed-a-brake", "rim-or-disc-brake"]


def test_a_topic_holds_the_fragments_of_the_guide_with_links(bicycle_guide: Guide) -> None:
    question = bicycle_guide.question_by_id["true-a-wheel"]
    entry = entries(bicycle_guide)["true-a-wheel"]
    assert entry["short"] == question.short.html
    assert entry["points"] == [point.html for point in question.key_points]
    assert 'href="to/question/rim-or-disc-brake"' in entry["followUps"][0]["answer"]
    assert entry["url"] == "to/question/true-a-wheel-answer"
    assert entry["report"].startswith(f"{REPOSITORY}/issues/new?")
    assert set(entries(bicycle_guide)) == set(bicycle_guide.question_by_id)


def test_a_question_with_a_diagram_has_its_picture_in_both_color_schemes(bicycle_guide: Guide) -> None:
    found = entries(bicycle_guide)
    with_picture = {name: entry["picture"] for name, entry in found.items() if "picture" in entry}
    (question,) = (question for question in bicycle_guide.questions if question.diagram)
    diagram = bicycle_guide.diagram_by_id[question.diagram or ""]
    assert with_picture == {
        question.id: {
            "alt": diagram.alt,
            "width": diagram.light.width,
            "height": diagram.light.height,
            "light": f"to/diagram/{diagram.id}.light",
            "dark": f"to/diagram/{diagram.id}.dark",
        }
    }


def test_without_a_repository_nothing_is_reported(bicycle_guide: Guide) -> None:
    assert all("report" not in entry for entry in entries(bicycle_guide, "").values())


def test_names_change_with_the_content_only(bicycle: Path) -> None:
    before = practice_files(load_guide(bicycle), link, "")
    assert before == practice_files(load_guide(bicycle), link, "")
    replace(bicycle / "data/questions/wheels/true-a-wheel.yml", "- Quarter turns", "- Quarter turns only")
    after = practice_files(load_guide(bicycle), link, "")
    changed = [new.uri != old.uri for new, old in zip(after.all, before.all, strict=True)]
    assert changed == [True, True, False], "the index, the topic of the question, and no other topic"


def test_text_cannot_leave_the_value(bicycle: Path) -> None:
    title = 'Is "</script>" or \\ or `${x}` a wheel?'
    file = bicycle / "data/questions/wheels/true-a-wheel.yml"
    replace(file, "title: How do you true a wheel?", f"title: {json.dumps(title)}")
    guide = load_guide(bicycle)
    assert value_of(practice_files(guide, link, "").index)["questions"][0]["title"] == title


@pytest.mark.parametrize(("kind", "say", "again", "interview"), [("idea", 2, 2, 5), ("repair", 4, 3, 10)])
def test_what_takes_longer_to_study_takes_longer_to_say(
    bicycle_guide: Guide, kind: str, say: float, again: float, interview: int
) -> None:
    found = estimate(bicycle_guide.kind_by_id[kind])
    assert (found.say, found.again, found.interview) == (say, again, interview)


def test_an_easier_level_is_more_likely_known(bicycle_guide: Guide) -> None:
    chances = [known_without_study(level, bicycle_guide) for level in bicycle_guide.settings.levels]
    assert chances == [0.5, 0.25]
