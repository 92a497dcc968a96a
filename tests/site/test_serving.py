"""``mkdocs serve``: an editor sees each change, and each mistake on the page, and the server goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects import replace
from tests.site.conftest import Server

pytestmark = pytest.mark.site

QUESTION = "data/questions/wheels/true-a-wheel.yml"
TEMPLATE = "hooks/studyguide/pages/templates/topic_head.html.jinja"
BOX = 'class="failure"'
ANSWER = 'id="true-a-wheel-answer"'
UNKNOWN_LEVEL = f"{QUESTION}:3:8: level: unknown level"

Serve = Callable[[Path], Server]


def test_a_mistake_in_the_data_is_shown_on_every_page_until_it_is_fixed(project: Path, serve: Serve) -> None:
    server = serve(project)
    server.shows("questions/wheels/", ANSWER)
    replace(project / QUESTION, "level: apprentice", "level: aprentice")
    for page in ("questions/wheels/", "comparisons/rim-vs-disc/", "paths/mechanic/", "", "about/"):
        server.shows(page, BOX, UNKNOWN_LEVEL, touch=project / QUESTION)
    assert "A guide for tests." in server.shows("about/", BOX), "what is written by hand stays readable"
    replace(project / QUESTION, "level: aprentice", "level: apprentice")
    assert BOX not in server.shows("questions/wheels/", ANSWER, touch=project / QUESTION)
    assert BOX not in server.shows("about/", "A guide for tests.")


def test_serving_can_begin_with_a_mistake(project: Path, serve: Serve) -> None:
    replace(project / QUESTION, "level: apprentice", "level: aprentice")
    server = serve(project)
    server.shows("", BOX, UNKNOWN_LEVEL)
    server.shows("prepare/", BOX, UNKNOWN_LEVEL)
    replace(project / QUESTION, "level: aprentice", "level: apprentice")
    server.shows("questions/wheels/", ANSWER, touch=project / QUESTION)


def test_a_mistake_in_the_settings_keeps_every_address_alive(project: Path, serve: Serve) -> None:
    server = serve(project)
    server.shows("questions/wheels/", ANSWER)
    replace(project / "data/guide.yml", "words_per_minute: 120", "words_per_minute: 12")
    for page in ("", "questions/", "questions/wheels/", "comparisons/rim-vs-disc/", "paths/mechanic/"):
        server.shows(page, BOX, "data/guide.yml:7:19: words_per_minute: ", touch=project / "data/guide.yml")


def test_a_mistake_keeps_the_pages_of_levels_alive_too(project: Path, serve: Serve) -> None:
    replace(project / QUESTION, "related: [rim-or-disc-brake]", "related: [nothing]")
    server = serve(project)
    server.shows("", BOX)
    assert BOX in server.get("levels/master/")


def test_an_edited_answer_and_a_new_question_appear(project: Path, serve: Serve) -> None:
    server = serve(project)
    server.shows("questions/wheels/", "Quarter turns")
    replace(project / QUESTION, "- Quarter turns", "- Half turns")
    server.shows("questions/wheels/", "Half turns", touch=project / QUESTION)
    new = project / "data/questions/wheels/patch-a-tube.yml"
    text = (project / QUESTION).read_text("utf-8").replace("redirect_from: [straighten-a-wheel]", "")
    text = text.replace("How do you true a wheel?", "How do you patch a tube?").replace("straighten a rim", "a flat")
    new.write_text(text.replace("Truing a wheel", "Patching"), "utf-8")
    server.shows("questions/wheels/", 'id="patch-a-tube-answer"', touch=new)


@pytest.mark.parametrize(
    ("file", "old", "new", "page"),
    [
        pytest.param(TEMPLATE, 'class="lede"', 'class="edited"', "questions/wheels/", id="a template of the generator"),
        pytest.param(
            "overrides/main.html",
            "{% block config %}",
            "{% block config %}edited",
            "about/",
            id="an override of the theme",
        ),
        pytest.param("docs/about.md", "A guide for tests.", "edited", "about/", id="a page written by hand"),
    ],
)
def test_an_edit_shows(file: str, old: str, new: str, page: str, project: Path, serve: Serve) -> None:
    server = serve(project)
    assert "edited" not in server.shows(page, "<body")
    replace(project / file, old, new)
    server.shows(page, "edited", touch=project / file)


def test_a_mistake_in_a_template_is_shown_until_it_is_fixed(project: Path, serve: Serve) -> None:
    server = serve(project)
    server.shows("questions/wheels/", ANSWER)
    replace(project / TEMPLATE, '<div class="page-head">', '<div class="page-head">{{ nothing }}')
    server.shows("questions/wheels/", BOX, "topic_head.html.jinja:4:", touch=project / TEMPLATE)
    server.shows("about/", BOX, touch=project / TEMPLATE)
    replace(project / TEMPLATE, "{{ nothing }}", "")
    server.shows("questions/wheels/", ANSWER, touch=project / TEMPLATE)
