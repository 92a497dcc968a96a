"""Start the browsers that are on the machine."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The programs that are tried, in order; tools/install-browser.sh looks for the same."""

FIREFOX_NAME = "firefox-esr"
"""Debian's Firefox; tools/install-browser.sh installs it where it can."""

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",  # in containers the tests run as root, where the sandbox cannot start
    "--disable-background-networking",  # else the browser itself calls other hosts
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium_path() -> str:
    """Find Chromium: the one named by BROWSER_PATH, or one of the usual names.

    Raises:
        RuntimeError: If there is none; a browser test that skips itself proves nothing.
    """
    path = os.environ.get("BROWSER_PATH") or next((found for found in map(shutil.which, CHROMIUM_NAMES) if found), None)
    if path is None:
        raise RuntimeError("No Chromium found. Run: bash tools/install-browser.sh")
    return path


def launch_chromium(playwright: Playwright) -> Browser:
    """Start Chromium without a window."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_ARGUMENTS))


def launch_firefox(playwright: Playwright, path: str) -> Browser:
    """Start Debian's Firefox without a window.

    Args:
        playwright: The driver.
        path: Where the program is.
    """
    # The channel makes Playwright speak the standard WebDriver BiDi protocol; else it asks for a Firefox of its own.
    return playwright.firefox.launch(channel="moz-firefox", executable_path=path)
