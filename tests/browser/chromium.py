"""Start the Chromium that is on the machine."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The programs that are tried, in order; tools/install-browser.sh looks for the same."""

ARGUMENTS = (
    "--no-sandbox",  # in containers the tests run as root, where the sandbox cannot start
    "--disable-background-networking",  # else the browser itself calls other hosts
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def browser_path() -> str:
    """Find the browser: the one named by BROWSER_PATH, or one of the usual names.

    Raises:
        RuntimeError: If there is none; a browser test that skips itself proves nothing.
    """
    path = os.environ.get("BROWSER_PATH") or next((found for found in map(shutil.which, NAMES) if found), None)
    if path is None:
        raise RuntimeError("No Chromium found. Run: bash tools/install-browser.sh")
    return path


def launch(playwright: Playwright) -> Browser:
    """Start a browser without a window."""
    return playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
