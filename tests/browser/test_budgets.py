"""What a page may cost its reader: bytes on the first visit, and movement while it loads."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from studyguide.script_bundles import BUNDLES
from tests.projects import ROOT

pytestmark = pytest.mark.browser

FIRST_VISIT = 200_000
OWN_PARTS = 12_000
OWN_PARTS_WITH_FILTERS = 14_500
OWN_PARTS_WITH_PROGRESS = 19_200
PRACTICE_SCRIPTS = 12_000
PRACTICE_INDEX = 12_500  # titles, ids and paths of 214 questions take 12.2 kB
PRACTICE_TOPIC = 17_500  # 18 questions with choices and pictures, the most of any topic, take 17.1 kB
LAYOUT_SHIFT = 0.01

OBSERVE_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def compressed(content: bytes) -> int:
    """The size on the way, in bytes, as a host that compresses sends it."""
    return len(gzip.compress(content, 6))


def topics(site: Path) -> list[str]:
    """The topic pages of a built site, relative to its address."""
    return sorted(page.parent.relative_to(site).as_posix() + "/" for page in site.glob("questions/*/index.html"))


def test_the_first_visit_of_the_largest_topic_page_is_light(page: Page, address: str, built_site: Path) -> None:
    largest = max(topics(built_site), key=lambda path: (built_site / path / "index.html").stat().st_size)
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address + largest, wait_until="networkidle")
    assert any(response.url.endswith(largest) for response in responses)
    assert sum(compressed(response.body()) for response in responses if response.ok) < FIRST_VISIT


def own_parts(text: str) -> set[str]:
    """The scripts and style sheets of ours that a page loads, relative to the site; the others are the theme's."""
    names = set(re.findall(r'(?:src|href)="[^"]*?(assets/(?:javascripts|stylesheets)/[\w./-]+)"', text))
    return {name for name in names if (ROOT / "docs" / name).exists() or bundle_of(name)}


def bundle_of(name: str) -> str:
    """The bundle that a file is, or an empty text."""
    stem = Path(name).name.split(".")[0]
    return stem if stem in BUNDLES and re.search(r"\.[0-9a-f]{8}\.js$", name) else ""


def test_our_own_scripts_and_styles_are_small_on_every_page(built_site: Path) -> None:
    loaded: set[str] = set()
    for page in built_site.rglob("*.html"):
        text = page.read_text("utf-8")
        parts = own_parts(text)
        bundles = {bundle_of(part) for part in parts}
        if "plan" not in bundles:  # the practice pages have a budget of their own
            budget = OWN_PARTS
            if "store" in bundles:
                budget = OWN_PARTS_WITH_PROGRESS
            elif "filters" in bundles:
                budget = OWN_PARTS_WITH_FILTERS
            assert sum(compressed((built_site / part).read_bytes()) for part in parts) < budget, page
        loaded |= parts | set(re.findall(r"(assets/javascripts/[\w.-]+\.js)\b", text))  # some are loaded when needed
    assert {bundle_of(part) for part in loaded} - {""} == set(BUNDLES)
    scripts = {file.relative_to(ROOT / "docs").as_posix() for file in (ROOT / "docs/assets/javascripts").glob("*.js")}
    assert scripts - loaded == {"assets/javascripts/offline.js"}


@pytest.mark.parametrize("page", ["practice/index.html", "practice/mock/index.html"])
def test_practice_is_small(built_site: Path, page: str) -> None:
    parts = own_parts((built_site / page).read_text("utf-8"))
    others = ("questions/networking/index.html", "paths/developer/index.html")
    shared = {part for other in others for part in own_parts((built_site / other).read_text("utf-8"))}
    scripts = [part for part in parts - shared if part.endswith(".js")]
    assert sum(compressed((built_site / part).read_bytes()) for part in scripts) < PRACTICE_SCRIPTS


def test_the_data_of_practice_is_small(built_site: Path) -> None:
    sizes = {file.name: compressed(file.read_bytes()) for file in (built_site / "practice").glob("practice-*.js")}
    (index,) = [name for name in sizes if name.startswith("practice-index.")]
    assert sizes.pop(index) < PRACTICE_INDEX
    assert {name: size for name, size in sizes.items() if size >= PRACTICE_TOPIC} == {}


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, built_site: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(OBSERVE_SHIFTS)
    moved = {}
    for path in [
        "",
        "questions/",
        "paths/solutions-architect/",
        "comparisons/s3-classes/",
        "faq/",
        *topics(built_site),
    ]:
        page.goto(address + path)
        page.wait_for_timeout(200)
        shift = page.evaluate("window.shifted")
        if shift >= LAYOUT_SHIFT:
            moved[path] = shift
    context.close()
    assert moved == {}


def test_nothing_moves_on_a_path_with_ticks(page: Page, address: str) -> None:
    page.add_init_script(OBSERVE_SHIFTS)
    page.goto(address + "paths/solutions-architect/")
    page.locator(".tick input").first.check()
    page.reload(wait_until="networkidle")
    assert page.locator(".tick input").first.is_checked()
    assert page.evaluate("window.shifted") < LAYOUT_SHIFT


def test_a_page_that_moves_would_be_noticed(page: Page, address: str) -> None:
    page.add_init_script(OBSERVE_SHIFTS)
    page.goto(address)
    page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('beforebegin', '<div style=\"height:300px\">.</div>')"
    )
    page.wait_for_function("(most) => window.shifted > most", arg=LAYOUT_SHIFT)
