"""Tabs, and the built site served on this machine only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.serving import served


@pytest.fixture(scope="session")
def address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the built site is served, with a slash at the end. It lies below a path, as on GitHub Pages."""
    root = tmp_path_factory.mktemp("host")
    (root / "guide").symlink_to(built_site, target_is_directory=True)
    with served(root, not_found=built_site / "404.html") as base:
        yield base + "guide/"


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
