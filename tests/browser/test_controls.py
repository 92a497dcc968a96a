"""Controls that script adds: filters, the switch of a topic page, copied links, the home page's search button."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from studyguide.model import Guide

pytestmark = pytest.mark.browser

TOPIC = "questions/networking/"
ITEMS = ".question-list > li"


def visible_titles(page: Page) -> set[str]:
    """The titles in the list that are shown."""
    return set(page.locator(f"{ITEMS}:not([hidden]) > a").all_inner_texts())


def test_filters_leave_what_fits_and_say_how_much(page: Page, address: str, guide: Guide) -> None:
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


def test_filters_stand_in_the_address_and_come_back_from_it(page: Page, address: str) -> None:
    page.goto(address + "questions/")
    page.get_by_label("Topic").select_option("storage")
    page.get_by_label("Kind").select_option("comparison")
    page.get_by_label("Find").fill("class")
    kept = visible_titles(page)
    shared = page.url
    assert "topic=storage" in shared
    page.goto("about:blank")
    page.goto(shared)
    assert visible_titles(page) == kept
    assert page.get_by_label("Topic").input_value() == "storage"
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(re.compile(r"/questions/$"))
    assert len(visible_titles(page)) == page.locator(ITEMS).count()


def test_the_text_filter_knows_other_names_and_spellings(page: Page, address: str, guide: Guide) -> None:
    page.goto(address + "questions/")
    for text in ("NACL", "sg-vs-nacl", "  sg   NACL "):
        page.get_by_label("Find").fill(text)
        assert guide.question_by_id["security-groups-vs-nacls"].title in visible_titles(page), text
    page.get_by_label("Find").fill("xyzzy")
    assert visible_titles(page) == set()
    expect(page.locator(".filters output")).to_have_text("0 questions")


@pytest.mark.parametrize(
    "query",
    ["level=galactic", "nosuch=1", "level=%3Cimg%20src=x%20onerror=alert(1)%3E", "__proto__=x", "topic=__proto__"],
)
def test_what_the_address_asks_in_vain_is_told_and_ignored(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}questions/?{query}")
    assert len(visible_titles(page)) == page.locator(ITEMS).count()
    expect(page.locator("[data-filters-message]")).to_contain_text("ignored")
    assert page.locator("[data-filters-message] *").count() == 0


def test_what_others_append_to_an_address_is_not_told(page: Page, address: str) -> None:
    page.goto(f"{address}questions/?utm_source=x&fbclid=1&h=vpc&level=advanced")
    expect(page.locator("[data-filters-message]")).to_be_empty()
    assert 0 < len(visible_titles(page)) < page.locator(ITEMS).count()


def test_without_script_the_list_is_whole_and_has_no_controls(
    scriptless_page: Page, address: str, guide: Guide
) -> None:
    scriptless_page.goto(address + "questions/?level=advanced")
    expect(scriptless_page.locator(".filters")).to_be_hidden()
    assert len(visible_titles(scriptless_page)) == len(guide.questions)


def test_level_links_filter_a_topic_and_a_deep_link_lifts_the_filter(page: Page, address: str) -> None:
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

    def open_ones() -> tuple[int, int]:
        return page.locator("details.answer[open]").count(), page.locator("details.more[open]").count()

    page.get_by_role("button", name="Answers").click()
    assert open_ones() == (answers.count(), 0)
    page.get_by_role("button", name="Everything").click()
    assert open_ones() == (answers.count(), more.count())
    assert page.get_by_role("button", name="Everything").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Questions").click()
    assert open_ones() == (0, 0)


def test_a_copied_link_leads_to_its_question(browser: Browser, address: str) -> None:
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
