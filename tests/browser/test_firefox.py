"""The site is right in Firefox too: what the other browser tests ask of Chromium, once more in short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from studyguide.model import Guide

pytestmark = pytest.mark.browser

QUESTION = "security-groups-vs-nacls"
TOPIC = "questions/networking/"


@pytest.fixture
def tab(firefox: Browser) -> Iterator[Page]:
    """A tab of Firefox with a fresh profile that fails the test if any script fails."""
    context = firefox.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def test_an_answer_opens_from_a_link_and_by_keyboard(tab: Page, address: str) -> None:
    tab.goto(f"{address}{TOPIC}#{QUESTION}-answer")
    expect(tab.locator(f"details.answer:has(#{QUESTION}-answer) .say")).to_be_visible()
    expect(tab.locator(f"#{QUESTION}")).to_be_in_viewport()
    other = tab.locator("details.answer:has(#elb-types-answer)")
    other.locator("summary").first.focus()
    tab.keyboard.press("Enter")
    expect(other.locator(".say")).to_be_visible()


def test_a_click_on_the_heading_opens_the_answer(tab: Page, address: str) -> None:
    tab.goto(address + TOPIC)
    box = tab.locator(f"#{QUESTION}").bounding_box()
    assert box is not None
    tab.mouse.click(box["x"] + 40, box["y"] + box["height"] - 10)
    expect(tab.locator(f"details.answer:has(#{QUESTION}-answer) .say")).to_be_visible()


def test_filters_and_the_switch_work(tab: Page, address: str, guide: Guide) -> None:
    tab.goto(address + "questions/?level=advanced")
    shown = tab.locator(".question-list > li:not([hidden]) > a")
    assert set(shown.all_inner_texts()) == {item.title for item in guide.questions if item.level == "advanced"}
    tab.goto(address + TOPIC)
    tab.get_by_role("button", name="Everything").click()
    assert tab.locator("details.answer:not([open])").count() == 0


def test_ticks_are_kept(tab: Page, address: str) -> None:
    tab.goto(address + "paths/solutions-architect/")
    tab.locator("input[data-tick=what-is-vpc]").click()
    tab.reload()
    expect(tab.locator("input[data-tick=what-is-vpc]")).to_be_checked()


def test_the_search_box_answers(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.keyboard.press("/")
    tab.keyboard.type("NACL", delay=20)
    tab.locator(f".md-search-result__link[href*='{QUESTION}']").first.click()
    tab.wait_for_url(re.compile(f"networking/.*#{QUESTION}"))


def test_all_answers_open_for_the_printer_and_close_afterwards(tab: Page, address: str) -> None:
    tab.goto(address + TOPIC)
    closed = tab.locator(".md-content details:not([open])")
    before = closed.count()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed.count() == 0
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed.count() == before > 0


def test_no_page_scrolls_sideways_on_a_phone(tab: Page, address: str, built_site: Path) -> None:
    tab.set_viewport_size({"width": 360, "height": 900})
    wide = []
    for file in sorted(built_site.rglob("index.html")):
        path = file.parent.relative_to(built_site).as_posix() + "/"
        tab.goto(address + path, wait_until="domcontentloaded")
        tab.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    assert wide == []
