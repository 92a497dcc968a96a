"""axe finds nothing to object to: every kind of page, both schemes, a phone and a desk, folded and opened."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "all questions": "questions/",
    "topic with a code block": "questions/scenarios/",
    "topic with a table too wide for a phone": "questions/networking/",
    "topic of one question": "questions/design/",
    "all comparisons": "comparisons/",
    "comparison of two": "comparisons/sg-vs-nacl/",
    "comparison of four": "comparisons/databases/",
    "comparison of five": "comparisons/storage-types/",
    "comparison of eight": "comparisons/s3-classes/",
    "all paths": "paths/",
    "path": "paths/solutions-architect/",
    "practice": "practice/",
    "mock interview": "practice/mock/",
    "page by hand": "prepare/",
    "questions by hand": "faq/",
    "glossary": "glossary/",
    "downloads": "downloads/",
    "about": "about/",
    "not found": "404.html",
}


def violations(page: Page, *rules: str) -> list[str]:
    """What axe objects to on a page as it stands: the rule, the element and the reason. All rules, or only some."""
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    return [
        f"{violation['id']}: {node['target']}: {' '.join(check['message'] for check in node['any'] + node['all'])}"
        for violation in Axe().run(page, options=options).response["violations"]
        for node in violation["nodes"]
    ]


def open_all(page: Page) -> None:
    """Open everything that can be."""
    page.evaluate("document.querySelectorAll('.md-content details').forEach((part) => { part.open = true; })")
    page.wait_for_timeout(100)  # the theme adds its buttons to code when it comes into view


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_objects_to_nothing(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(address + path)
    found = {"folded, 360 px": violations(page)}
    open_all(page)
    for width in (360, 1440):  # opened, a page shows all that it shows folded
        page.set_viewport_size({"width": width, "height": 900})
        found[f"opened, {width} px"] = violations(page)
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_the_dark_scheme_has_contrast(browser: Browser, address: str, path: str) -> None:
    """The two schemes differ in nothing but colours, so only the rules about colours are asked again."""
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + path)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    open_all(page)
    found = []
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        found += violations(page, "color-contrast", "link-in-text-block")
    context.close()
    assert found == []


def test_axe_would_object(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(
        "document.querySelector('.md-content h1').insertAdjacentHTML('afterend', '<img src=x><button></button>')"
    )
    assert {fault.split(":")[0] for fault in violations(page)} >= {"image-alt", "button-name"}


@pytest.mark.parametrize("path", ["questions/", "paths/solutions-architect/"])
def test_axe_objects_to_nothing_in_search_results_and_dialogs(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.keyboard.press("/")
    page.keyboard.type("s3 storage")
    page.locator(".md-search-result__link").first.wait_for()
    assert violations(page) == []


@pytest.mark.parametrize(
    "path",
    [
        *("", "questions/", "questions/scenarios/", "comparisons/s3-classes/", "paths/data-engineer/"),
        *("practice/", "practice/mock/"),
    ],
)
def test_the_tab_key_reaches_every_control(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    controls = page.evaluate(
        """() => {
          const all = [...document.querySelectorAll('.md-content :is(a[href], button, input, select, summary)')];
          window.controls = all.filter((one) => one.checkVisibility({visibilityProperty: true}));
          window.reached = new Set();
          document.addEventListener('focusin', (event) => window.reached.add(event.target));
          document.querySelector('.md-content').setAttribute('tabindex', '-1');
          document.querySelector('.md-content').focus();
          return window.controls.length;
        }"""
    )
    for _ in range(controls + 5):
        page.keyboard.press("Tab")
    missed = "window.controls.filter((one) => !window.reached.has(one)).map((one) => one.outerHTML.slice(0, 120))"
    assert controls > 5
    assert page.evaluate(missed) == []


def test_what_has_the_focus_is_outlined(page: Page, address: str) -> None:
    page.goto(address + "questions/networking/")
    for selector in (".level-links a", ".switch button", "details.answer > summary"):
        page.locator(selector).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", selector
