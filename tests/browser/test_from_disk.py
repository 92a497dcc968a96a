"""A page opened from disk: no server, so no module scripts and no requests of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.practicing import finish, start

pytestmark = pytest.mark.browser


@pytest.fixture(params=["browser", "firefox"])
def tab(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab of either browser that fails the test if any script of ours fails."""
    started: Browser = request.getfixturevalue(request.param)
    context = started.new_context()
    page = context.new_page()
    errors: list[str] = []
    # The theme's own scripts give up where they may not read the search index; what is asked here is ours.
    page.on("pageerror", lambda error: errors.append(str(error)) if "assets/javascripts/" in str(error) else None)
    yield page
    context.close()
    assert errors == []


def test_our_scripts_run(tab: Page, built_site: Path) -> None:
    tab.goto((built_site / "questions/networking/index.html").as_uri() + "#elb-types-answer")
    expect(tab.locator("details.answer:has(#elb-types-answer) .say")).to_be_visible()
    tab.get_by_role("button", name="Everything").click()
    assert tab.locator("details.answer:not([open])").count() == 0


def test_filters_work(tab: Page, built_site: Path) -> None:
    tab.goto((built_site / "questions/index.html").as_uri())
    tab.get_by_label("Level").select_option("advanced")
    shown, listed = tab.locator(".question-list > li:not([hidden])").count(), tab.locator(".question-list > li").count()
    assert 0 < shown < listed


def test_ticks_work(tab: Page, built_site: Path) -> None:
    tab.goto((built_site / "paths/solutions-architect/index.html").as_uri())
    tab.locator("input[data-tick=what-is-vpc]").click()
    expect(tab.locator(".progress output")).to_contain_text("1 of")


def test_practice_works(tab: Page, built_site: Path) -> None:
    tab.goto((built_site / "practice/index.html").as_uri())
    start(tab)
    finish(tab)
    expect(tab.locator("[data-summary]")).to_contain_text("answered")
