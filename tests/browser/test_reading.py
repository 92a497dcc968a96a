"""Reading: open answers, follow links, search and print, with and without script."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from studyguide.model import Guide

pytestmark = pytest.mark.browser

QUESTION = "security-groups-vs-nacls"
TOPIC = "questions/networking/"

HAS_STOPPED_AT = """
(id) => {
  const { top } = document.getElementById(id).getBoundingClientRect();
  const stopped = top >= 0 && top < innerHeight && window.topBefore === top;
  window.topBefore = top;
  return stopped;
}
"""
"""Whether a question is in view and has not moved since the previous call."""


def answer(page: Page, question: str = QUESTION) -> Locator:
    """The disclosure with the answer to a question."""
    return page.locator(f"details.answer:has(#{question}-answer)")


def is_open(details: Locator) -> bool:
    """Whether a disclosure is open."""
    return details.get_attribute("open") is not None


def header_bottom(page: Page) -> float:
    """The bottom edge of the theme's fixed header, in pixels from the top."""
    box = page.locator(".md-header").bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_answers_are_closed_and_open_by_a_click_on_the_question(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    expect(answer(page).locator(".say")).to_be_hidden()
    # The click area of the disclosure covers the heading.
    box = page.locator(f"#{QUESTION}").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 40, box["y"] + box["height"] - 10)
    expect(answer(page).locator(".say")).to_be_visible()


def test_details_and_follow_ups_stay_closed_in_an_open_answer(page: Page, address: str) -> None:
    page.goto(f"{address}{TOPIC}#{QUESTION}-answer")
    more = answer(page).locator("details.more")
    assert more.count() > 2
    assert not any(is_open(more.nth(number)) for number in range(more.count()))


def test_a_link_to_a_question_shows_it_closed(page: Page, address: str) -> None:
    page.goto(f"{address}{TOPIC}#{QUESTION}")
    expect(page.locator(f"#{QUESTION}")).to_be_in_viewport()
    assert not is_open(answer(page))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_link_to_an_answer_opens_it_with_the_question_below_the_header(
    browser: Browser, address: str, script: bool
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{address}{TOPIC}#{QUESTION}-answer")
    expect(answer(page).locator(".say")).to_be_visible()
    box = page.locator(f"#{QUESTION}").bounding_box()
    assert box is not None
    assert header_bottom(page) <= box["y"] < 400
    context.close()


def test_on_a_phone_the_longest_question_stays_in_view_above_its_answer(
    browser: Browser, address: str, guide: Guide
) -> None:
    question = max(guide.questions, key=lambda question: len(question.title))
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}questions/{question.topic}/#{question.answer_anchor}")
    expect(answer(page, question.id).locator(".say")).to_be_visible()
    box = page.locator(f"#{question.id}").bounding_box()
    assert box is not None
    assert box["height"] > 70
    assert header_bottom(page) <= box["y"] < 100
    context.close()


def test_nothing_covers_the_question_that_a_link_opens(page: Page, address: str) -> None:
    page.goto(f"{address}{TOPIC}#elb-types-answer")
    # A mouse wheel would still be turning when the link is followed.
    page.evaluate("scrollBy({ top: 400, behavior: 'instant' })")
    page.goto(f"{address}{TOPIC}#{QUESTION}-answer")
    page.wait_for_function(HAS_STOPPED_AT, arg=QUESTION, polling=150)
    covering = page.evaluate(
        """(id) => {
          const box = document.getElementById(id).getBoundingClientRect();
          const question = document.getElementById(id).closest(".q");
          const top = (part) => document.elementFromPoint(box.left + box.width * part, box.top + box.height - 10);
          return [0.1, 0.3, 0.5, 0.7, 0.9].map(top).filter((found) => !question.contains(found)).length;
        }""",
        QUESTION,
    )
    assert covering == 0


def test_the_404_page_offers_the_search_and_all_questions(page: Page, address: str) -> None:
    response = page.goto(address + "questions/nowhere/at/all/")
    assert response is not None
    assert response.status == 404
    page.get_by_role("button", name="Search the questions").click()
    page.keyboard.type("nacl", delay=20)
    expect(page.locator(f".md-search-result__link[href*='{QUESTION}']").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="All questions").click()
    page.wait_for_url(address + "questions/")


