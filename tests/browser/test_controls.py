"""What scripts add: filters, the switch of a topic page, copied links, the search button, the patches of the theme."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from studyguide.model import Guide

pytestmark = pytest.mark.browser

TOPIC = "questions/networking/"
ITEMS = ".question-list > li"


def visible_titles(page: Page) -> set[str]:
    """The titles in the list that are shown, once the search has answered."""
    expect(page.locator("form[data-filters]")).not_to_have_attribute("aria-busy", "true")
    return set(page.locator(f"{ITEMS}:not([hidden]) > a").all_inner_texts())


def test_filters_show_the_matching_questions_and_their_number(page: Page, address: str, guide: Guide) -> None:
    page.goto(address + "questions/")
    page.get_by_label("Level").select_option("advanced")
    page.get_by_label("Role").select_option("data-engineer")
    expected = {
        question.title
        for question in guide.questions
        if question.level == "advanced" and "data-engineer" in guide.roles_of(question)
    }
    assert 0 < len(expected) < len(guide.questions)
    assert visible_titles(page) == expected
    expect(page.locator(".filters output")).to_have_text(re.compile(rf"^{len(expected)} questions?$"))
    assert page.locator(".filters output").get_attribute("aria-live") == "polite"
    for section in page.locator("section[data-topic]:not([hidden])").all():
        assert section.locator("li:not([hidden])").count() > 0


def test_filters_are_kept_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "questions/")
    page.get_by_label("Topic").select_option("storage")
    page.get_by_label("Kind").select_option("comparison")
    page.get_by_label("Find").fill("class")
    kept = visible_titles(page)
    assert kept
    shared = page.url
    assert "topic=storage" in shared
    page.goto("about:blank")
    page.goto(shared)
    assert visible_titles(page) == kept
    assert page.get_by_label("Topic").input_value() == "storage"
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(re.compile(r"/questions/$"))
    assert len(visible_titles(page)) == page.locator(ITEMS).count()


def test_the_text_filter_finds_other_names_and_spellings(page: Page, address: str, guide: Guide) -> None:
    page.goto(address + "questions/")
    for text in ("NACL", "sg-vs-nacl", "  sg   NACL "):
        page.get_by_label("Find").fill(text)
        assert guide.question_by_id["security-groups-vs-nacls"].title in visible_titles(page), text
    page.get_by_label("Find").fill("xyzzy")
    assert visible_titles(page) == set()
    expect(page.locator(".filters output")).to_have_text("0 questions")


def test_the_text_filter_shows_what_the_search_shows(page: Page, address: str) -> None:
    page.goto(address + "questions/")
    page.get_by_label("Find").fill("how do I pay less for servers")
    filtered = visible_titles(page)
    page.locator(".md-search__input").fill("how do I pay less for servers")
    rows = page.locator(".md-search-result__item")
    expect(rows.first).to_be_visible()
    first = rows.first.locator("h1, h2").inner_text()
    assert any(first.startswith(title) for title in filtered)


def test_the_text_filter_names_what_it_corrected_and_finds_the_typed_form(page: Page, address: str) -> None:
    page.goto(address + "questions/?find=vpc+peerng")
    message = page.locator("[data-filters-message]")
    expect(message).to_have_text('Showing results for vpc peering. Search for "vpc peerng" instead')
    message.locator("a").click()
    expect(message).to_have_text("No result for peerng; showing results for vpc.")
    assert page.get_by_label("Find").input_value() == '"vpc peerng"'


def test_without_the_search_the_text_filter_compares_names(browser: Browser, address: str) -> None:
    context = browser.new_context()  # the theme's own script fails here, which the usual fixture would not allow
    page = context.new_page()
    page.route("**/search_index.json", lambda route: route.abort())
    page.goto(address + "questions/?find=sg+vs+nacl")
    titles = visible_titles(page)
    assert len(titles) == 1
    context.close()


@pytest.mark.parametrize(
    "query",
    ["level=galactic", "nosuch=1", "level=%3Cimg%20src=x%20onerror=alert(1)%3E", "__proto__=x", "topic=__proto__"],
)
def test_unknown_filters_in_the_address_are_reported_and_ignored(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}questions/?{query}")
    assert len(visible_titles(page)) == page.locator(ITEMS).count()
    expect(page.locator("[data-filters-message]")).to_contain_text("Ignored")
    assert page.locator("[data-filters-message] *").count() == 0


def test_parameters_of_other_services_are_not_reported(page: Page, address: str) -> None:
    page.goto(f"{address}questions/?utm_source=x&fbclid=1&h=vpc&level=advanced")
    expect(page.locator("[data-filters-message]")).to_be_empty()
    assert 0 < len(visible_titles(page)) < page.locator(ITEMS).count()


def test_without_script_the_list_is_complete_and_has_no_controls(
    scriptless_page: Page, address: str, guide: Guide
) -> None:
    scriptless_page.goto(address + "questions/?level=advanced")
    expect(scriptless_page.locator(".filters")).to_be_hidden()
    assert len(visible_titles(scriptless_page)) == len(guide.questions)


def test_level_links_filter_a_topic_and_a_deep_link_removes_the_filter(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    page.locator("[data-show-level=advanced]").click()
    expect(page.locator("#what-is-vpc")).to_be_hidden()
    expect(page.locator("section.level[data-level=advanced]")).to_be_visible()
    assert page.locator("[data-show-level=advanced]").get_attribute("aria-current") == "true"
    page.evaluate("location.hash = 'what-is-vpc-answer'")
    expect(page.locator("#what-is-vpc")).to_be_in_viewport()
    expect(page.locator("details.answer:has(#what-is-vpc-answer) .say")).to_be_visible()


def test_level_links_are_plain_links_without_script(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(address + TOPIC)
    scriptless_page.locator("[data-show-level=advanced]").click()
    expect(scriptless_page).to_have_url(re.compile("#advanced$"))
    expect(scriptless_page.get_by_role("group", name="What to show")).to_be_hidden()


def test_the_switch_opens_answers_and_then_everything(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    answers, more = page.locator("details.answer"), page.locator("details.more")

    def open_counts() -> tuple[int, int]:
        return page.locator("details.answer[open]").count(), page.locator("details.more[open]").count()

    page.get_by_role("button", name="Answers").click()
    assert open_counts() == (answers.count(), 0)
    page.get_by_role("button", name="Everything").click()
    assert open_counts() == (answers.count(), more.count())
    assert page.get_by_role("button", name="Everything").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Questions").click()
    assert open_counts() == (0, 0)


def test_the_copied_link_opens_its_question(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{TOPIC}#elb-types-answer")
    button = page.locator("button[data-copy=elb-types]")
    button.click()
    expect(button).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{TOPIC}#elb-types"
    context.close()


def test_the_home_page_opens_the_search(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Search the questions").click()
    page.keyboard.type("nacl", delay=20)
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_from_the_home_page_to_network_acls_in_two_actions(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("section.try-now summary").first.click()
    expect(page.locator("section.try-now .say").first).to_contain_text("network ACL")


PATCHED_PAGES = ("", "questions/", TOPIC, "comparisons/storage-types/", "paths/data-engineer/", "faq/", "404.html")


def theme_warnings(page: Page) -> list[str]:
    """The list of warnings about patches of the theme, which grows as they are written to the console."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if "theme-patches.js" in message.text else None)
    return found


