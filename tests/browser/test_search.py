"""The search box as a reader meets it: the theme's box with our worker behind it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.serving import served
from tests.projects import ROOT, environment

pytestmark = pytest.mark.browser

RESULT = ".md-search-result__item"
QUESTION = "security-groups-vs-nacls"


def search(page: Page, text: str) -> None:
    """Open the box by keyboard and type."""
    page.keyboard.press("/")
    page.keyboard.type(text, delay=15)


def expect_answer(page: Page, question: str) -> None:
    """The reader stands before the open answer, its question in view below the header, with a word marked in it."""
    page.wait_for_url(re.compile(f"#{question}-answer$"))
    expect(page.locator(f"details.answer:has(#{question}-answer) .say")).to_be_visible()
    header, heading = page.locator(".md-header").bounding_box(), page.locator(f"#{question}").bounding_box()
    assert header is not None
    assert heading is not None
    assert header["y"] + header["height"] <= heading["y"] < 300
    expect(page.locator(f"details.answer:has(#{question}-answer) mark").first).to_be_attached()


@pytest.mark.parametrize("start", ["", "questions/storage/", "nowhere/at/all/"], ids=["home", "topic", "not found"])
def test_enter_opens_the_answer_of_the_first_row(page: Page, address: str, start: str) -> None:
    page.goto(address + start)
    search(page, "difference security group network acl")
    expect(page.locator(RESULT).first).to_contain_text("security group")
    page.keyboard.press("Enter")
    expect_answer(page, QUESTION)
    assert page.url.startswith(address)


def test_rows_are_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "s3 storage class")
    expect(page.locator(RESULT).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wanted = page.locator(f"{RESULT} a").nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape((wanted or "").rpartition("#")[2]) + "$"))


def test_a_row_shows_title_topic_level_and_below_its_heading_the_sentence_that_matched(
    page: Page, address: str
) -> None:
    page.goto(address)
    search(page, "cold start")
    first = page.locator(RESULT).first
    expect(first.locator("h1, h2")).to_contain_text("cold start")
    expect(first.locator("small")).to_have_text("Serverless and integration · Advanced")
    expect(first.locator("p.search-sentence")).to_contain_text("cold start")
    assert first.locator(":is(h1, h2) [data-search-sentence]").count() == 0


def test_a_correction_is_named_and_the_typed_form_is_one_click_away(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "vpc peerng")
    note = page.locator(".search-note")
    expect(note).to_have_text('Showing results for vpc peering. Search for "vpc peerng" instead')
    expect(page.locator(RESULT).first).to_contain_text("peering")
    note.locator("a").click()
    expect(page.locator(".md-search__input")).to_have_value('"vpc peerng"')
    expect(note).to_have_text("No result for peerng; showing results for vpc.")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#what-is-vpc-answer$"))


def test_enter_opens_the_first_row_and_not_the_link_of_the_note(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "vpc peerng")
    expect(page.locator(".search-note a")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#vpc-peering-vs-transit-gateway-answer$"))


def test_the_note_goes_with_its_query(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "s3 hindi")
    expect(page.locator(".search-note")).to_have_text("No result for hindi; showing results for s3.")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("nacl", delay=15)
    expect(page.locator(".search-note")).to_have_text("")
    expect(page.locator(RESULT).first).to_contain_text("network ACL")


def test_the_number_of_results_and_the_note_are_announced(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "s3 hindi")
    status = page.locator(".md-search [role=status]")
    expect(status).to_have_text(re.compile(r"^\d+ results\. No result for hindi; showing results for s3\.$"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("xyzzy plugh", delay=15)
    expect(status).to_have_text("No results.")


def test_only_whole_words_that_were_typed_are_marked_and_the_address_stays_clean(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "NACLs")
    expect(page.locator(RESULT).first).to_contain_text("network ACL")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"networking/#security-groups-vs-nacls-answer$"))
    marks = {text.lower() for text in page.locator("mark").all_text_contents()}
    assert marks <= {"nacl", "nacls"}


def test_marks_stand_in_the_answer_only_and_escape_removes_them(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "s3 storage classes")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"#s3-storage-classes-answer$"))
    marks = page.locator("mark")
    expect(marks.first).to_be_attached()
    assert {text.lower() for text in marks.all_text_contents()} <= {"s3", "storage", "class", "classes"}
    inside = page.locator("details.answer:has(#s3-storage-classes-answer) mark")
    assert inside.count() == marks.count()
    text = page.locator("details.answer:has(#s3-storage-classes-answer)").text_content()
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)
    assert page.locator("details.answer:has(#s3-storage-classes-answer)").text_content() == text


def test_nonsense_says_that_nothing_was_found(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "xyzzy plugh")
    expect(page.locator(".md-search-result__meta")).to_have_text("No results")
    expect(page.locator(RESULT)).to_have_count(0)


def test_what_is_pasted_is_searched_and_what_is_cleared_is_gone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.insert_text("nacl")  # as a paste does, without any key
    expect(page.locator(RESULT).first).to_contain_text("network ACL")
    page.locator(".md-search__form [type=reset]").click()
    expect(page.locator(RESULT)).to_have_count(0)


def test_html_in_a_query_is_text(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "<u>network</u> acl")
    expect(page.locator(RESULT).first).to_be_visible()
    assert page.locator(".md-search u").count() == 0


def test_what_is_typed_before_the_worker_is_there_is_answered(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/search_index.json", lambda route: held.append(route))
    page.goto(address)
    search(page, "nacl")
    page.wait_for_timeout(200)
    assert page.locator(RESULT).count() == 0
    for route in held:
        route.continue_()
    expect(page.locator(RESULT).first).to_contain_text("network ACL")


def test_without_the_words_of_the_texts_titles_and_names_are_found(page: Page, address: str) -> None:
    page.route(re.compile(r"/(words|sentences)\.\w+\.txt$"), lambda route: route.fulfill(status=404))
    page.goto(address)
    search(page, "sg vs nacl")
    expect(page.locator(RESULT).first).to_contain_text("security group")


def test_words_that_could_not_be_fetched_are_fetched_once_the_box_was_emptied(page: Page, address: str) -> None:
    asked: list[str] = []

    def fail_once(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_() if len(asked) > 1 else route.abort()

    page.context.route("**/words.*.txt", fail_once)
    page.goto(address)
    search(page, "sigterm")
    expect(page.locator(".md-search-result__meta")).to_have_text("No results")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.type("sigterm", delay=15)
    expect(page.locator(RESULT).first).to_be_visible()
    assert len(asked) > 1


def test_an_index_of_another_time_finds_nothing_and_says_so(page: Page, address: str, built_site: Path) -> None:
    index = json.loads((built_site / "search" / "search_index.json").read_text("utf-8"))
    index["config"]["format"] += 1
    page.route("**/search_index.json", lambda route: route.fulfill(json=index))
    page.goto(address)
    search(page, "nacl")
    expect(page.locator(".md-search-result__meta")).to_have_text("No results")


def test_a_missing_index_does_not_hang_the_box(browser: Browser, address: str) -> None:
    context = browser.new_context()  # the theme's own script fails here, which the usual fixture would not allow
    page = context.new_page()
    page.route("**/search_index.json", lambda route: route.fulfill(status=404))
    page.goto(address)
    search(page, "nacl")
    expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded", timeout=15_000)
    context.close()


def test_the_words_are_fetched_only_when_somebody_searches(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert not any(re.search(r"/search/(words|documents|sentences)\.", url) for url in fetched)
    with page.expect_request("**/words.*.txt"):
        search(page, "nacl")
    expect(page.locator(RESULT).first).to_be_visible()


def test_a_shared_search_opens_with_its_results(page: Page, address: str) -> None:
    page.goto(address + "?q=cold+start")
    expect(page.locator(RESULT).first).to_contain_text("cold start")


def test_without_script_there_is_no_box(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(address)
    expect(scriptless_page.locator(".md-search__input")).to_be_hidden()


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The copy for reading from disk: its folder and its zip, as ``make offline`` builds them."""
    place = tmp_path_factory.mktemp("offline")
    folder, archive = place / "folder", place / "guide.zip"
    command = [sys.executable, str(ROOT / "tools" / "offline.py"), str(folder), str(archive)]
    result = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return folder, archive


