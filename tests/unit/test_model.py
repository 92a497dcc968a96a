"""The words of the field: ids, and what a guide knows about itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from studyguide.model import ID_PATTERN, MAX_ID_LENGTH, Guide, is_id

PIECES = [
    "a",
    "z9",
    "-",
    ".",
    "..",
    "/",
    "\\",
    "\n",
    "\0",
    " ",
    "~",
    "A",
    "é",
    "²",
    "١",
    ":",
    "%2e",
    "con",
    "nul",
    "com1",
]
NAMES = st.one_of(
    st.from_regex(ID_PATTERN, fullmatch=True),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.text(max_size=70),
)


@pytest.mark.parametrize("name", ["a", "7", "s3", "what-is-s3", "con-rod", "com10", "a" * MAX_ID_LENGTH])
def test_words_joined_by_hyphens_are_an_id(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="empty"),
        pytest.param("a" * (MAX_ID_LENGTH + 1), id="too long"),
        pytest.param("What", id="capital"),
        pytest.param("a_b", id="underscore"),
        pytest.param("-a", id="hyphen before"),
        pytest.param("a-", id="hyphen after"),
        pytest.param("a--b", id="two hyphens"),
        pytest.param("a b", id="space"),
        pytest.param("a\n", id="line end"),
        pytest.param("a.b", id="dot"),
        pytest.param("..", id="folder above"),
        pytest.param("../a", id="path above"),
        pytest.param("/a", id="path from the root"),
        pytest.param("a\\b", id="path of Windows"),
        pytest.param("é", id="letter outside ASCII"),
        pytest.param("١", id="digit outside ASCII"),
        *(
            pytest.param(name, id=name)
            for name in ("index", "readme", "con", "prn", "aux", "nul", "com1", "com9", "lpt1")
        ),
    ],
)
def test_what_is_unsafe_in_a_path_or_an_address_is_no_id(name: str) -> None:
    assert not is_id(name)


@settings(deadline=None)
@given(NAMES)
def test_a_file_named_after_an_id_lies_in_its_folder(name: str) -> None:
    folder = Path("data/questions/t").resolve()
    if is_id(name):
        file = (folder / f"{name}.yml").resolve()
        assert file.parent == folder
        assert file.stem == name


def test_the_guide_is_arranged_by_topic_then_level(bicycle_guide: Guide) -> None:
    assert [question.id for question in bicycle_guide.questions] == [
        "true-a-wheel",
        "bleed-a-brake",
        "rim-or-disc-brake",
    ]


def test_questions_are_found_by_topic_level_and_table(bicycle_guide: Guide) -> None:
    def ids(**wanted: str) -> list[str]:
        return [question.id for question in bicycle_guide.questions_of(**wanted)]

    assert ids(topic="brakes") == ["bleed-a-brake", "rim-or-disc-brake"]
    assert ids(level="apprentice") == ["true-a-wheel", "bleed-a-brake"]
    assert ids(topic="brakes", level="apprentice") == ["bleed-a-brake"]
    assert ids(comparison="rim-vs-disc") == ["rim-or-disc-brake"]
    assert ids(topic="paint") == []


def test_a_topic_without_a_question_is_not_shown(bicycle_guide: Guide) -> None:
    assert [topic.id for topic in bicycle_guide.shown_topics] == ["wheels", "brakes"]


def test_a_stage_without_a_question_is_not_shown(bicycle_guide: Guide) -> None:
    (path,) = bicycle_guide.paths
    assert [stage.title for stage in path.shown_stages] == ["Wheels", "Brakes"]
    assert path.question_ids == ("true-a-wheel", "bleed-a-brake", "rim-or-disc-brake")


def test_the_guide_was_checked_on_the_latest_day_of_any_entry(bicycle_guide: Guide) -> None:
    assert bicycle_guide.last_verified == dt.date(2026, 10, 7)
    tables_only = bicycle_guide.model_copy(update={"questions": ()})
    assert tables_only.last_verified == dt.date(2026, 10, 6)


def test_a_question_for_all_is_asked_for_each_role(bicycle_guide: Guide) -> None:
    questions = bicycle_guide.question_by_id
    assert bicycle_guide.roles_of(questions["true-a-wheel"]) == ("mechanic", "shop-owner")
    assert bicycle_guide.roles_of(questions["rim-or-disc-brake"]) == ("shop-owner",)


def test_roles_are_given_in_the_order_of_the_guide(bicycle_guide: Guide) -> None:
    question = bicycle_guide.questions[0].model_copy(update={"roles": ("shop-owner", "mechanic")})
    assert bicycle_guide.roles_of(question) == ("mechanic", "shop-owner")


def test_nothing_in_a_guide_can_change(bicycle_guide: Guide) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        bicycle_guide.questions[0].title = "Another"  # type: ignore[misc]
