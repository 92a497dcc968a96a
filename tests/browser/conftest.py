"""A browser, and the built site served on this machine only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.browsers import FIREFOX_NAME, launch_chromium, launch_firefox
from tests.browser.serving import served


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the built site is served, with a slash at the end. It lies below a path, as on GitHub Pages."""
    root = built_site.parent
    (root / "guide").symlink_to(built_site, target_is_directory=True)
    with served(root, not_found=built_site / "404.html") as base:
        yield base + "guide/"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of all browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the run."""
    started = launch_chromium(playwright)
    yield started
    started.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """One Firefox for the run, where the machine has it or could install it."""
    path = shutil.which(FIREFOX_NAME)
    if path is None:
        pytest.skip(f"{FIREFOX_NAME} is not installed and could not be installed by tools/install-browser.sh")
    started = launch_firefox(playwright, path)
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab that fails the test if any script fails."""
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    assert errors == []


@pytest.fixture
def scriptless_page(browser: Browser) -> Iterator[Page]:
    """A tab in a browser with script switched off."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()