@pytest.mark.parametrize("name", ["browser", "firefox"])
def test_a_copy_on_disk_is_searched_too(
    request: pytest.FixtureRequest, offline: tuple[Path, Path], tmp_path: Path, name: str
) -> None:
    _, archive = offline
    zipfile.ZipFile(archive).extractall(tmp_path)  # what a reader unpacks
    started: Browser = request.getfixturevalue(name)
    context = started.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((tmp_path / "guide" / "index.html").as_uri())
    search(page, "difference security group network acl")
    expect(page.locator(RESULT).first).to_contain_text("security group")
    page.keyboard.press("Enter")
    expect_answer(page, QUESTION)
    context.close()


def test_the_links_of_a_copy_on_disk_lead_to_files(offline: tuple[Path, Path], browser: Browser) -> None:
    folder, _ = offline
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Compute").first.click()
    expect(page.locator("h1")).to_contain_text("Compute")
    page.get_by_role("link", name="Comparisons").first.click()
    expect(page.locator("h1")).to_contain_text("omparison")
    context.close()


def test_the_search_works_at_the_root_of_a_host_too(page: Page, built_site: Path) -> None:
    with served(built_site) as base:
        page.goto(base)
        search(page, "difference security group network acl")
        expect(page.locator(RESULT).first).to_contain_text("security group")
        page.keyboard.press("Enter")
        expect_answer(page, QUESTION)
