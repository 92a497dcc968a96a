"""How problems are written for a person."""

from __future__ import annotations

import pytest

from studyguide.problems import ContentError, Problem, did_you_mean, report

LATER = Problem("data/b.yml", 2, 1, "", "late")
EARLIER = Problem("data/a.yml", 10, 3, "short", "wrong", "fix it")
FIRST = Problem("data/a.yml", 9, 30, "label", "wrong")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        pytest.param(EARLIER, "data/a.yml:10:3: short: wrong; fix it", id="all"),
        pytest.param(Problem("data/a.yml", 1, 2, "", "wrong", "fix it"), "data/a.yml:1:2: wrong; fix it", id="line"),
        pytest.param(Problem("data/a.yml", 0, 0, "", "wrong"), "data/a.yml: wrong", id="file"),
        pytest.param(Problem("data/a.yml", 0, 0, "roles", "wrong"), "data/a.yml: roles: wrong", id="file and place"),
        pytest.param(Problem("data/a.yml", 3, 4, "roles", "wrong"), "data/a.yml:3:4: roles: wrong", id="no hint"),
    ],
)
def test_a_problem_is_one_line_that_editors_can_jump_to(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_report_counts_and_sorts_by_file_line_and_column() -> None:
    assert report([LATER, EARLIER, FIRST]).split("\n") == [
        "3 problems in the guide's files:",
        "data/a.yml:9:30: label: wrong",
        "data/a.yml:10:3: short: wrong; fix it",
        "data/b.yml:2:1: late",
    ]


def test_one_problem_is_not_counted_as_many() -> None:
    assert report([LATER]) == "1 problem in the guide's files:\ndata/b.yml:2:1: late"


def test_an_error_carries_every_problem_in_order_and_says_them() -> None:
    error = ContentError(iter([LATER, EARLIER, FIRST]))
    assert error.problems == (FIRST, EARLIER, LATER)
    assert str(error) == report([FIRST, EARLIER, LATER])


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        pytest.param("whels", ["brakes", "wheels"], 'did you mean "wheels"?', id="near"),
        pytest.param("WHEELS", ["brakes", "wheels"], 'did you mean "wheels"?', id="capitals"),
        pytest.param("whales", ["brakes", "wheels"], "choose one of: brakes, wheels", id="another word"),
        pytest.param("saddle", ["brakes", "wheels"], "choose one of: brakes, wheels", id="few choices"),
        pytest.param("zz", [str(n) for n in range(12)], "choose one of: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11", id="12"),
        pytest.param("zz", [str(n) for n in range(13)], "", id="too many choices"),
        pytest.param("zz", [], "", id="no choice"),
    ],
)
def test_the_nearest_right_spelling_is_suggested(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint
