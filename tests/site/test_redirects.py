"""What was published once still leads somewhere, without script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, expect

from tests.browser.serving import served
from tests.projects import ROOT, grow_old, guide_here, mkdocs, replace
from tests.site.built import BuiltSite, content, words

pytestmark = pytest.mark.site

GONE = {
    "comparisons/disc-vs-rim/index.html": "comparisons/rim-vs-disc/index.html",
    "levels/novice/index.html": "levels/apprentice/index.html",
    "paths/welder/index.html": "paths/mechanic/index.html",
    "questions/paint/index.html": "questions/index.html",
}


@pytest.mark.parametrize("page", GONE)
def test_a_page_that_is_gone_leads_to_what_has_its_place(page: str, moved: BuiltSite) -> None:
    refresh = moved.pages[page].find("meta", attrs={"http-equiv": "refresh"})
    assert isinstance(refresh, Tag)
    assert moved.target(page, str(refresh["content"]).partition("url=")[2]) == (GONE[page], "")
    link = content(moved.pages[page]).select_one(".lede a")
    assert link
    assert moved.target(page, str(link["href"])) == (GONE[page], "")
    assert moved.pages[page].select_one('meta[name="robots"][content="noindex"]')


@pytest.mark.parametrize(
    ("page", "anchors"),
    [
        pytest.param("questions/brakes/index.html", ["true-a-wheel", "straighten-a-wheel"], id="a topic that is left"),
        pytest.param("questions/rims/index.html", ["true-a-wheel"], id="a topic that is gone"),
    ],
)
def test_a_question_that_moved_leaves_its_anchors_with_links(page: str, anchors: list[str], moved: BuiltSite) -> None:
    for old in [*anchors, *(f"{anchor}-answer" for anchor in anchors)]:
        found = content(moved.pages[page]).find(id=old)
        assert found, old
        link = found if found.name == "a" else found.find("a")
        assert isinstance(link, Tag)
        assert moved.target(page, str(link["href"])) == ("questions/wheels/index.html", "true-a-wheel")
        assert words(link) == "How do you true a wheel?"


def test_a_page_with_anchors_waits_for_the_reader(moved: BuiltSite) -> None:
    # A refresh would drop the fragment, so the reader would lose the question.
    assert not moved.pages["questions/rims/index.html"].find("meta", attrs={"http-equiv": "refresh"})


def test_each_question_keeps_to_the_page_where_it_stood(moved: BuiltSite) -> None:
    links = content(moved.pages["questions/rims/index.html"]).select("li[id] > a[id]")
    assert [link["id"] for link in links] == ["rim-or-disc-brake-answer", "true-a-wheel-answer"]
    assert not content(moved.pages["questions/wheels/index.html"]).select("li[id] > a[id]")


def test_a_renamed_question_answers_to_both_anchors_of_its_old_id(moved: BuiltSite) -> None:
    page = content(moved.pages["questions/wheels/index.html"])
    old = page.find(id="straighten-a-wheel-answer")
    assert old
    assert old.find_parent("details", class_="answer")
    assert page.find(id="straighten-a-wheel")


@pytest.fixture(scope="module")
def moved_address(moved: BuiltSite) -> Iterator[str]:
    """Where that site is served."""
    with served(moved.folder) as base:
        yield base


@pytest.mark.browser
def test_a_browser_without_script_is_led_on(moved_address: str, browser: Browser) -> None:
    # The meta refresh is the browser's own: neither the content policy nor a missing script stops it.
    page = browser.new_page(java_script_enabled=False)
    page.goto(moved_address + "comparisons/disc-vs-rim/")
    page.wait_for_url(moved_address + "comparisons/rim-vs-disc/")
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("anchor", ["straighten-a-wheel-answer", "straighten-a-wheel", "true-a-wheel-answer"])
def test_an_old_address_of_an_answer_still_opens_it(anchor: str, moved_address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{moved_address}questions/wheels/#{anchor}")
    answer = page.locator("details.answer").filter(has=page.locator("#true-a-wheel-answer"))
    if anchor.endswith("-answer"):
        expect(answer).to_have_attribute("open", "")
    expect(page.get_by_role("heading", name="How do you true a wheel?")).to_be_in_viewport()
    page.context.close()


def test_the_search_leads_to_addresses_of_today(moved: BuiltSite) -> None:
    index = json.loads(moved.files["search/search_index.json"].read_text("utf-8"))
    documents = json.loads(moved.files[index["config"]["parts"]["documents"]].read_text("utf-8"))["documents"]
    found = [entry["location"] for entry in documents]
    assert "questions/wheels/#true-a-wheel-answer" in found
    assert [location for location in found if moved.fault_of("index.html", location)] == []
    former = {page.removesuffix("index.html") for page in GONE} | {"questions/rims/"}
    assert [location for location in found if location.partition("#")[0] in former - {"questions/"}] == []
    assert [location for location in found if "straighten-a-wheel" in location] == []


def test_pages_that_are_gone_are_neither_searched_nor_in_the_navigation(moved: BuiltSite) -> None:
    links = {
        moved.target(name, str(link["href"])) for name, page in moved.pages.items() for link in page.select("nav a")
    }
    assert links & {(page, "") for page in GONE if page != "questions/index.html"} == set()
    assert "has moved" not in moved.files["search/search_index.json"].read_text("utf-8")


def test_the_same_holds_with_addresses_that_end_in_html(flat: BuiltSite) -> None:
    refresh = flat.pages["comparisons/disc-vs-rim.html"].find("meta", attrs={"http-equiv": "refresh"})
    assert isinstance(refresh, Tag)
    assert refresh["content"] == "0; url=rim-vs-disc.html"
    assert flat.fault_of("comparisons/disc-vs-rim.html", "rim-vs-disc.html") == ""


def test_an_id_that_vanishes_fails_the_check_and_the_build(bicycle: Path, project: Path) -> None:
    for folder in (bicycle, project):
        (folder / "data/ids.txt").write_text("comparison:hub-vs-rim\n", "utf-8")
    reported = (
        'data/ids.txt:1:1: the table "hub-vs-rim" was published and no longer exists; add redirect_from: [hub-vs-rim]'
    )
    assert reported in guide_here(bicycle, "check").stderr
    assert reported in mkdocs(project, "build").stderr


def test_ids_lists_what_is_new_and_takes_nothing_out(bicycle: Path) -> None:
    grow_old(bicycle)
    check = guide_here(bicycle, "check")
    assert check.exit_code == 1
    assert "data/ids.txt: question:brakes/bleed-a-brake is not listed; add it on a line of its own" in check.stderr
    before = set((bicycle / "data/ids.txt").read_text("utf-8").splitlines())
    assert guide_here(bicycle, "ids").exit_code == 0
    after = (bicycle / "data/ids.txt").read_text("utf-8").splitlines()
    assert before < set(after)
    assert {"question:brakes/bleed-a-brake", "topic:brakes", "level:master"} <= set(after)
    assert after[2:] == sorted(after[2:])
    assert guide_here(bicycle, "check").exit_code == 0
    assert guide_here(bicycle, "ids").exit_code == 0
    assert (bicycle / "data/ids.txt").read_text("utf-8").splitlines() == after


def test_a_faulty_guide_does_not_change_the_list(bicycle: Path) -> None:
    grow_old(bicycle)
    before = (bicycle / "data/ids.txt").read_bytes()
    replace(bicycle / "data/comparisons/rim-vs-disc.yml", "trap:", "trapp:")
    assert guide_here(bicycle, "ids").exit_code == 1
    assert (bicycle / "data/ids.txt").read_bytes() == before


def test_what_was_published_cannot_be_taken_out_of_the_list(bicycle: Path, tmp_path: Path) -> None:
    guide_here(bicycle, "ids")
    before = tmp_path / "before.txt"
    before.write_text("question:wheels/buy-a-wheel\ntopic:wheels\n", "utf-8")
    assert guide_here(bicycle, "check").exit_code == 0
    result = guide_here(bicycle, "check", "--published", str(before))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[1:] == [
        "data/ids.txt: question:wheels/buy-a-wheel was published and has been removed from the list; put it back"
    ]


def test_the_guide_itself_lists_its_ids() -> None:
    assert (ROOT / "data/ids.txt").read_text("utf-8").count("\nquestion:") > 70


@pytest.mark.parametrize(
    ("content", "reported"),
    [(b"topic:wheels\nx\n", ':2:1: invalid line "x"'), (b"\xff\n", ": the file is not UTF-8")],
    ids=["a line", "the whole file"],
)
def test_a_fault_of_the_older_list_is_reported_with_its_own_name(
    content: bytes, reported: str, bicycle: Path, tmp_path: Path
) -> None:
    guide_here(bicycle, "ids")
    before = tmp_path / "before.txt"
    before.write_bytes(content)
    result = guide_here(bicycle, "check", "--published", str(before))
    assert result.exit_code == 1
    assert f"{before.as_posix()}{reported}" in result.stderr
    assert "data/ids.txt" not in result.stderr
