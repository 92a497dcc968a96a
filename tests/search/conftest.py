"""The search worker of the real guide, and of the tiny one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.search.searcher import Searcher


@pytest.fixture(scope="session")
def searcher(browser: Browser, built_site: Path) -> Searcher:
    """The worker of the real guide."""
    return Searcher.start(browser.new_page(), built_site)


@pytest.fixture(scope="session")
def bicycle_searcher(browser: Browser, bicycle_site: Path) -> Searcher:
    """The worker of the tiny guide."""
    return Searcher.start(browser.new_page(), bicycle_site)
