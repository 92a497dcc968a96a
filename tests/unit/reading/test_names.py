"""Names lead to one question each, and short forms to one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.reading.loading import load_guide
from tests.projects import replace
from tests.unit.reading.faults import BLEED, GUIDE, ONCE, QUESTIONS, RIM, problems

ABBREVIATIONS = "data/abbreviations.yml"
SHARED = "keep it once, or give the reason under shared_aliases in guide.yml"


def rename(project: Path, alias: str) -> None:
    """Give the question about bleeding another alias."""
    replace(project / BLEED, "aliases: [air in the line, spongy lever]", f"aliases: [spongy lever, {alias}]")


@pytest.mark.parametrize(
    "alias",
    ["Rim or disc", "rim-or-disc", "RIM OR DISC", "rim-or-disc-brake", "Which brake for the rain?"],
)
def test_a_name_leads_to_one_question(bicycle: Path, alias: str) -> None:
    text = (bicycle / RIM).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("title:", "label:", "aliases:"))]
    names = ["title: Which brake for the rain?", "label: Brakes in rain", "aliases: [rim or disc]"]
    (bicycle / RIM).write_text("\n".join([*names, *lines]) + "\n", "utf-8")
    rename(bicycle, alias)
    reported = problems(bicycle)
    assert any(" is a name of " in line and line.endswith(f" too; {SHARED}") for line in reported), reported


def test_a_reason_allows_a_name_of_two_questions(bicycle: Path) -> None:
    rename(bicycle, "true-a-wheel")
    reason = "shared_aliases: [{alias: True a wheel, because: both are asked under it}]\n"
    (bicycle / GUIDE).write_text((bicycle / GUIDE).read_text("utf-8") + reason, "utf-8")
    assert load_guide(bicycle).settings.shared_aliases[0].alias == "True a wheel"


def test_a_reason_that_nothing_needs_is_reported(bicycle: Path) -> None:
    reason = "shared_aliases: [{alias: spongy lever, because: once it was on two}]\n"
    (bicycle / GUIDE).write_text((bicycle / GUIDE).read_text("utf-8") + reason, "utf-8")
    (reported,) = problems(bicycle)
    assert reported.endswith('"spongy lever" is not a name of two questions; remove it here')
    assert reported.startswith(f"{GUIDE}:")


def test_abbreviations_come_in_alphabetical_order_whatever_their_case(bicycle: Path) -> None:
    entries = "- {short: PSI, long: pounds per square inch}\n- {short: dot, long: Department of Transportation}\n"
    (bicycle / ABBREVIATIONS).write_text(entries, "utf-8")
    assert [item.short for item in load_guide(bicycle).abbreviations] == ["dot", "PSI"]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("- {short: A, long: b}\n- {short: a, long: c}\n", f'2:11: [2].short: duplicate "a"; {ONCE}'),
        (
            "- {short: A, long: b, question: no-such}\n",
            f'1:33: [1].question: unknown question "no-such"; {QUESTIONS}',
        ),
        ("short: A\n", "1:1: expected a list; begin each entry with '- short:'"),
    ],
    ids=["twice", "unknown question", "no list"],
)
def test_faults_of_abbreviations_are_reported_with_their_place(bicycle: Path, entries: str, expected: str) -> None:
    (bicycle / ABBREVIATIONS).write_text(entries, "utf-8")
    assert problems(bicycle) == [f"{ABBREVIATIONS}:{expected}"]


EVERYDAY = "data/everyday_words.yml"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (
            "- {say: [air, Air], means: [tube]}\n",
            '1:15: [1].say[2]: duplicate "Air"; keep it once, with all it means',
        ),
        (
            "- {say: [get air], means: [tube]}\n",
            '1:10: [1].say[1]: "get air" holds "get", which the search leaves out of a query; '
            "write it without, or remove it",
        ),
        ("say: air\n", "1:1: expected a list; begin each entry with '- say:'"),
    ],
    ids=["twice", "a stop word", "no list"],
)
def test_faults_of_everyday_words_are_reported_with_their_place(bicycle: Path, entries: str, expected: str) -> None:
    (bicycle / EVERYDAY).write_text(entries, "utf-8")
    assert problems(bicycle) == [f"{EVERYDAY}:{expected}"]


def test_a_guide_can_do_without_everyday_words(bicycle: Path) -> None:
    (bicycle / EVERYDAY).unlink()
    assert load_guide(bicycle).everyday_words == ()


def test_a_guide_can_name_its_own_stop_words(bicycle: Path) -> None:
    replace(bicycle / GUIDE, "generic_words:", "stop_words: [wie, was]\ngeneric_words:")
    assert load_guide(bicycle).settings.stop_words == ("wie", "was")


def test_a_guide_can_do_without_abbreviations(bicycle: Path) -> None:
    (bicycle / ABBREVIATIONS).unlink()
    assert load_guide(bicycle).abbreviations == ()


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("Rim or disc?", '"Rim or disc?" is a name of rim-or-disc-brake too; keep it once'),
        ("Air in the line!", '"Air in the line!" is already a name of this question; remove it'),
    ],
    ids=["another question's name", "its own name"],
)
def test_a_sentence_that_repeats_a_name_is_refused(bicycle: Path, sentence: str, message: str) -> None:
    replace(bicycle / BLEED, "aliases: [", f'asked_as: ["{sentence}"]\naliases: [')
    (problem,) = problems(bicycle)
    assert problem.endswith(f"asked_as[1]: {message}")


def test_a_sentence_belongs_to_one_question(bicycle: Path) -> None:
    sentence = "my brakes do not stop me in the rain"
    replace(bicycle / BLEED, "aliases: [", f"asked_as: [{sentence}]\naliases: [")
    (problem,) = problems(bicycle)
    assert f'asked_as[1]: "{sentence}" is a name of ' in problem


def test_the_length_of_spoken_sentences_is_limited_where_the_guide_says_so(bicycle: Path) -> None:
    replace(bicycle / GUIDE, "longest_spoken_sentence: 80", "longest_spoken_sentence: 8")
    assert all(": short: sentence too long (" in problem for problem in problems(bicycle))
