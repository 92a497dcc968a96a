"""Ticks on learning paths: kept by question id, merged from files and tabs, whatever the browser has stored.

The rules of merging and of the format are tested without a browser, in ``tests/scripts/``.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from studyguide.model import Guide
from studyguide.study_plan import path_minutes, study_minutes
from tests.browser.serving import served
from tests.projects import BICYCLE, ROOT, copy_project, mkdocs, replace

pytestmark = pytest.mark.browser

GUIDE = "aws-interview-guide"
KEY = f"study-guide-progress:{GUIDE}:/guide/"
ARCHITECT, DEVOPS = "paths/solutions-architect/", "paths/devops-engineer/"
SHARED = "what-is-vpc"

WRITTEN = ROOT / "tests" / "scripts" / "progress"
"""A document as each version of the guide has written it."""

REFUSE_STORAGE = """
Object.defineProperty(window, "localStorage", {get() { throw new DOMException("", "SecurityError"); }})
"""
FILL_STORAGE = """
Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); }
"""
IGNORE_OTHER_TABS = """
addEventListener("storage", (event) => event.stopImmediatePropagation(), true)
"""


def tick(page: Page, question: str) -> None:
    """Click the box of a question."""
    page.locator(f"input[data-tick={question}]").click()


def ticked(page: Page) -> set[str]:
    """The questions that are ticked."""
    found: list[str] = page.eval_on_selector_all(
        "input[data-tick]:checked", "boxes => boxes.map(box => box.dataset.tick)"
    )
    return set(found)


def stored_text(page: Page) -> str | None:
    """The text that the browser has stored."""
    text: str | None = page.evaluate("key => localStorage.getItem(key)", KEY)
    return text


def store_text(page: Page, text: str) -> None:
    """Store a text in place of the page."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def stored(page: Page) -> dict[str, Any]:
    """The document that the browser has stored."""
    document: dict[str, Any] = json.loads(stored_text(page) or "null")
    return document


def wait_until_stored(page: Page, part: str, ids: set[str]) -> None:
    """Wait until a tab sees these ids in a part of the stored document; browsers pass it on with a delay."""
    page.wait_for_function(
        """([key, part, ids]) => {
          const stored = JSON.parse(localStorage.getItem(key))?.[part] ?? {};
          return ids.every((id) => id in stored);
        }""",
        arg=[KEY, part, sorted(ids)],
    )


def reset(page: Page) -> None:
    """Reset all progress."""
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Remove all").click()


def document(ticks: object, **changes: object) -> str:
    """The content of a progress file."""
    return json.dumps({"format": "study-guide-progress", "version": 2, "guide": GUIDE, "ticks": ticks, **changes})


