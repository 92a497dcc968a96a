"""What a site engine gets for one build, from a valid guide and from a faulty one."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from studyguide.model import Guide
from studyguide.pages.addresses import BROKEN, Address
from studyguide.pages.navigation import navigation
from studyguide.pages.site import Site, prepare_site
from studyguide.references import Reference
from tests.projects import grow_old, replace

WHEEL = "data/questions/wheels/true-a-wheel.yml"
TAKEN = "a generated page has the same URL; rename this file"
PAGES = [
    *("index.md", "questions/index.md", "questions/wheels.md", "questions/brakes.md"),
    *("comparisons/index.md", "comparisons/rim-vs-disc.md", "paths/index.md", "paths/mechanic.md"),
    *("practice/index.md", "practice/mock.md", "glossary.md"),
    "downloads/index.md",
]
LEVELS = ["levels/apprentice.md", "levels/master.md"]


def break_guide(project: Path) -> None:
    replace(project / WHEEL, "label: Truing", "'<img src=x onerror=alert(1)> {{ 7*7 }}': Truing")
    replace(project / WHEEL, "2026-10-05", "soon")


def messages(site: Site) -> list[str]:
    return [str(problem) for problem in site.problems]


def test_a_valid_guide_gives_its_pages_and_their_order(bicycle: Path, bicycle_guide: Guide) -> None:
    site = prepare_site(bicycle)
    assert sorted(page.uri for page in site.pages) == sorted(PAGES + LEVELS)
    assert site.navigation == navigation(bicycle_guide)
    assert site.problems == ()
    assert site.addresses.find(Reference("question", "true-a-wheel")) == Address("questions/wheels.md", "true-a-wheel")


def test_a_faulty_guide_keeps_the_pages_of_old_urls(bicycle: Path) -> None:
    grow_old(bicycle)
    valid = prepare_site(bicycle)
    assert valid.problems == ()
    break_guide(bicycle)
    faulty = prepare_site(bicycle)
    assert faulty.problems
    assert {page.uri for page in valid.pages} <= {page.uri for page in faulty.pages}
    assert len({page.uri for page in faulty.pages}) == len(faulty.pages)
    former = {page.uri for page in valid.pages if not page.listed}
    assert former == {page.uri for page in faulty.pages if not page.listed} != set()


def test_the_address_of_the_repository_reaches_the_pages(bicycle: Path) -> None:
    pages = {page.uri: page.text for page in prepare_site(bicycle, "https://example.org/a").pages}
    assert f"https://example.org/a/blob/HEAD/{WHEEL}" in pages["questions/wheels.md"]


# Pages written by hand in the way of generated ones


def at_the_same_address() -> list[str]:
    """Every file name that is published where a generated page is."""
    names = ["index.md", "README.md"]
    for page in (*PAGES[1:], *LEVELS):
        folder, _, name = page.rpartition("/")
        if name == "index.md":
            names += [page, f"{folder}/README.md", f"{folder}.md"]
        else:
            stem = page.removesuffix(".md")
            names += [page, f"{stem}/index.md", f"{stem}/README.md", f"{folder}/{name.capitalize()}".lstrip("/")]
    return names


@pytest.mark.parametrize(
    "name",
    [*at_the_same_address(), "questions/brakes.markdown", "index.mkd", "questions/brakes/index.html", "index.html"],
)
def test_a_written_page_at_the_address_of_a_generated_one_is_reported(bicycle: Path, name: str) -> None:
    file = bicycle / "docs" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# Mine", "utf-8")
    assert messages(prepare_site(bicycle)) == [f"docs/{name}: {TAKEN}"]


@pytest.mark.parametrize("name", ["question.md", "brakes.md", "questions/saddles.md", "levels/index.md", "index/a.md"])
def test_a_written_page_at_another_address_is_no_problem(bicycle: Path, name: str) -> None:
    file = bicycle / "docs" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# Mine", "utf-8")
    assert prepare_site(bicycle).problems == ()


def test_a_project_without_written_pages_is_no_problem(bicycle: Path) -> None:
    (bicycle / "docs").rename(bicycle / "other")
    assert prepare_site(bicycle).problems == ()


# A faulty guide


@pytest.mark.parametrize(
    "uri",
    [
        *PAGES,
        *(pytest.param(uri) for uri in LEVELS),
    ],
)
def test_a_faulty_guide_keeps_the_address_of_every_page(bicycle: Path, uri: str) -> None:
    break_guide(bicycle)
    assert uri in [page.uri for page in prepare_site(bicycle).pages]


@pytest.mark.parametrize("uri", PAGES)
def test_each_page_of_a_faulty_guide_shows_all_problems_as_text(bicycle: Path, uri: str) -> None:
    break_guide(bicycle)
    site = prepare_site(bicycle)
    assert len(site.problems) == 3
    (text,) = [page.text for page in site.pages if page.uri == uri]
    html = BeautifulSoup(text, "html.parser")
    assert [item.get_text() for item in html.find_all("li")] == messages(site)
    assert html.find_all("img") == []
    assert "3 problems in the guide's files." in html.get_text()


def test_nothing_leads_anywhere_while_the_guide_is_faulty(bicycle: Path) -> None:
    break_guide(bicycle)
    site = prepare_site(bicycle)
    assert site.guide is None
    assert site.addresses.link(Reference("question", "true-a-wheel"), str) == BROKEN
    assert {entry.uri for entry in site.navigation} >= set(PAGES)


def test_a_page_in_the_way_keeps_its_place_while_the_guide_is_faulty(bicycle: Path) -> None:
    (bicycle / "docs/index.md").write_text("# Mine", "utf-8")
    site = prepare_site(bicycle)
    assert "index.md" not in [page.uri for page in site.pages]
    assert "questions/index.md" in [page.uri for page in site.pages]


def test_without_any_data_the_first_pages_show_the_problem(tmp_path: Path) -> None:
    site = prepare_site(tmp_path)
    assert {"index.md", "questions/index.md"} <= {page.uri for page in site.pages}
    assert all("the folder with the data of the guide is missing" in page.text for page in site.pages)


def test_hostile_names_of_folders_and_files_are_shown_as_text(bicycle: Path) -> None:
    folder, name = "<img src=x onerror=alert(1)>", "[a](javascript:x) {: onclick=x }"
    (bicycle / "data/questions" / folder).mkdir()
    (bicycle / "data/comparisons" / f"{name}.yml").write_text("x", "utf-8")
    site = prepare_site(bicycle)
    assert site.problems
    headings = []
    for page in site.pages:
        _, front_matter, body = page.text.split("---\n", 2)
        assert "<" not in front_matter
        html = BeautifulSoup(markdown.markdown(body, extensions=["attr_list"]), "html.parser")
        assert html.find_all(["img", "a"]) == []
        assert html.h1 is not None
        assert html.h1.attrs == {}
        headings.append(html.h1.get_text())
    assert {folder, name} <= set(headings)
