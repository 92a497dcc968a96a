"""Another guide, on another subject, made by the same code."""

from __future__ import annotations

import re

import pytest

from tests.projects import ROOT
from tests.site.built import BuiltSite, content, words

pytestmark = pytest.mark.site


def test_the_pages_are_those_of_its_own_data(tiny: BuiltSite) -> None:
    generated = {name for name in tiny.pages if name.split("/")[0] not in ("404.html", "about", "faq", "prepare")}
    assert generated == {
        "index.html",
        "questions/index.html",
        "questions/wheels/index.html",
        "questions/brakes/index.html",
        "levels/apprentice/index.html",
        "levels/master/index.html",
        "comparisons/index.html",
        "glossary/index.html",
        "comparisons/rim-vs-disc/index.html",
        "paths/index.html",
        "paths/mechanic/index.html",
        "practice/index.html",
        "practice/mock/index.html",
        "downloads/index.html",
    }


def test_without_a_repository_no_page_has_an_edit_link(tiny: BuiltSite) -> None:
    found = [
        (name, str(link))
        for name, page in tiny.pages.items()
        for link in page.find_all("a")
        if "edit" in words(link).lower() or "md-content__button" in link.get_attribute_list("class")
    ]
    assert found == []


def test_a_plan_spreads_the_minutes_over_the_days(tiny: BuiltSite) -> None:
    table = content(tiny.pages["paths/mechanic/index.html"]).select_one("table.plan")
    assert table
    rows = [[words(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert rows == [
        ["Stage", "1 week5 min a day", "2 weeks5 min a day", "4 weeks5 min a day"],
        ["1. Wheels10 min", "Days 1–2", "Days 1–2", "Days 1–2"],
        ["2. Brakes22 min", "Days 3–7", "Days 3–7", "Days 3–7"],
    ]


def test_the_length_of_a_path_is_the_sum_of_its_stages(tiny: BuiltSite) -> None:
    head = words(content(tiny.pages["paths/mechanic/index.html"]).select_one(".page-head"))
    assert "3 questions in 2 stages, about 32 min of practice." in head


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Look at a frame", id="a stage without questions"),
        pytest.param("A topic without a question yet", id="a topic without questions"),
    ],
)
def test_what_has_no_question_yet_is_left_out(text: str, tiny: BuiltSite) -> None:
    assert [name for name, file in tiny.files.items() if text.encode() in file.read_bytes()] == []


def test_stages_are_counted_without_those_that_are_left_out(tiny: BuiltSite) -> None:
    stages = content(tiny.pages["paths/mechanic/index.html"]).select("section.stage h2")
    assert [(stage["id"], words(stage)) for stage in stages] == [("stage-1", "1. Wheels"), ("stage-2", "2. Brakes")]


def test_an_old_id_leads_to_its_question(tiny: BuiltSite) -> None:
    old = content(tiny.pages["questions/wheels/index.html"]).find(id="straighten-a-wheel")
    article = old.find_parent("article") if old else None
    assert article
    assert article.find("h3", id="true-a-wheel")


def test_a_command_keeps_its_characters_and_an_example_its_lines(tiny: BuiltSite) -> None:
    answer = content(tiny.pages["questions/wheels/index.html"])
    commands = [pre.get_text() for pre in answer.find_all("pre")]
    assert commands == ['spin --slowly "front wheel" | grep <wobble>', "quarter turn -> spin -> look\n"]


def test_a_reference_inside_code_stays_text(tiny: BuiltSite) -> None:
    assert "[not a reference](question:in-code)" in words(content(tiny.pages["prepare/index.html"]))


@pytest.mark.parametrize("folder", ["hooks", "overrides"])
def test_the_generator_names_no_subject(folder: str) -> None:
    files = [file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    subject = re.compile(r"(?<![a-z])(?:aws|amazon)(?![a-z])", re.IGNORECASE)
    assert files
    assert [str(file) for file in files if subject.search(file.read_text("utf-8"))] == []
