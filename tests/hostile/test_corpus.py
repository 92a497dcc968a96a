"""The files of the corpus are valid, and one that is not is reported in words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.hostile.corpus import CaseError, case_files, read_case, sound_cases

VALID = """
field: question.detail
text: <b>
expect: refused
because: a reason
"""


@pytest.mark.parametrize("file", case_files(), ids=lambda file: file.name)
def test_a_file_of_the_corpus_is_a_case(file: Path) -> None:
    read_case(file)


def test_the_corpus_is_large_enough() -> None:
    assert Counter(case.refused for case in sound_cases())[True] >= 40
    assert Counter(case.refused for case in sound_cases())[False] >= 40


def test_no_two_cases_show_a_text_in_the_same_place_of_the_one_guide_file() -> None:
    places = Counter(case.place for case in sound_cases() if case.entry == "guide" and not case.refused)
    assert [place for place, times in places.items() if times > 1] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("because: a reason", "", "because is missing", id="no reason"),
        pytest.param("because: a reason", "because: ''", "because must say why", id="an empty reason"),
        pytest.param("because:", "becuase:", "there is no key becuase; because is missing", id="a wrong key"),
        pytest.param("text: <b>", "text: 7", "text must be a text", id="a number for a text"),
        pytest.param("text: <b>", "text: {repeat: x}", "text must be a text", id="a flood without its number"),
        pytest.param("expect: refused", "expect: maybe", "expect must be refused or shown", id="an unknown outcome"),
        pytest.param(
            "question.detail", "answer.detail", "field must begin with one of question", id="an unknown entry"
        ),
        pytest.param("question.detail", "question.detial", "has no text at detial", id="a place that does not exist"),
        pytest.param("question.detail", "question.steps[3].do", "has no text at steps[3].do", id="a place too far"),
        pytest.param("question.detail", "question.steps", "has no text at steps", id="a place that holds no text"),
        pytest.param("<b>", "<b>\nshows: <b>", "only for cases that are shown", id="a refused text with what is seen"),
        pytest.param("field:", "- field:", "hostile-case.yml: ", id="no YAML"),
        pytest.param(VALID, "- one", "a case is a map", id="a list"),
        pytest.param(VALID, "", "a case is a map", id="an empty file"),
    ],
)
def test_a_faulty_file_is_reported_with_its_name(old: str, new: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile-case.yml"
    assert old in VALID
    file.write_text(VALID.replace(old, new), "utf-8")
    with pytest.raises(CaseError, match=r"^hostile-case\.yml: ") as reported:
        read_case(file)
    assert message in str(reported.value)


@pytest.mark.parametrize("name", ["Case.yml", "case.yaml", "case.txt"])
def test_a_file_with_another_kind_of_name_is_reported(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(VALID, "utf-8")
    with pytest.raises(CaseError, match=rf"^{name}: a case is a \.yml file"):
        read_case(tmp_path / name)