def import_file(page: Page, text: str) -> None:
    """Choose a file to import."""
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator(".progress input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator("[data-progress-message]")).to_contain_text("progress.json")


def minute(ago: int = 0) -> int:
    """A minute since 1970."""
    return int(time.time() // 60) - ago


def test_a_tick_is_stored_and_counts_on_every_path(page: Page, address: str, guide: Guide) -> None:
    learning_path = next(learning_path for learning_path in guide.paths if learning_path.id == "solutions-architect")
    count, minutes = len(learning_path.question_ids), path_minutes(learning_path, guide)
    page.goto(address + ARCHITECT)
    expect(page.locator(".progress output")).to_have_text(f"0 of {count} done, {minutes} min to go")
    tick(page, SHARED)
    left = minutes - study_minutes(guide.question_by_id[SHARED], guide)
    expect(page.locator(".progress output")).to_have_text(f"1 of {count} done, {left} min to go")
    page.reload()
    assert ticked(page) == {SHARED}
    page.goto(address + DEVOPS)
    assert ticked(page) == {SHARED}


def test_the_stored_document_names_its_format_version_and_guide(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('study-guide'))") == [KEY]
    document = stored(page)
    assert (document["format"], document["version"], document["guide"]) == ("study-guide-progress", 2, GUIDE)
    assert document["ticks"][SHARED][1] == 1
    assert abs(document["ticks"][SHARED][0] - minute()) <= 1


def test_a_tick_removed_within_a_minute_stays_removed(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    for _ in range(3):
        tick(page, SHARED)
    tick(page, SHARED)
    page.reload()
    assert ticked(page) == set()


def test_the_bar_of_a_stage_shows_how_much_is_done(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    for box in page.locator("input[data-stage='1']").all():
        box.click()
    bar = page.locator(".path-picture [data-progress-of='1']")
    assert page.evaluate("bar => bar.style.getPropertyValue('--done')", bar.element_handle()) == "1"


def test_export_and_import_copy_the_ticks_to_another_browser(
    browser: Browser, page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename == f"{GUIDE}-progress.json"
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    other = browser.new_context().new_page()
    other.goto(address + DEVOPS)
    import_file(other, file.read_text())
    assert ticked(other) == {SHARED}
    assert stored_text(other) == file.read_text()
    other.context.close()


@pytest.mark.parametrize(
    ("file_minute", "done", "expected"),
    [
        pytest.param(10, 0, {SHARED}, id="an older file changes nothing"),
        pytest.param(-5, 0, set(), id="a later file counts"),
        pytest.param(-5, 1, {SHARED}, id="a later file that agrees"),
    ],
)
def test_an_import_keeps_the_later_tick(
    page: Page, address: str, file_minute: int, done: int, expected: set[str]
) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    import_file(page, document({SHARED: [minute(file_minute), done]}))
    assert ticked(page) == expected
    page.reload()
    assert ticked(page) == expected


def test_the_order_of_imports_does_not_matter(browser: Browser, address: str) -> None:
    one = document({"what-is-aws": [100, 1], "what-is-s3": [100, 1], "what-is-ec2": [90, 1]})
    other = document({"what-is-aws": [101, 0], "what-is-s3": [100, 0], "what-is-iam": [5, 1]})
    results = []
    for first, second in ((one, other), (other, one)):
        page = browser.new_context().new_page()
        page.goto(address + ARCHITECT)
        import_file(page, first)
        import_file(page, second)
        results.append(ticked(page))
        page.context.close()
    assert results[0] == results[1] == {"what-is-s3", "what-is-ec2", "what-is-iam"}


def test_a_second_tab_shows_what_the_first_one_changes(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    other = page.context.new_page()
    other.goto(address + DEVOPS)
    tick(page, SHARED)
    expect(other.locator(f"input[data-tick={SHARED}]")).to_be_checked()
    tick(other, "what-is-ec2")
    expect(page.locator("input[data-tick=what-is-ec2]")).to_be_checked()


def test_tabs_that_get_no_events_of_each_other_lose_nothing(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    other = page.context.new_page()
    other.add_init_script(IGNORE_OTHER_TABS)
    other.goto(address + DEVOPS)
    tick(page, SHARED)
    wait_until_stored(other, "ticks", {SHARED})
    tick(other, "what-is-ec2")
    wait_until_stored(page, "ticks", {SHARED, "what-is-ec2"})
    tick(page, "what-is-s3")
    page.reload()
    assert ticked(page) == {SHARED, "what-is-ec2", "what-is-s3"}


def test_a_save_that_two_tabs_made_at_once_is_not_lost(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    other = page.context.new_page()
    other.goto(address + "about/")
    store_text(other, document({"what-is-ec2": [minute(), 1]}))  # by a tab that has read before the tick was stored
    wait_until_stored(other, "ticks", {SHARED, "what-is-ec2"})


def test_a_tab_that_gets_no_event_of_a_reset_does_not_undo_it(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    other = page.context.new_page()
    other.add_init_script(IGNORE_OTHER_TABS)
    other.goto(address + DEVOPS)
    reset(page)
    wait_until_stored(other, "reset", {SHARED})
    assert ticked(other) == {SHARED}
    tick(other, "what-is-ec2")
    assert ticked(other) == {"what-is-ec2"}
    wait_until_stored(page, "ticks", {"what-is-ec2"})
    page.reload()
    assert ticked(page) == {"what-is-ec2"}


def test_a_page_that_comes_back_from_the_page_cache_is_current(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    store_text(page, document({SHARED: [minute(), 1]}))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert ticked(page) == {SHARED}


def test_reset_asks_first_and_leaves_other_keys_alone(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    page.evaluate("localStorage.setItem('another-site', 'stays')")
    tick(page, SHARED)
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Keep").click()
    assert ticked(page) == {SHARED}
    reset(page)
    expect(page.locator("[data-progress-message]")).to_contain_text("gone")
    assert ticked(page) == set()
    assert stored(page)["ticks"] == {}
    page.reload()
    assert ticked(page) == set()
    assert page.evaluate("localStorage.getItem('another-site')") == "stays"


def test_a_reset_covers_answers_plan_and_removed_questions(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    answers = {SHARED: [[minute(10), 3, 2, 4, 1]], "a-removed-question": [[minute(9), 1, 0, 4, 0]]}
    plan = {"at": minute(10), "date": "2030-01-01", "minutes": 30, "path": "solutions-architect"}
    import_file(page, document({"another-removed-question": [minute(8), 1]}, log=answers, plan=plan))
    reset(page)
    document_after = stored(page)
    assert (document_after["log"], document_after["ticks"]) == ({}, {})
    assert set(document_after["reset"]) == {SHARED, "a-removed-question", "another-removed-question"}
    assert document_after["plan"]["date"] is None


def test_ticks_from_before_a_reset_are_ticked_again_only_on_request(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    exported = stored_text(page) or ""
    reset(page)
    again = page.get_by_role("button", name="Tick them again")
    expect(again).to_be_hidden()
    import_file(page, exported)
    expect(page.locator("[data-progress-message]")).to_contain_text("before your reset")
    assert ticked(page) == set()
    again.click()
    assert ticked(page) == {SHARED}
    expect(again).to_be_hidden()
    page.reload()
    assert ticked(page) == {SHARED}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("not json", "not JSON", id="no JSON"),
        pytest.param("[]", "no progress", id="a list"),
        pytest.param("null", "no progress", id="null"),
        pytest.param('{"ticks": {}}', "no progress", id="no format"),
        pytest.param(document({}, guide="another-guide"), "another guide", id="another guide"),
        pytest.param(document({}, version=3), "newer version", id="a newer version"),
        pytest.param(document({}, guide="<img src=x onerror=alert(1)>"), "another guide", id="markup"),
        pytest.param(document({}, notes="x" * 1_000_000), "too large", id="too large"),
        pytest.param(
            document({f"question-{number}": [1, 1] for number in range(5_001)}), "too many", id="too many questions"
        ),
    ],
)
def test_a_file_that_is_refused_changes_nothing(page: Page, address: str, text: str, says: str) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    import_file(page, text)
    expect(page.locator("[data-progress-message]")).to_contain_text(says)
    assert page.locator("[data-progress-message] *").count() == 0
    assert ticked(page) == {SHARED}


def test_invalid_ticks_in_a_file_are_left_out_and_counted(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    ticks = {
        SHARED: [1, 1],
        "what-is-aws": [1, 2],
        "what-is-s3": ["1", 1],
        "what-is-iam": [-1, 1],
        "what-is-ec2": [1.5, 1],
        "elb-types": [1],
        "<b>": [1, 1],
        "__proto__": [1, 1],
        "x" * 61: [1, 1],
        "no-such-question": [1, 1],
    }
    import_file(page, document(ticks))
    assert ticked(page) == {SHARED}
    expect(page.locator("[data-progress-message]")).to_contain_text("unreadable: 8 of")
    assert set(stored(page)["ticks"]) == {SHARED, "no-such-question"}


def test_fields_of_a_later_feature_are_kept(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    import_file(page, document({SHARED: [1, 1]}, notes={"a": 1}))
    tick(page, "what-is-aws")
    assert stored(page)["notes"] == {"a": 1}


@pytest.mark.parametrize("file", sorted(WRITTEN.glob("*.json")), ids=lambda file: file.stem)
def test_what_any_version_has_stored_is_read_and_kept(page: Page, address: str, file: Path) -> None:
    page.goto(address + ARCHITECT)
    before = json.loads(file.read_text())
    store_text(page, file.read_text())
    page.reload()
    expect(page.locator("[data-progress-message]")).to_be_empty()
    done = {question for question, (_, state) in before["ticks"].items() if state == 1}
    assert ticked(page) == done - {"a-removed-question"}
    tick(page, "what-is-aws")
    after = stored(page)
    assert after["ticks"].pop("what-is-aws")[1] == 1
    assert after == {"log": {}, "reset": {}, **before, "version": 2}


def test_stored_text_that_cannot_be_read_stays_untouched_until_reset(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    store_text(page, "{broken")
    page.reload()
    expect(page.locator("[data-progress-message]")).to_contain_text("cannot be read")
    tick(page, SHARED)
    assert ticked(page) == {SHARED}
    assert stored_text(page) == "{broken"
    reset(page)
    tick(page, SHARED)
    page.reload()
    assert ticked(page) == {SHARED}


def test_what_a_newer_version_of_the_guide_stores_stays_untouched(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    newer = '{"format": "study-guide-progress", "version": 99}'
    store_text(page, newer)
    tick(page, SHARED)
    expect(page.locator("[data-progress-message]")).to_contain_text("newer version")
    assert ticked(page) == {SHARED}
    reset(page)
    expect(page.locator("[data-progress-message]")).to_contain_text("newer version")
    assert ticked(page) == set()
    assert stored_text(page) == newer


@pytest.mark.parametrize(
    ("script", "message"),
    [
        pytest.param(REFUSE_STORAGE, "keeps no data", id="storage is refused"),
        pytest.param(FILL_STORAGE, "could not be stored", id="storage is full"),
    ],
)
def test_without_storage_ticks_last_until_the_page_is_left(
    browser: Browser, address: str, script: str, message: str
) -> None:
    context = browser.new_context()
    context.add_init_script(script)
    page = context.new_page()
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    tick(page, "what-is-s3")
    expect(page.locator("[data-progress-message]")).to_contain_text(message)
    expect(page.locator(".progress output")).to_contain_text(re.compile("^2 of [0-9]+ done"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert set(json.loads(download.value.path().read_text())["ticks"]) == {SHARED, "what-is-s3"}
    context.close()


def test_without_script_there_are_no_boxes(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(address + ARCHITECT)
    expect(scriptless_page.locator(".progress")).to_be_hidden()
    expect(scriptless_page.locator("input[data-tick]").first).to_be_hidden()
    expect(scriptless_page.locator(".path-picture")).to_be_visible()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The tiny guide, served from a folder in which it can be built again."""
    project = copy_project(BICYCLE, tmp_path / "workshop")
    build(project)
    with served(project / "site") as base:
        yield project, base


def build(project: Path) -> None:
    """Build a site strictly."""
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr


def test_ticks_survive_added_renamed_and_removed_questions(page: Page, workshop: tuple[Path, str]) -> None:
    project, base = workshop
    page.goto(base + "paths/mechanic/")
    tick(page, "true-a-wheel")
    tick(page, "bleed-a-brake")

    questions, learning_path = project / "data" / "questions", project / "data" / "paths" / "mechanic.yml"
    wheel = questions / "wheels" / "true-a-wheel.yml"
    wheel.rename(questions / "wheels" / "straight-wheel.yml")
    replace(questions / "wheels" / "straight-wheel.yml", "[straighten-a-wheel]", "[straighten-a-wheel, true-a-wheel]")
    replace(questions / "brakes" / "rim-or-disc-brake.yml", "related: [true-a-wheel]", "related: [straight-wheel]")
    replace(project / "data" / "abbreviations.yml", "true-a-wheel", "straight-wheel")
    replace(project / "data" / "guide.yml", "[true-a-wheel]", "[straight-wheel]")
    replace(learning_path, "questions: [true-a-wheel]", "questions: [straight-wheel]")
    bleeding = (questions / "brakes" / "bleed-a-brake.yml").read_text()
    (questions / "brakes" / "bleed-a-brake.yml").unlink()
    renewed = bleeding.replace("Why does a brake need bleeding?", "How often do pads wear out?").replace(
        "true-a-wheel", "straight-wheel"
    )
    (questions / "brakes" / "worn-pads.yml").write_text(renewed)
    replace(learning_path, "[bleed-a-brake, rim-or-disc-brake]", "[rim-or-disc-brake, worn-pads]")
    build(project)

    page.goto(base + "paths/mechanic/")
    assert ticked(page) == {"straight-wheel"}
    expect(page.locator(".progress output")).to_contain_text("1 of 3 done")
    tick(page, "straight-wheel")
    page.reload()
    assert ticked(page) == set(), "a tick removed under the new id does not come back from the old one"
    (text,) = page.evaluate("Object.values({...localStorage}).filter((text) => text.includes('study-guide-progress'))")
    assert json.loads(text)["ticks"]["bleed-a-brake"][1] == 1, "a removed question may come back"
