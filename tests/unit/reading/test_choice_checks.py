"""Choice questions: what gives the right option away is refused, one by one and over the whole guide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studyguide.model import ChoiceQuestion, Question
from studyguide.reading.choice_checks import SOLVERS, check_solvers
from studyguide.reading.loading import load_guide
from tests.unit.reading.faults import BLEED, problems

ASK = "What moves the pistons?"
OPTIONS = ["The oil in the line", "The spring in the lever", "The air in the line"]


def item(ask: str = ASK, options: list[str] = OPTIONS, right: int | None = 0) -> dict[str, Any]:
    parts = [{"text": text, "why": f"Reason {index}.", "right": index == right} for index, text in enumerate(options)]
    return {"ask": ask, "options": parts}


def report(project: Path, choice: dict[str, Any]) -> list[str]:
    file = project / BLEED
    file.write_text(file.read_text("utf-8") + f"choice: {json.dumps(choice)}\n", "utf-8")
    return [problem.partition(": ")[2] for problem in problems(project)]


def test_a_good_item_is_accepted(bicycle: Path) -> None:
    file = bicycle / BLEED
    file.write_text(file.read_text("utf-8") + f"choice: {json.dumps(item())}\n", "utf-8")
    choice = load_guide(bicycle).question_by_id["bleed-a-brake"].choice
    assert choice
    assert [option.right for option in choice.options] == [True, False, False]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        pytest.param(item(right=None), "choice.options: 0 options are right; mark exactly one", id="none is right"),
        pytest.param(item("What does not move?"), "choice.ask: a negative question is misread", id="negative"),
        pytest.param(
            item(options=[*OPTIONS, "Both of these"]),
            "choice.options[4].text: an option about other options",
            id="all of the above",
        ),
        pytest.param(
            item(options=[*OPTIONS, "the air, in the line"]),
            "choice.options[4].text: says the same as option 3",
            id="twice the same",
        ),
        pytest.param(
            item(options=["The oil, which cannot be squeezed and fills the whole line", *OPTIONS[1:]]),
            "choice.options[1].text: the right option is clearly the longest",
            id="the longest",
        ),
        pytest.param(
            item(options=[OPTIONS[0], "Only the spring in there", OPTIONS[2]]),
            "choice.options[1].text: only wrong options say always",
            id="absolute",
        ),
        pytest.param(
            item("What does the oil move?"),
            "choice.options[1].text: only the right option repeats the question (oil)",
            id="echo",
        ),
        pytest.param(
            item("The line is closed by a", ["seal of rubber", "oval of rubber", "air of the tyre"]),
            "choice.options[1].text: the article at the end of the question",
            id="article",
        ),
        pytest.param(
            item(options=["The oil in the line.", *OPTIONS[1:]]),
            "choice.options[1].text: its full stop sets the right option apart",
            id="full stop",
        ),
        pytest.param(
            item(options=["10 bar", "2.5 bar", "1,000 bar"]),
            "choice.options: the numbers are not in order; sort them",
            id="numbers",
        ),
    ],
)
def test_what_gives_the_right_option_away_is_reported(bicycle: Path, choice: dict[str, Any], expected: str) -> None:
    found = report(bicycle, choice)
    assert len(found) == 1, found
    assert expected in found[0]


@pytest.mark.parametrize(
    "change",
    [{"options": item()["options"][:2]}, {"options": item()["options"] * 2}, {"options": [{"text": "a"}] * 3}],
    ids=["two options", "six options", "no reasons"],
)
def test_three_or_four_options_with_reasons_are_needed(bicycle: Path, change: dict[str, Any]) -> None:
    assert report(bicycle, {**item(), **change})


def questions(guide_question: Question, items: list[dict[str, Any]]) -> list[Question]:
    return [
        guide_question.model_copy(
            update={"id": f"q{number}", "choice": ChoiceQuestion.model_validate(each, strict=False)}
        )
        for number, each in enumerate(items)
    ]


LENGTHS = ["Oil", "Air and oil", "Air, oil and water"]


@pytest.mark.parametrize(
    ("make", "trick"),
    [
        pytest.param(lambda n: item(options=LENGTHS[n % 3 :] + LENGTHS[: n % 3], right=(2 - n) % 3), "longest"),
        pytest.param(lambda n: item(options=LENGTHS[n % 3 :] + LENGTHS[: n % 3], right=-n % 3), "shortest"),
        pytest.param(lambda n: item(right=0), "always take option 1"),
        pytest.param(lambda n: item(right=1), "always take option 2"),
        pytest.param(lambda n: item(right=2), "always take option 3"),
        pytest.param(lambda n: item(options=[*OPTIONS, "The seals in there"], right=3), "always take option 4"),
        pytest.param(
            lambda n: item("What moves the seals?", ["Seals, by oil", "Air alone", "A spring"], right=0), "most words"
        ),
        pytest.param(
            lambda n: item(options=["Oil in a line", "Air in every line", "Air in all the lines"], right=0),
            "without always",
        ),
    ],
    ids=range(8),
)
def test_a_trick_that_answers_most_of_them_is_reported(bicycle: Path, make: Any, trick: str) -> None:
    source = load_guide(bicycle).question_by_id["bleed-a-brake"]
    found = [str(problem) for problem in check_solvers(questions(source, [make(number) for number in range(12)]))]
    assert any(trick in message and "rewrite or reorder some of: q0, q1" in message for message in found), found
    assert len(SOLVERS) == 8


def test_a_set_in_which_right_options_stand_anywhere_is_accepted(bicycle: Path) -> None:
    source = load_guide(bicycle).question_by_id["bleed-a-brake"]
    alike = ["The oil in the line", "The rod in the line", "The air in the line"]
    items = [item(options=alike, right=number % 3) for number in range(60)]
    assert list(check_solvers(questions(source, items))) == []


def test_few_items_prove_nothing(bicycle: Path) -> None:
    source = load_guide(bicycle).question_by_id["bleed-a-brake"]
    assert list(check_solvers(questions(source, [item(), item()]))) == []
    assert list(check_solvers([source])) == []
