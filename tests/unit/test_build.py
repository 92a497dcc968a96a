"""One build, driven without MkDocs: what an adapter of another site engine would do."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from studyguide.build import Build
from studyguide.references import Reference
from studyguide.theme import INDEX
from tests.projects import ROOT, replace

DAY = dt.date(2026, 12, 1)
THEME_INDEX: dict[str, Any] = {
    "config": {"lang": ["en"]},
    "docs": [
        {"location": "faq/", "title": "Questions &amp; answers", "text": "<p>A<b>pump</b>.</p>"},
        {"location": "faq/#tools", "title": "Tools", "text": "A wrench."},
    ],
}


def build(project: Path, *, for_disk: bool = False) -> Build:
    """Make a build whose pages have the URLs that an engine would give them."""
    made = Build(project, ROOT / "docs", repository="", day=DAY, for_disk=for_disk)
    made.urls = {page.uri: page.uri.removesuffix("index.md").removesuffix(".md") + "/" for page in made.site.pages}
    made.urls["index.md"] = "./"
    return made


def documents(made: Build) -> list[dict[str, Any]]:
    files = {file.uri: file.content for file in made.search_files(THEME_INDEX) if isinstance(file.content, bytes)}
    content = files[json.loads(files[INDEX])["config"]["parts"]["documents"]]
    found: list[dict[str, Any]] = json.loads(content)["documents"]
    return found


def test_references_of_a_page_become_links_of_the_engine(bicycle: Path) -> None:
    html = '<a href="question:true-a-wheel">a</a> <a href="https://b.c">d</a>'
    finished = build(bicycle).finish_page("faq.md", html, lambda url: f"../{url}")
    assert finished == '<a href="../questions/wheels/#true-a-wheel">a</a> <a href="https://b.c">d</a>'


def test_blocks_are_put_into_a_generated_page_after_the_engine_has_converted_it(bicycle: Path) -> None:
    made = build(bicycle)
    page = made.site.page("questions/wheels.md")
    assert page
    assert len(page.markdown) < len(page.text) / 4
    finished = made.finish_page(page.uri, page.markdown, str)
    assert "data-block" not in finished
    assert "question:" not in finished
    literal = '<div data-block="0"></div>'
    assert made.finish_page("faq.md", literal, str) == literal, "a hand-written page has no blocks"


def test_while_the_guide_is_faulty_hand_written_pages_show_the_problems(bicycle: Path) -> None:
    replace(bicycle / "data/questions/wheels/true-a-wheel.yml", "level: apprentice", "level: none")
    made = build(bicycle)
    page = '<a href="question:true-a-wheel">a</a>'
    shown = made.finish_page("faq.md", page, str)
    assert "unknown level" in shown
    assert shown.endswith('<a href="#">a</a>')
    assert made.finish_page("index.md", page, str) == '<a href="#">a</a>'
    assert documents(made) == []


def test_the_search_finds_entries_by_url_and_hand_written_pages_by_section(bicycle: Path) -> None:
    found = {document["location"]: document["title"] for document in documents(build(bicycle))}
    assert found["questions/wheels/#true-a-wheel-answer"] == "How do you true a wheel?"
    assert found["faq/"] == "Questions & answers"
    assert found["faq/#tools"] == "Tools"


@pytest.mark.parametrize("for_disk", [False, True])
def test_a_copy_to_read_from_disk_offers_no_downloads_and_gets_its_index_as_a_script(
    bicycle: Path, for_disk: bool
) -> None:
    (bicycle / "downloads").mkdir()
    (bicycle / "downloads" / "copy.zip").write_bytes(b"x")
    made = build(bicycle, for_disk=for_disk)
    assert ("downloads/copy.zip" in [file.uri for file in made.files]) is not for_disk
    assert ("search/search_index.js" in [file.uri for file in made.search_files(THEME_INDEX)]) is for_disk
    assert made.worker in made.files


def test_two_builds_share_nothing(bicycle: Path) -> None:
    first = build(bicycle)
    replace(bicycle / "data/questions/wheels/true-a-wheel.yml", "How do you true a wheel?", "How is a wheel trued?")
    second = build(bicycle)
    assert [first.link(Reference("page", "home"), str), second.link(Reference("page", "home"), str)] == ["./", "./"]
    assert "How is a wheel trued?" in [document["title"] for document in documents(second)]
    assert "How do you true a wheel?" in [document["title"] for document in documents(first)]
