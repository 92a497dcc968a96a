"""Texts that look dangerous and are shown as typed, on one site that holds them all."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.hostile.corpus import sound_cases
from tests.hostile.hostile_site import CANARY, build_site, live_parts, lost_texts, search_index
from tests.search.searcher import QUERY, Searcher
from tests.site.built import BuiltSite

pytestmark = pytest.mark.site

CASES = [case for case in sound_cases() if not case.refused]


@pytest.fixture(scope="module")
def ordinary(bicycle_site: Path) -> BuiltSite:
    """The tiny guide without hostile texts: what pages may hold."""
    return BuiltSite(bicycle_site)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """All texts that are shown, on one site."""
    return build_site(CASES, tmp_path_factory.mktemp("hostile") / "project")


def test_every_text_is_shown_as_typed(hostile: BuiltSite) -> None:
    assert lost_texts(hostile, CASES) == []


def test_no_page_holds_anything_live(hostile: BuiltSite, ordinary: BuiltSite) -> None:
    assert live_parts(hostile, ordinary) == []


def test_no_text_swallows_another_answer(hostile: BuiltSite) -> None:
    count = Counter(case.entry for case in CASES)
    for page in ("questions/wheels/index.html", "index.html"):  # both also hold the tiny guide's own question
        assert len(hostile.pages[page].select("article.q > details.answer")) == count["question"] + 1
    assert len(hostile.pages["paths/mechanic/index.html"].select("section.stage")) == 2


def test_every_link_still_leads_somewhere_and_every_id_stands_once(hostile: BuiltSite) -> None:
    faults = [(page, href) for page, _, href in hostile.addresses() if hostile.fault_of(page, href)]
    assert faults == []
    for name, page in hostile.pages.items():
        ids = Counter(str(tag["id"]) for tag in page.find_all(id=True))
        assert [identifier for identifier, times in ids.items() if times > 1] == [], name


def test_no_file_of_the_machine_is_drawn_in(hostile: BuiltSite) -> None:
    assert [name for name, file in hostile.files.items() if CANARY.encode() in file.read_bytes()] == []


def test_the_search_shows_titles_as_typed(hostile: BuiltSite) -> None:
    titles = {case.name: case.text for case in CASES if (case.entry, case.place) == ("question", "title")}
    found = {record["location"]: record["title"] for record in search_index(hostile)["documents"]}
    assert titles
    assert {name: found[f"questions/wheels/#{name}-answer"] for name in titles} == titles


def test_the_search_knows_texts_as_words_only(hostile: BuiltSite) -> None:
    words = hostile.files[search_index(hostile)["parts"]["words"]].read_text("utf-8")
    assert re.fullmatch("[A-Za-z0-9 /\n]+", words)


@pytest.mark.browser
def test_what_the_search_finds_is_written_as_text(hostile: BuiltSite, browser: Browser) -> None:
    searcher = Searcher.start(browser.new_page(), hostile.files["index.html"].parent)
    titles = [record["title"] for record in search_index(hostile)["documents"]]
    dangerous = [title for title in titles if "<" in title]
    replies = searcher.send([{"type": QUERY, "data": title} for title in dangerous])
    searcher.page.close()
    rows = [BeautifulSoup(item["title"], "html.parser") for reply in replies for (item,) in reply["data"]["items"]]
    assert all(any(row.get_text().startswith(f"{title} ") for row in rows) for title in dangerous)
    tags = [tag for row in rows for tag in row.find_all(True)]
    assert {tag.name for tag in tags} == {"mark", "small", "span"}
    ours = {"hidden", "data-search-note", "data-search-sentence"}
    assert {name for tag in tags for name in tag.attrs} <= ours


def test_the_same_holds_for_questions_that_have_had_another_id(tmp_path: Path, ordinary: BuiltSite) -> None:
    site = build_site(CASES, tmp_path / "project", renamed=True)
    assert (lost_texts(site, CASES), live_parts(site, ordinary)) == ([], [])
