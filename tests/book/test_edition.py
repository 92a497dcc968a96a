"""Each edition holds what it promises, in its order, and nothing in it leads outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from studyguide.book.edition import editions
from studyguide.model import Guide
from tests.book.conftest import tree_of


def values(tree: Any, key: str) -> Iterator[Any]:
    """All values under a key, however deep."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield value
            yield from values(value, key)
    elif isinstance(tree, list):
        for item in tree:
            yield from values(item, key)


def definitions(tree: Any) -> list[str]:
    """The labels that an edition defines: those of chapters, entries and headings."""
    found = [chapter["label"] for chapter in tree["chapters"] if chapter.get("label")]
    for chapter in tree["chapters"]:
        prompts = chapter["kind"] == "prompts"
        found += [each["label"] for each in chapter.get("entries", [])]
        found += [block["label"] for block in chapter.get("content", []) if block.get("label")]
        assert all(each["label"].startswith("prompt-") == prompts for each in chapter.get("entries", []))
    return found


def shortened(guide: Guide) -> Guide:
    """The tiny guide with a path that leaves out the questions that others name."""
    path = guide.paths[0]
    return guide.model_copy(update={"paths": (path.model_copy(update={"stages": path.stages[:1]}),)})


def test_there_is_a_full_edition_one_with_questions_first_and_one_for_each_path(bicycle_guide: Guide) -> None:
    assert [edition.name for edition in editions(bicycle_guide)] == ["full", "questions-first", "mechanic"]


@pytest.mark.parametrize(
    ("edition", "chapters"),
    [
        ("full", "document document topic topic comparisons paths glossary"),
        ("questions-first", "document document part prompts prompts part answers answers comparisons glossary"),
        ("mechanic", "overview document document stage stage comparisons"),
    ],
)
def test_the_chapters(edition: str, chapters: str, bicycle_guide: Guide) -> None:
    tree, problems = tree_of(bicycle_guide, edition)
    assert [chapter["kind"] for chapter in tree["chapters"]] == chapters.split()
    assert problems == ()


@pytest.mark.parametrize("edition", ["full", "questions-first", "mechanic"])
@pytest.mark.parametrize("short", [False, True], ids=["whole path", "short path"])
def test_every_link_leads_to_a_place_in_the_edition(edition: str, short: bool, bicycle_guide: Guide) -> None:
    tree, _ = tree_of(shortened(bicycle_guide) if short else bicycle_guide, edition)
    places = definitions(tree)
    assert len(set(places)) == len(places)
    used = {label for key in ("label", "asked_from", "answered_at") for label in values(tree, key) if label}
    assert used <= set(places)


def test_a_role_edition_holds_the_questions_of_its_path_and_points_to_no_other(bicycle_guide: Guide) -> None:
    tree, _ = tree_of(shortened(bicycle_guide), "mechanic")
    questions = [each for chapter in tree["chapters"] if chapter["kind"] == "stage" for each in chapter["entries"]]
    assert [each["label"] for each in questions] == ["question-true-a-wheel"]
    assert [each["related"] for each in questions] == [[]]
    assert tree["counts"] == {"questions": 1, "topics": 1, "comparisons": 0, "paths": 0}


def test_a_role_edition_follows_the_stages(bicycle_guide: Guide) -> None:
    tree, _ = tree_of(bicycle_guide, "mechanic")
    stages = [chapter for chapter in tree["chapters"] if chapter["kind"] == "stage"]
    order = [each["label"].removeprefix("question-") for stage in stages for each in stage["entries"]]
    assert order == list(bicycle_guide.paths[0].question_ids)


def test_questions_and_answers_point_to_each_other(bicycle_guide: Guide) -> None:
    tree, _ = tree_of(bicycle_guide, "questions-first")
    prompts = [each for chapter in tree["chapters"] if chapter["kind"] == "prompts" for each in chapter["entries"]]
    answers = [each for chapter in tree["chapters"] if chapter["kind"] == "answers" for each in chapter["entries"]]
    assert [(each["label"], each["answered_at"]) for each in prompts] == [
        (each["asked_from"], each["label"]) for each in answers
    ]
    assert len(answers) == len(bicycle_guide.questions)
    assert not any("short" in each for each in prompts)


def test_no_heading_skips_a_level(bicycle_guide: Guide) -> None:
    tree, _ = tree_of(bicycle_guide)
    for chapter in tree["chapters"]:
        depth = 1
        for block in chapter.get("content", []):
            if block["kind"] == "heading":
                assert 2 <= block["depth"] <= depth + 1
                depth = block["depth"]
