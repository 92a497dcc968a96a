"""Practice outside its own pages: the points of every answer as boxes, and the next thing to do."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from studyguide.model import Guide
from tests.browser.practicing import GUIDE, KEY, log
from tests.browser.test_accessibility import violations
from tests.browser.test_practice import in_days

pytestmark = pytest.mark.browser

TOPIC = "questions/networking/"
QUESTION = "elb-types"
COUNT = "Count as one said answer"


def open_answer(page: Page, address: str) -> None:
    page.goto(f"{address}{TOPIC}#{QUESTION}-answer")
    expect(page.get_by_role("button", name=COUNT)).to_be_visible()


def store_plan(page: Page, address: str, **plan: object) -> None:
    """Store a plan in place of the practice page."""
    page.goto(address + "about/")
    chosen = {"at": 1, "date": None, "minutes": 30, "path": None, **plan}
    document = {"format": "study-guide-progress", "version": 2, "guide": GUIDE, "plan": chosen}
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(document)])


def test_ticked_points_count_as_one_said_answer(page: Page, address: str, guide: Guide) -> None:
    open_answer(page, address)
    boxes = page.locator(f"[data-points-of={QUESTION}] input")
    points = guide.question_by_id[QUESTION].key_points
    expect(boxes).to_have_count(len(points))
    boxes.first.check()
    page.get_by_text(points[1].text).click()
    expect(page.locator(".point-count")).to_contain_text(f"Tick what you said: 2 of {len(points)}.")
    assert log(page) == {}
    page.get_by_role("button", name=COUNT).click()
    expect(page.locator(".point-count")).to_contain_text(f"Counted today: 2 of {len(points)} points.")
    assert page.evaluate("document.activeElement.closest('.point-count') !== null")
    ((minute, grade, hit, of, sure),) = log(page)[QUESTION]
    assert (grade, hit, of, sure) == (1, 2, len(points), 1)
    assert abs(minute - dt.datetime.now(dt.UTC).timestamp() / 60) < 5


def test_an_answer_counts_once_a_day(page: Page, address: str) -> None:
    open_answer(page, address)
    page.get_by_role("button", name=COUNT).click()
    page.reload()
    expect(page.locator(".point-count")).to_contain_text("Counted today")
    expect(page.get_by_role("button", name=COUNT)).to_be_hidden()


def test_another_tab_sees_that_it_is_counted(page: Page, address: str) -> None:
    open_answer(page, address)
    other = page.context.new_page()
    open_answer(other, address)
    page.get_by_role("button", name=COUNT).click()
    expect(other.locator(".point-count")).to_contain_text("Counted today")


def test_the_points_keep_their_links_and_axe_objects_to_nothing(page: Page, address: str) -> None:
    open_answer(page, address)
    assert violations(page) == []
    page.emulate_media(media="print")
    assert page.locator(f"[data-points-of={QUESTION}] input").first.is_hidden()
    assert page.locator(".point-count").first.is_hidden()


def test_without_script_there_are_no_boxes(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(f"{address}{TOPIC}#{QUESTION}-answer")
    assert scriptless_page.locator(f"[data-points-of={QUESTION}] input").count() == 0
    assert scriptless_page.locator(f"[data-points-of={QUESTION}] li").count() > 2


@pytest.mark.parametrize("path", ["", "paths/developer/"])
def test_the_next_thing_to_do_is_shown_once_a_day_is_set(page: Page, address: str, guide: Guide, path: str) -> None:
    page.goto(address + path)
    expect(page.locator(".continue")).to_be_hidden()
    store_plan(page, address, date=in_days(9), path="developer")
    page.goto(address + path)
    link = page.locator(".continue").get_by_role("link")
    expect(link).to_have_text(re.compile(r"^Continue: \d+ new, about \d+ min$"))
    page.locator(".continue summary").click()
    titles = set(page.locator(".continue li").all_inner_texts())
    developer = next(each for each in guide.paths if each.id == "developer")
    assert titles
    assert titles <= {guide.question_by_id[question].title for question in developer.question_ids}
    assert violations(page) == []
    link.click()
    expect(page.locator("[data-start]")).to_be_enabled()
    assert "/practice/" in page.url


@pytest.mark.parametrize("plan", [{"date": None}, {"date": "2020-01-01"}], ids=["no day", "a day that has passed"])
def test_without_a_day_ahead_nothing_is_shown(page: Page, address: str, plan: dict[str, object]) -> None:
    store_plan(page, address, **plan)
    page.goto(address, wait_until="networkidle")
    expect(page.locator(".continue")).to_be_hidden()


def test_without_a_day_nothing_more_is_loaded(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address, wait_until="networkidle")
    assert [url for url in requests if re.search(r"/(plan|store|practice-index)\.", url)] == []


def test_a_path_and_a_topic_lead_to_their_practice(page: Page, address: str) -> None:
    page.goto(address + "paths/data-engineer/")
    page.get_by_role("link", name="Practice this path").click()
    expect(page.locator("[name=path]")).to_have_value("data-engineer")
    page.goto(address + TOPIC)
    page.get_by_role("link", name="Practice this topic").click()
    expect(page.locator("[data-topic-scope]")).to_be_visible()
    page.goto(address)
    page.get_by_role("link", name="Practice aloud").click()
    expect(page.locator("[data-start]")).to_be_enabled()


def test_where_storage_is_refused_pages_work(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        'Object.defineProperty(window, "localStorage", {get() { throw new DOMException("", "SecurityError"); }})'
    )
    page = context.new_page()
    open_answer(page, address)
    page.get_by_role("button", name=COUNT).click()
    expect(page.locator(".point-count")).to_contain_text("keeps no data")
    context.close()
