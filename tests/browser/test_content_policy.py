"""The content policy in a browser: an injected script is refused, and everything of ours works."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.practicing import finish, start
from tests.browser.serving import served

pytestmark = pytest.mark.browser

TOPIC = "questions/networking/"
INJECTED = """
<script>document.title = "evil"</script>
<img src="x" onerror="document.title = 'evil'">
<a id="evil" href="javascript:document.title = 'evil'">x</a>
<script src="https://evil.example/x.js"></script>
"""


@pytest.fixture
def refusals(page: Page) -> list[str]:
    """What the browser refuses while a test runs."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            found.append(message.text)

    page.on("console", note)
    return found


@pytest.fixture(scope="module")
def injected(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of a page into which somebody has brought scripts, past everything that keeps them out."""
    site = tmp_path_factory.mktemp("injected") / "site"
    shutil.copytree(built_site, site)
    page = site / TOPIC / "index.html"
    text = page.read_text("utf-8")
    assert text.count("<h1") == 1
    page.write_text(text.replace("<h1", INJECTED + "<h1"), "utf-8")
    with served(site) as base:
        yield base


def test_an_injected_script_does_not_run(page: Page, injected: str, refusals: list[str]) -> None:
    page.goto(injected + TOPIC, wait_until="networkidle")
    page.locator("#evil").click()
    page.wait_for_timeout(200)
    assert page.title() != "evil"
    assert page.locator("img[src=x]").count() == 1, "nothing was injected"
    kinds = ["inline script", "inline event handler", "JavaScript URL", "evil.example/x.js"]
    said = "\n".join(refusals)
    assert [kind for kind in kinds if kind not in said] == [], said


def test_nothing_of_ours_is_refused(browser: Browser, page: Page, address: str, refusals: list[str]) -> None:
    for path in ("", "questions/", TOPIC, "comparisons/storage-types/", "paths/data-engineer/", "faq/", "nowhere/"):
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.classList.contains('js')"), path
    page.goto(address + "practice/#topic=cost")
    start(page)
    finish(page)
    page.goto(address + "practice/mock/", wait_until="networkidle")
    page.get_by_role("button", name="Start alone").click()
    page.goto(address + "questions/")
    page.get_by_label("Level").select_option("advanced")
    listed = page.locator(".question-list > li")
    assert page.locator(".question-list > li:not([hidden])").count() < listed.count()
    page.get_by_title("Switch to dark").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address + TOPIC)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Everything").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("button[data-copy=elb-types]").click()
    expect(page.locator("button[data-copy=elb-types]")).to_have_text("Link copied")
    page.keyboard.press("/")
    page.keyboard.type("nacl", delay=20)
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert refusals == []
