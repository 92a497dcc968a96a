"""Ticks on role paths: kept by question id, joined from files and tabs, safe against what lies in storage."""

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
from tests.projects import BICYCLE, copy_project, mkdocs, replace

pytestmark = pytest.mark.browser

GUIDE = "aws-interview-guide"
ARCHITECT, DEVOPS = "paths/solutions-architect/", "paths/devops-engineer/"
SHARED = "what-is-vpc"


def tick(page: Page, question: str) -> None:
    """Press the box of a question."""
    page.locator(f"input[data-tick={question}]").click()


def ticked(page: Page) -> set[str]:
    """The questions that are ticked."""
    found: list[str] = page.eval_on_selector_all(
        "input[data-tick]:checked", "boxes => boxes.map(box => box.dataset.tick)"
    )
    return set(found)


def stored(page: Page) -> dict[str, Any]:
    """What the page has kept, by storage key."""
    kept: dict[str, str] = page.evaluate("({...localStorage})")
    return {key: json.loads(value) for key, value in kept.items() if key.startswith("study-guide-progress")}


def document(ticks: object, **changes: object) -> str:
    """A file with progress."""
    return json.dumps({"format": "study-guide-progress", "version": 1, "guide": GUIDE, "ticks": ticks, **changes})


def import_file(page: Page, text: str) -> None:
    """Choose a file to import."""
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator(".progress input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator("[data-progress-message]")).to_contain_text("progress.json")


def minute(ago: int = 0) -> int:
    """A minute since 1970."""
    return int(time.time() // 60) - ago


def test_a_tick_is_kept_and_holds_in_every_path(page: Page, address: str, guide: Guide) -> None:
    path = next(path for path in guide.paths if path.id == "solutions-architect")
    count, minutes = len(path.question_ids), path_minutes(path, guide)
    page.goto(address + ARCHITECT)
    expect(page.locator(".progress output")).to_have_text(f"0 of {count} done, {minutes} min to go")
    tick(page, SHARED)
    left = minutes - study_minutes(guide.question_by_id[SHARED], guide)
    expect(page.locator(".progress output")).to_have_text(f"1 of {count} done, {left} min to go")
    page.reload()
    assert ticked(page) == {SHARED}
    page.goto(address + DEVOPS)
    assert ticked(page) == {SHARED}


def test_the_document_names_its_format_guide_and_place(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    (key, kept), *others = stored(page).items()
    assert others == []
    assert key == f"study-guide-progress:{GUIDE}:/guide/"
    assert (kept["format"], kept["version"], kept["guide"]) == ("study-guide-progress", 1, GUIDE)
    assert kept["ticks"][SHARED][1] == 1
    assert abs(kept["ticks"][SHARED][0] - minute()) <= 1


def test_a_tick_taken_back_at_once_stays_taken_back(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    for _ in range(3):
        tick(page, SHARED)
    tick(page, SHARED)
    page.reload()
    assert ticked(page) == set()


def test_stages_show_their_part(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    for box in page.locator("input[data-stage='1']").all():
        box.click()
    part = page.locator(".path-picture [data-progress-of='1']")
    assert page.evaluate("part => part.style.getPropertyValue('--done')", part.element_handle()) == "1"


def test_export_and_import_bring_the_ticks_to_another_browser(
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
    other.context.close()


@pytest.mark.parametrize(
    ("file_minute", "done", "expected"),
    [
        pytest.param(10, 0, {SHARED}, id="an older file changes nothing"),
        pytest.param(-5, 0, set(), id="a later file wins"),
        pytest.param(-5, 1, {SHARED}, id="a later file that agrees"),
    ],
)
def test_joining_keeps_the_later_tick(
    page: Page, address: str, file_minute: int, done: int, expected: set[str]
) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    import_file(page, document({SHARED: [minute(file_minute), done]}))
    assert ticked(page) == expected
    page.reload()
    assert ticked(page) == expected


def test_joining_does_not_depend_on_the_order(browser: Browser, address: str) -> None:
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


def test_a_second_tab_follows(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    other = page.context.new_page()
    other.goto(address + DEVOPS)
    tick(page, SHARED)
    expect(other.locator(f"input[data-tick={SHARED}]")).to_be_checked()
    tick(other, "what-is-ec2")
    expect(page.locator("input[data-tick=what-is-ec2]")).to_be_checked()


def test_reset_asks_and_leaves_other_keys_alone(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    page.evaluate("localStorage.setItem('somebody-else', 'stays')")
    tick(page, SHARED)
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Keep").click()
    assert ticked(page) == {SHARED}
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Remove all").click()
    expect(page.locator("[data-progress-message]")).to_contain_text("gone")
    assert ticked(page) == set()
    assert stored(page) == {}
    assert page.evaluate("localStorage.getItem('somebody-else')") == "stays"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("not json", "not JSON", id="no JSON"),
        pytest.param("[]", "no progress", id="a list"),
        pytest.param("null", "no progress", id="null"),
        pytest.param('{"ticks": {}}', "no progress", id="no format"),
        pytest.param(document({}, guide="another-guide"), "another guide", id="another guide"),
        pytest.param(document({}, version=2), "another version", id="a later version"),
        pytest.param(document({}, guide="<img src=x onerror=alert(1)>"), "another guide", id="markup"),
        pytest.param(" " * 600_000, "too large", id="too large"),
    ],
)
def test_a_file_that_is_no_progress_changes_nothing(page: Page, address: str, text: str, says: str) -> None:
    page.goto(address + ARCHITECT)
    tick(page, SHARED)
    import_file(page, text)
    expect(page.locator("[data-progress-message]")).to_contain_text(says)
    assert page.locator("[data-progress-message] *").count() == 0
    assert ticked(page) == {SHARED}


def test_faulty_ticks_of_a_file_are_left_out_and_counted(page: Page, address: str) -> None:
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
    expect(page.locator("[data-progress-message]")).to_contain_text("8 could not be read")
    (kept,) = stored(page).values()
    assert set(kept["ticks"]) == {SHARED, "no-such-question"}


def test_fields_that_a_later_feature_added_are_kept(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    import_file(page, document({SHARED: [1, 1]}, notes={"a": 1}))
    tick(page, "what-is-aws")
    (kept,) = stored(page).values()
    assert kept["notes"] == {"a": 1}


def test_tampered_storage_stays_untouched_until_reset(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    key = f"study-guide-progress:{GUIDE}:/guide/"
    page.evaluate("key => localStorage.setItem(key, '{broken')", key)
    page.reload()
    expect(page.locator("[data-progress-message]")).to_contain_text("cannot be read")
    tick(page, SHARED)
    assert ticked(page) == {SHARED}
    assert page.evaluate("key => localStorage.getItem(key)", key) == "{broken"
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Remove all").click()
    tick(page, SHARED)
    page.reload()
    assert ticked(page) == {SHARED}


def test_what_another_version_of_the_guide_keeps_meanwhile_stays_untouched(page: Page, address: str) -> None:
    page.goto(address + ARCHITECT)
    key, newer = f"study-guide-progress:{GUIDE}:/guide/", '{"format": "study-guide-progress", "version": 99}'
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, newer])
    tick(page, SHARED)
    expect(page.locator("[data-progress-message]")).to_contain_text("cannot be read")
    assert page.evaluate("key => localStorage.getItem(key)", key) == newer


def test_without_storage_ticks_work_until_the_page_is_left(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('off', 'SecurityError'); }})"
    )
    page = context.new_page()
    page.goto(address + ARCHITECT)
    expect(page.locator("[data-progress-message]")).to_contain_text("keeps no data")
    tick(page, SHARED)
    expect(page.locator(".progress output")).to_contain_text(re.compile("^1 of [0-9]+ done"))
    context.close()


def test_without_script_there_is_nothing_to_tick(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(address + ARCHITECT)
    expect(scriptless_page.locator(".progress")).to_be_hidden()
    expect(scriptless_page.locator("input[data-tick]").first).to_be_hidden()
    expect(scriptless_page.locator(".path-picture")).to_be_visible()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The tiny guide, built and served from a folder in which it can be built again."""
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

    questions, path = project / "data" / "questions", project / "data" / "paths" / "mechanic.yml"
    wheel = questions / "wheels" / "true-a-wheel.yml"
    wheel.rename(questions / "wheels" / "straight-wheel.yml")
    replace(questions / "wheels" / "straight-wheel.yml", "[straighten-a-wheel]", "[straighten-a-wheel, true-a-wheel]")
    replace(questions / "brakes" / "rim-or-disc-brake.yml", "related: [true-a-wheel]", "related: [straight-wheel]")
    replace(project / "data" / "abbreviations.yml", "true-a-wheel", "straight-wheel")
    replace(project / "data" / "guide.yml", "[true-a-wheel]", "[straight-wheel]")
    replace(path, "questions: [true-a-wheel]", "questions: [straight-wheel]")
    bleeding = (questions / "brakes" / "bleed-a-brake.yml").read_text()
    (questions / "brakes" / "bleed-a-brake.yml").unlink()
    renewed = bleeding.replace("Why does a brake need bleeding?", "How often do pads wear out?").replace(
        "true-a-wheel", "straight-wheel"
    )
    (questions / "brakes" / "worn-pads.yml").write_text(renewed)
    replace(path, "[bleed-a-brake, rim-or-disc-brake]", "[rim-or-disc-brake, worn-pads]")
    build(project)

    page.goto(base + "paths/mechanic/")
    assert ticked(page) == {"straight-wheel"}
    expect(page.locator(".progress output")).to_contain_text("1 of 3 done")
    tick(page, "straight-wheel")
    page.reload()
    assert ticked(page) == set(), "a tick taken back under the new id is not brought back by the old one"
    (kept,) = stored(page).values()
    assert kept["ticks"]["bleed-a-brake"][1] == 1, "a removed question may come back"