@pytest.mark.parametrize("path", PATCHED_PAGES)
def test_every_patch_of_the_theme_finds_what_it_changes(page: Page, address: str, path: str) -> None:
    warnings = theme_warnings(page)
    page.goto(address + path)
    assert page.locator(".md-search").get_attribute("aria-label") == "Search"
    assert warnings == []


def test_the_copy_buttons_of_code_are_no_regions(page: Page, address: str) -> None:
    page.goto(address + "questions/serverless/")
    page.get_by_role("button", name="Everything").click()
    expect(page.locator("nav.md-code__nav").first).to_be_attached()
    assert page.locator("nav.md-code__nav:not([role=none])").count() == 0


@pytest.mark.parametrize(
    ("name", "patch"),
    [
        ("md-search", "nameSearchDialog"),
        ("md-search__input", "searchOnEveryInput"),
        ("md-search__form", "searchOnEveryInput"),
        ("md-search-result__meta", "reportMissingIndex"),
        ("md-search-result__list", "completeSearchRows"),
        ("md-search__inner", "announceResults"),
        ("md-content", "removeCodeRegions"),
        ("md-content", "focusWideTables"),
    ],
)
def test_a_patch_that_does_not_find_what_it_changes_says_so_and_stops_no_other(
    browser: Browser, address: str, name: str, patch: str
) -> None:
    context = browser.new_context()  # the theme's own script may fail here, which the usual fixture would not allow
    page = context.new_page()
    warnings = theme_warnings(page)

    def rename(route: Route) -> None:
        text = route.fetch().text()
        assert re.search(rf'class="{name}[" ]', text)
        route.fulfill(body=re.sub(rf'class="{name}(?=[" ])', 'class="renamed', text), content_type="text/html")

    page.route(address + TOPIC, rename)
    page.goto(f"{address}{TOPIC}#elb-types-answer")
    expect(page.locator("details.answer:has(#elb-types-answer)")).to_have_attribute("open", "")
    assert any(patch in warning for warning in warnings), warnings
    if patch != "nameSearchDialog":
        assert page.locator(".md-search").get_attribute("aria-label") == "Search"
    context.close()


@pytest.mark.parametrize("path", PATCHED_PAGES)
def test_a_page_loads_only_the_scripts_it_needs(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    sources: list[str] = page.eval_on_selector_all("script[src]", "scripts => scripts.map(script => script.src)")
    names = [source.partition("assets/javascripts/")[2] for source in sources]
    loaded = {re.sub(r"\.[0-9a-f]{8}\.js$", "", name) for name in names if "bundle." not in name}
    needed = {"search-note.js", "theme-patches.js", "reading.js"}
    if path == TOPIC:
        needed |= {"marks"}
    if page.locator("[data-filters]").count():
        needed |= {"filters"}
    if page.locator("[data-continue]").count():
        needed |= {"continue"}
    if page.locator("[data-progress]").count():
        needed |= {"store", "progress", "path"}
    if page.locator("[data-points-of]").count():
        needed |= {"store", "points"}
    assert loaded == needed
