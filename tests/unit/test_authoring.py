"""A new question: a file to fill in, and nothing lost."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from studyguide.authoring import new_question
from studyguide.model import ChoiceOption, ChoiceQuestion, FollowUp, Pitfall, Question, Source, Step
from studyguide.problems import ContentError
from studyguide.reading.loading import load_guide
from studyguide.reading.yaml_reader import read_yaml
from tests.projects import replace

FROM_THE_NAME = {"id", "topic", "origin"}
LATER = {"redirect_from"}
TODAY = dt.date(2027, 1, 2)
ID_HINT = "use small letters, digits and single hyphens, for example what-is-s3"


def refused(project: Path, topic: str, identifier: str) -> list[str]:
    """What is reported; nothing may be written."""
    before = contents(project)
    with pytest.raises(ContentError) as caught:
        new_question(project, topic, identifier, TODAY)
    assert contents(project) == before
    return [str(problem) for problem in caught.value.problems]


def contents(project: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(project.parent.rglob("*"))}


def test_the_file_is_written_into_the_folder_of_its_topic(bicycle: Path) -> None:
    assert new_question(bicycle, "brakes", "adjust-a-brake", TODAY) == "data/questions/brakes/adjust-a-brake.yml"
    assert (bicycle / "data/questions/brakes/adjust-a-brake.yml").is_file()


def test_the_folder_of_a_new_topic_is_made(bicycle: Path) -> None:
    path = new_question(bicycle, "paint", "fix-a-scratch", TODAY)
    assert (bicycle / path).is_file()


def test_the_file_names_every_field(bicycle: Path) -> None:
    text = (bicycle / new_question(bicycle, "brakes", "adjust-a-brake", TODAY)).read_text("utf-8")
    for field in set(Question.model_fields) - FROM_THE_NAME - LATER:
        assert re.search(rf"^(# )?{field}:", text, re.MULTILINE), field
    for part in (ChoiceOption, ChoiceQuestion, FollowUp, Pitfall, Source, Step):
        for field in part.model_fields:
            assert re.search(rf"^[ #-]+ {field}:", text, re.MULTILINE), field


def test_the_file_says_what_can_be_chosen(bicycle: Path) -> None:
    text = (bicycle / new_question(bicycle, "brakes", "adjust-a-brake", TODAY)).read_text("utf-8")
    assert "# One of: apprentice, master\n" in text
    assert "# One of: idea, versus, repair\n" in text
    assert "# all, or some of: mechanic, shop-owner\n" in text
    assert "(repair)" in text


def test_the_file_is_valid_yaml_and_only_its_empty_fields_are_reported(bicycle: Path) -> None:
    path = new_question(bicycle, "brakes", "adjust-a-brake", TODAY)
    data = read_yaml(bicycle / path, path).data
    assert {"level": "apprentice", "kind": "idea", "roles": "all", "verified": "2027-01-02"}.items() <= data.items()
    with pytest.raises(ContentError) as caught:
        load_guide(bicycle)
    assert {problem.path for problem in caught.value.problems} == {path}
    assert {problem.message for problem in caught.value.problems} == {
        "empty text",
        "expected the address of a page",
        "too few (0, at least 1 are needed)",
    }


def test_the_day_of_the_check_is_today(bicycle: Path) -> None:
    before = dt.date.today()
    path = new_question(bicycle, "brakes", "adjust-a-brake")
    day = dt.date.fromisoformat(read_yaml(bicycle / path, path).data["verified"])
    assert before <= day <= dt.date.today()


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        ("brake", 'did you mean "brakes"?'),
        ("saddles", "choose one of: wheels, brakes, paint"),
        ("../brakes", 'did you mean "brakes"?'),
        ("", "choose one of: wheels, brakes, paint"),
    ],
)
def test_an_unknown_topic_is_refused_with_what_could_be_meant(bicycle: Path, topic: str, hint: str) -> None:
    path = f"data/questions/{topic}/adjust-a-brake.yml"
    assert refused(bicycle, topic, "adjust-a-brake") == [f'{path}: unknown topic "{topic}"; {hint}']


@pytest.mark.parametrize(
    "identifier", ["Adjust", "../../../adjust", "a/b", "", "con", "a" * 61, "adjust-answer", "a\n"]
)
def test_what_cannot_be_an_id_is_refused(bicycle: Path, identifier: str) -> None:
    reported = f'data/questions/brakes/{identifier}.yml: "{identifier}" cannot be an id; {ID_HINT}'
    assert refused(bicycle, "brakes", identifier) == [reported.replace("\n", " ")]


@pytest.mark.parametrize("topic", ["brakes", "wheels"])
def test_a_taken_id_is_refused_in_every_topic(bicycle: Path, topic: str) -> None:
    assert refused(bicycle, topic, "true-a-wheel") == [
        f"data/questions/{topic}/true-a-wheel.yml: the id is taken by data/questions/wheels/true-a-wheel.yml; "
        "choose another, or edit that file"
    ]


def test_a_file_that_cannot_be_read_is_not_overwritten(bicycle: Path) -> None:
    (bicycle / "data/questions/brakes/half-done.yml").write_text("title: [", "utf-8")
    assert "the id is taken by data/questions/brakes/half-done.yml" in refused(bicycle, "brakes", "half-done")[0]


def test_what_is_in_the_way_is_reported_and_left_alone(bicycle: Path) -> None:
    (bicycle / "data/questions/brakes/adjust-a-brake.yml").mkdir()
    (reported,) = refused(bicycle, "brakes", "adjust-a-brake")
    assert reported.startswith("data/questions/brakes/adjust-a-brake.yml: the file cannot be written (")


def test_other_faults_of_the_guide_do_not_matter(bicycle: Path) -> None:
    replace(bicycle / "data/questions/wheels/true-a-wheel.yml", "level: apprentice", "level: 5")
    assert new_question(bicycle, "brakes", "adjust-a-brake", TODAY)


def test_a_faulty_guide_yml_is_reported_alone(bicycle: Path) -> None:
    replace(bicycle / "data/guide.yml", "words_per_minute: 120", "words_per_minute: x")
    replace(bicycle / "data/questions/wheels/true-a-wheel.yml", "level: apprentice", "level: 5")
    assert refused(bicycle, "brakes", "adjust-a-brake") == [
        "data/guide.yml:7:19: words_per_minute: expected a whole number"
    ]


def test_a_missing_data_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (reported,) = refused(tmp_path / "project", "brakes", "adjust-a-brake")
    assert reported.startswith("data: the folder with the data of the guide is missing")


def test_a_folder_that_keeps_the_guide_from_being_read_is_reported(bicycle: Path) -> None:
    (bicycle / "data/questions").rename(bicycle / "elsewhere")
    (bicycle / "data/questions").symlink_to(bicycle / "elsewhere")
    assert refused(bicycle, "brakes", "adjust-a-brake") == [
        "data/questions: symbolic links are not read; put the files themselves here"
    ]
