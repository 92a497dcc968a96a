"""What tests of practice do on its page, and where its answers are stored."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

GUIDE = "aws-interview-guide"
KEY = f"study-guide-progress:{GUIDE}:/guide/"
PRACTICE = "practice/"

REFUSE_STORAGE = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("", "SecurityError"); }})
"""
FILL_STORAGE = """
Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); }
"""


def open_practice(page: Page, address: str, fragment: str = "") -> None:
    """Open the practice page and wait for its questions."""
    page.goto(address + PRACTICE + fragment)
    expect(page.locator("[data-start]")).to_be_enabled()


def start(page: Page) -> None:
    """Begin a session."""
    page.locator("[data-start]").click()
    expect(page.locator("[data-asking]")).to_be_visible()


def reveal(page: Page) -> None:
    """Look at the answer."""
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator("[data-answer]")).to_be_visible()


def answer(page: Page, points: int = 99) -> None:
    """Look at the answer, tick so many points of it, and go on."""
    reveal(page)
    for box in page.locator("[data-points] input").all()[:points]:
        box.check()
    page.get_by_role("button", name="Next question").click()
    expect(page.locator("[data-answer]")).to_be_hidden()


def finish(page: Page) -> None:
    """Answer everything that is asked, completely."""
    while page.locator("[data-asking]").is_visible():
        answer(page)
    expect(page.locator("[data-state=summary]")).to_be_visible()


def log(page: Page) -> dict[str, list[list[int]]]:
    """The answers that the browser has stored, by question."""
    document: dict[str, Any] = json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}")
    found: dict[str, list[list[int]]] = document.get("log", {})
    return found