def test_a_link_followed_on_the_page_opens_the_answer(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    page.evaluate(f"location.hash = '{QUESTION}-answer'")
    expect(answer(page).locator(".say")).to_be_visible()


@pytest.mark.parametrize("fragment", ["#no-such-id", "#%", "#%E0%A4%A", "#<img src=x>", "#"])
def test_an_unknown_hash_is_ignored(page: Page, address: str, fragment: str) -> None:
    page.goto(address + TOPIC + fragment)
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("details[open]").count() == 0


def test_the_keyboard_reaches_and_opens_answers(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    answer(page).locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(answer(page).locator(".say")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('details.answer') !== null")


def test_without_script_everything_can_be_read(scriptless_page: Page, address: str) -> None:
    page = scriptless_page
    page.goto(address)
    page.get_by_role("link", name="Networking and content delivery").first.click()
    answer(page).locator("summary").first.click()
    expect(answer(page).locator(".say")).to_be_visible()
    answer(page).get_by_text("Go deeper").click()
    expect(answer(page).locator(".detail")).to_be_visible()
    answer(page).locator(".table-link a").click()
    expect(page.locator("table.cmp")).to_be_visible()


def test_the_search_box_finds_a_question(page: Page, address: str, guide: Guide) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("security group network ACL difference", delay=20)
    result = page.locator(f".md-search-result__link[href*='#{QUESTION}']").first
    expect(result).to_contain_text(guide.question_by_id[QUESTION].title)
    result.click()
    page.wait_for_url(re.compile(f"networking/.*#{QUESTION}"))
    expect(page.locator(f"#{QUESTION}")).to_be_in_viewport()


def test_the_search_box_finds_a_question_by_another_name(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("SG vs NACL", delay=20)
    expect(page.locator(f".md-search-result__link[href*='{QUESTION}']").first).to_be_visible()


def test_print_shows_every_answer_and_no_controls(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    page.emulate_media(media="print")
    for part in (".say", ".detail", ".traps", ".entry-foot"):
        for number in range(page.locator(part).count()):
            expect(page.locator(part).nth(number)).to_be_visible()
    expect(page.locator(".level-links")).to_be_hidden()


def test_print_shows_every_answer_without_script_too(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(address + TOPIC)
    scriptless_page.emulate_media(media="print")
    assert scriptless_page.locator(".detail").count() > 0
    for number in range(scriptless_page.locator(".detail").count()):
        expect(scriptless_page.locator(".detail").nth(number)).to_be_visible()


def test_print_is_light_in_the_dark_scheme(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address + TOPIC)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('.md-typeset')).color") == "rgb(29, 34, 39)"
    context.close()


def page_addresses(site: Path) -> list[str]:
    """All pages of a built site, relative to its address."""
    return sorted(file.parent.relative_to(site).as_posix() + "/" for file in site.rglob("index.html"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_requests_another_host(browser: Browser, address: str, scheme: str) -> None:
    external: list[str] = []
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.on("request", lambda request: external.append(request.url) if _is_external(request.url) else None)
    kinds = ("", "questions/", TOPIC, "levels/advanced/", "comparisons/", "comparisons/storage-types/", "paths/")
    for path in (*kinds, "paths/data-engineer/", "faq/", "404.html"):
        page.goto(address + path)
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("s3")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    context.close()
    assert external == []


def _is_external(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"


def test_no_page_scrolls_sideways(page: Page, address: str, built_site: Path) -> None:
    wide = []
    for path in page_addresses(built_site):
        page.goto(address + path, wait_until="domcontentloaded")
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(f"{path} at {width} px")
    assert wide == []


def test_a_wide_table_labels_its_cells_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}comparisons/storage-types/")
    cell = page.locator("table.cmp td[data-column='EBS']").first
    assert page.evaluate("cell => getComputedStyle(cell, '::before').content", cell.element_handle()) == '"EBS"'
    box = cell.bounding_box()
    assert box is not None
    assert box["width"] > 300
    context.close()


def test_a_stage_of_a_path_shows_the_short_answer_in_place(page: Page, address: str) -> None:
    page.goto(f"{address}paths/solutions-architect/#stage-1")
    step = page.locator("details.step").first
    step.locator("summary").click()
    expect(step.locator(".say")).to_be_visible()
    step.get_by_role("link", name="Full answer, follow-ups and sources").click()
    page.wait_for_url(re.compile(r"questions/.+#[a-z0-9-]+$"))
