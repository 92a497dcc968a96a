"""The practice page: a session from start to summary, what it stores, and what goes wrong around it.

The planner, the session and the words of the plan are tested without a browser, in ``tests/scripts/``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from studyguide.model import Guide
from tests.browser.practicing import (
    FILL_STORAGE,
    GUIDE,
    KEY,
    PRACTICE,
    REFUSE_STORAGE,
    answer,
    finish,
    log,
    open_practice,
    reveal,
    start,
)
from tests.browser.serving import served
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser


def in_days(days: int) -> str:
    return (dt.date.today() + dt.timedelta(days=days)).isoformat()


def focused(page: Page, selector: str) -> bool:
    found: bool = page.evaluate("selector => document.activeElement.matches(selector)", selector)
    return found


def asked(page: Page) -> str:
    return page.locator("[data-title]").inner_text()


def test_a_session_stores_an_answer_for_every_question_and_sums_up(page: Page, address: str, guide: Guide) -> None:
    open_practice(page, address)
    start(page)
    first = asked(page)
    question = next(question for question in guide.questions if question.title == first)
    answer(page, points=1)
    finish(page)
    summary = page.locator("[data-state=summary]")
    expect(summary.locator("[data-summary]")).to_contain_text(
        re.compile(r"^\d answered, \d of them said; \d+ of \d+ points")
    )
    expect(summary.get_by_role("link", name=first)).to_have_attribute("href", re.compile(f"#{question.id}-answer$"))
    page.get_by_role("button", name="Back to the plan").click()
    answers = log(page)
    grades = [entry[1] for entry in answers[question.id]]
    assert grades == [1, 3], "missed, and said at the end"
    (minute, _, hit, of, sure), _ = answers[question.id]
    assert (hit, of, sure) == (1, len(question.key_points), 1)
    assert abs(minute - dt.datetime.now(dt.UTC).timestamp() / 60) < 5
    assert all(entries[-1][1] == 3 for entries in answers.values())


def test_eight_questions_by_keyboard_alone(page: Page, address: str) -> None:
    open_practice(page, address, "#topic=networking")
    page.locator("[name=minutes]").select_option("90")
    page.locator("[data-start]").focus()
    page.keyboard.press("Enter")
    for number in range(1, 9):
        expect(page.locator("[data-where]")).to_contain_text(f"Question {number}")
        assert focused(page, "[data-title]")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")  # sure
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("[data-answer]")).to_be_visible()
        assert focused(page, "[data-answer-heading]")
        for key in "123456":
            page.keyboard.press(key)
        page.locator("[data-answer-heading]").focus()
        for _ in range(12):
            page.keyboard.press("Tab")
            if focused(page, "[data-answer] .primary"):
                break
        page.keyboard.press("Enter")
    expect(page.locator("[data-state=summary]")).to_be_visible()
    assert focused(page, "[data-summary-heading]")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Back to the plan").press("Enter")
    assert [entry[0][1] for entry in log(page).values()] == [4] * 8
    assert focused(page, "[data-start]")


def test_each_state_is_announced_and_names_the_page(page: Page, address: str) -> None:
    open_practice(page, address)
    status, title = page.locator("[data-status]"), page.title()
    start(page)
    expect(status).to_have_text("Question 1")
    assert page.title() == f"Question 1 · {title}"
    reveal(page)
    expect(status).to_have_text("Answer")
    assert page.title() == f"Answer · {title}"
    page.get_by_role("button", name="Next question").click()
    expect(status).to_have_text("Question 2")
    page.get_by_role("button", name="Stop here").click()
    expect(status).to_have_text("Done for now")
    assert page.title() == f"Done for now · {title}"
    page.get_by_role("button", name="Back to the plan").click()
    assert page.title() == title


def test_numbers_tick_points_only_while_the_answer_has_the_focus(page: Page, address: str) -> None:
    open_practice(page, address)
    start(page)
    page.keyboard.press("1")
    reveal(page)
    boxes = page.locator("[data-points] input")
    assert boxes.evaluate_all("boxes => boxes.map(box => box.checked)").count(True) == 0
    for key in ("2", "9", "0", "n", "Control+1"):  # the theme leaves the page at n
        page.keyboard.press(key)
    assert boxes.evaluate_all("boxes => boxes.map(box => box.checked)")[:3] == [False, True, False]
    page.locator("[data-grade]").focus()
    page.keyboard.press("1")
    assert boxes.first.is_checked() is False
    assert PRACTICE in page.url


def test_the_grade_follows_from_the_points_until_the_reader_chooses_one(page: Page, address: str) -> None:
    open_practice(page, address)
    start(page)
    page.get_by_label("Sure", exact=True).check()
    reveal(page)
    grade, boxes = page.locator("[data-grade]"), page.locator("[data-points] input")
    assert grade.input_value() == "1"
    for box in boxes.all():
        box.check()
    assert grade.input_value() == "4"
    expect(page.locator("[data-count]")).to_contain_text(
        re.compile(r"^(\d) of \1 points. Comes back in about \d+ days")
    )
    grade.select_option("2")
    boxes.first.uncheck()
    assert grade.input_value() == "2"


def test_back_takes_up_the_last_answer_and_stores_it_once(page: Page, address: str) -> None:
    open_practice(page, address)
    start(page)
    expect(page.get_by_role("button", name="Back to the last question")).to_be_hidden()
    first = asked(page)
    answer(page, points=2)
    assert log(page) == {}
    page.get_by_role("button", name="Back to the last question").click()
    assert asked(page) == first
    boxes = page.locator("[data-points] input")
    assert boxes.evaluate_all("boxes => boxes.map(box => box.checked)").count(True) == 2
    boxes.nth(2).check()
    page.get_by_role("button", name="Next question").click()
    assert log(page) == {}
    reveal(page)
    ((entry,),) = log(page).values()
    assert entry[2] == 3


def test_an_answer_is_stored_when_the_page_is_left(page: Page, address: str) -> None:
    open_practice(page, address)
    start(page)
    answer(page)
    page.goto(address + "about/")
    assert len(log(page)) == 1


def test_a_question_that_is_skipped_is_not_stored(page: Page, address: str) -> None:
    open_practice(page, address)
    start(page)
    first = asked(page)
    page.get_by_role("button", name="Skip for now").click()
    assert asked(page) != first
    page.get_by_role("button", name="Stop here").click()
    page.get_by_role("button", name="Back to the plan").click()
    start(page)
    assert asked(page) != first
    page.goto(address + "about/")
    assert log(page) == {}


def test_the_plan_is_kept_and_the_next_day_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC))
    open_practice(page, address)
    page.locator("[name=path]").select_option("solutions-architect")
    page.locator("[name=date]").fill("2026-12-10")
    page.locator("[name=minutes]").select_option("45")
    expect(page.locator("[data-outlook]")).to_contain_text(re.compile("^At 45 minutes a day .* on Thu, December 10"))
    rows = page.locator("[data-days] tbody tr")
    expect(rows).to_have_count(9)
    expect(page.locator("[data-start]")).to_have_text(re.compile(r"^Start: \d+ new, about \d+ min$"))
    start(page)
    finish(page)
    page.get_by_role("button", name="Back to the plan").click()
    expect(page.locator("[data-readiness] li")).not_to_have_count(0)
    page.clock.set_system_time(dt.datetime(2026, 12, 4, 9, 0, tzinfo=dt.UTC))
    page.reload()
    expect(page.locator("[data-start]")).to_have_text(
        re.compile(r"^Continue: \d+ coming back(, \d+ new)?, about \d+ min$")
    )
    assert page.locator("[name=path]").input_value() == "solutions-architect"
    page.clock.set_system_time(dt.datetime(2026, 12, 14, 9, 0, tzinfo=dt.UTC))
    page.reload()
    expect(page.locator("[data-outlook]")).to_contain_text("has passed")
    expect(page.locator("[data-start]")).to_be_enabled()
    context.close()


def test_a_link_names_a_topic_or_a_path(page: Page, address: str, guide: Guide) -> None:
    open_practice(page, address, "#topic=cost")
    expect(page.locator("[data-topic-scope]")).to_contain_text(guide.topic_by_id["cost"].name)
    start(page)
    titles = {question.title for question in guide.questions_of(topic="cost")}
    assert asked(page) in titles
    page.goto(address + PRACTICE + "#path=developer")
    expect(page.locator("[name=path]")).to_have_value("developer")
    page.goto(address + PRACTICE + "#path=nobody&topic=nothing")
    expect(page.locator("[name=path]")).to_have_value("")
    expect(page.locator("[data-topic-scope]")).to_be_hidden()


def test_after_three_misses_the_question_rests_and_can_be_reported(page: Page, address: str, guide: Guide) -> None:
    question = guide.questions_of(topic="cost")[0]
    minute = int(dt.datetime.now(dt.UTC).timestamp() // 60)
    misses = [[minute - (5 - day) * 1440, 1, 0, 4, 1] for day in range(3)]
    document = {"format": "study-guide-progress", "version": 2, "guide": GUIDE, "log": {question.id: misses}}
    page.goto(address + "about/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(document)])
    open_practice(page, address, "#topic=cost")
    start(page)
    while asked(page) != question.title:
        page.get_by_role("button", name="Skip for now").click()
    reveal(page)
    note = page.locator("[data-stuck]")
    expect(note).to_be_visible()
    expect(note.get_by_role("link", name="Report it")).to_have_attribute(
        "href", re.compile(f"question%3A{question.id}")
    )
    page.get_by_role("button", name="Next question").click()
    while page.locator("[data-asking]").is_visible():
        assert asked(page) != question.title
        page.get_by_role("button", name="Skip for now").click()
    expect(page.locator("[data-state=summary]")).to_be_visible()


@pytest.mark.parametrize(
    ("script", "says"),
    [(REFUSE_STORAGE, "keeps no data"), (FILL_STORAGE, "could not be stored")],
    ids=["refused", "full"],
)
def test_without_storage_the_session_goes_on_and_can_be_exported(
    browser: Browser, address: str, script: str, says: str
) -> None:
    context = browser.new_context()  # the theme's own scripts fail where storage is refused
    page = context.new_page()
    page.add_init_script(script)
    open_practice(page, address)
    start(page)
    finish(page)
    expect(page.locator("[data-storage]")).to_contain_text(says)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save them as a file").click()
    assert len(json.loads(download.value.path().read_text())["log"]) > 2
    page.get_by_role("button", name="Back to the plan").click()
    expect(page.locator("[data-progress-message]")).to_contain_text(says)
    context.close()


def test_two_tabs_lose_nothing(page: Page, address: str) -> None:
    other = page.context.new_page()
    for tab, fragment in ((page, "#topic=cost"), (other, "#topic=databases")):
        open_practice(tab, address, fragment)
        start(tab)
    for tab in (page, other, other):
        if tab.locator("[data-asking]").is_visible():
            answer(tab)
    for tab in (page, other):
        tab.goto(address + "about/")
    assert len(log(page)) == 3


def test_an_export_can_be_imported_by_another_browser(
    browser: Browser, page: Page, address: str, tmp_path: Path
) -> None:
    open_practice(page, address)
    start(page)
    finish(page)
    page.get_by_role("button", name="Back to the plan").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    other = browser.new_context().new_page()
    open_practice(other, address)
    other.locator(".practice-foot input[type=file]").set_input_files(file)
    expect(other.locator("[data-progress-message]")).to_contain_text("Joined progress.json")
    assert other.evaluate("key => localStorage.getItem(key)", KEY) == file.read_text()
    expect(other.locator("[data-readiness]")).to_be_visible()
    other.get_by_role("button", name="Reset").click()
    other.get_by_role("button", name="Remove all").click()
    expect(other.locator("[data-readiness]")).to_be_hidden()
    assert log(other) == {}
    other.context.close()


def test_hostile_titles_in_storage_do_nothing(page: Page, address: str) -> None:
    page.goto(address + "about/")
    bad = {"<img src=x onerror=alert(1)>": [[1, 1, 1, 1, 1]], "what-is-aws": [[9e15, 3, 1, 1, 1], [1, 9, 1, 1, 1]]}
    document = {"format": "study-guide-progress", "version": 2, "guide": GUIDE, "log": bad, "plan": {"date": "never"}}
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(document)])
    open_practice(page, address)
    expect(page.locator("[data-progress-message]")).to_contain_text("Left out as unreadable")
    start(page)
    answer(page)


def test_data_is_loaded_when_it_is_asked_for(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for path in ("", "questions/networking/", "paths/developer/", "about/"):
        page.goto(address + path, wait_until="networkidle")
    assert [url for url in requests if "/practice/" in url] == []
    open_practice(page, address, "#topic=cost")
    page.wait_for_load_state("networkidle")
    loaded = {url.rpartition("/")[2].split(".")[0] for url in requests if url.endswith(".js") and "/practice/" in url}
    assert loaded == {"practice-index", "practice-cost"}
    assert [url for url in requests if not url.startswith((address, "blob:", "data:"))] == []


def test_a_session_works_without_network_once_the_page_is_there(page: Page, address: str) -> None:
    open_practice(page, address)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    start(page)
    finish(page)


def test_an_answer_that_cannot_be_loaded_is_asked_for_again(page: Page, address: str) -> None:
    page.route("**/practice/practice-cost.*.js", lambda route: route.abort())
    open_practice(page, address, "#topic=cost")
    start(page)
    page.get_by_role("button", name="Show the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(page.locator("[data-answer]")).to_be_hidden()
    page.unroute("**/practice/practice-cost.*.js")
    reveal(page)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_slow_answer_does_not_show_under_another_question(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/practice/practice-cloud-basics.*.js", lambda route: held.append(route))
    page.goto(address + PRACTICE, wait_until="commit")
    expect(page.locator("[data-start]")).to_be_enabled()
    start(page)
    first = asked(page)
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Skip for now").click()
    assert asked(page) != first
    with page.expect_event("requestfinished"):
        held[0].continue_()
    expect(page.locator("[data-asking]")).to_be_visible()
    expect(page.locator("[data-answer]")).to_be_hidden()


def test_an_index_that_cannot_be_loaded_is_reported(page: Page, address: str) -> None:
    page.route("**/practice/practice-index.*.js", lambda route: route.abort())
    page.goto(address + PRACTICE)
    expect(page.get_by_role("alert")).to_contain_text("reload the page")
    expect(page.locator("[data-start]")).to_be_disabled()


def test_without_script_the_page_says_how_to_practice(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(address + PRACTICE)
    expect(scriptless_page.locator(".without-script")).to_contain_text("say your answer aloud")
    expect(scriptless_page.locator(".practice")).to_be_hidden()


def test_with_script_it_does_not(page: Page, address: str) -> None:
    open_practice(page, address)
    expect(page.locator(".without-script")).to_be_hidden()


TARGETS = (
    ".practice :is(button, a.button, select, input:not([type=radio], [type=checkbox]), "
    "label:has([type=radio], [type=checkbox]))"
)
"""What a finger presses: a box counts with its label."""


def small_targets(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        TARGETS,
        "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 47.9)"
        ".map(one => one.outerHTML.slice(0, 90))",
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_fits_a_phone_and_axe_objects_to_nothing(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=True,
    )
    page = context.new_page()
    faults: dict[str, object] = {}

    def check(state: str) -> None:
        found = [*violations(page), *small_targets(page)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("scrolls sideways")
        if found:
            faults[state] = found

    open_practice(page, address)
    page.locator("[name=date]").fill(in_days(9))
    page.locator("[data-days] summary").click()
    check("start")
    start(page)
    check("question")
    reveal(page)
    page.locator("[data-follow-up] summary").click()
    check("answer")
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="Stop here").click()
    check("summary")
    page.get_by_role("button", name="Back to the plan").click()
    check("after a session")
    context.close()
    assert faults == {}


def test_on_paper_there_are_no_controls(page: Page, address: str) -> None:
    open_practice(page, address)
    start(page)
    reveal(page)
    page.emulate_media(media="print")
    assert page.locator("[data-answer] .button-row").is_hidden()
    assert page.locator("[data-title]").is_visible()
    assert page.locator("[data-points]").is_visible()


def test_another_guide_practices_as_well(page: Page, bicycle_site: Path) -> None:
    with served(bicycle_site) as base:
        open_practice(page, base)
        expect(page.locator("[data-start]")).to_have_text(re.compile(r"^Start: 3 new, about \d+ min$"))
        start(page)
        finish(page)
        expect(page.locator("[data-summary]")).to_contain_text("3 answered, 3 of them said; 9 of 9 points.")


def test_the_warm_up_explains_every_option_and_counts_towards_nothing(page: Page, bicycle_site: Path) -> None:
    with served(bicycle_site) as base:
        open_practice(page, base)
        page.get_by_role("button", name="Warm up with a few quick choices").click()
        options = page.locator("[data-choice-options] li")
        expect(options).to_have_count(3)
        assert focused(page, "[data-choice-ask]")
        expect(page.locator("[data-choice-next]")).to_be_hidden()
        assert violations(page) == []
        options.nth(1).get_by_role("button").click()
        expect(page.locator("[data-choice-result]")).to_contain_text("0 of 1. A warm-up counts towards nothing.")
        expect(options.locator("p")).to_have_text(
            [re.compile("^Right. Water"), re.compile("^No. "), re.compile("^No. ")]
        )
        assert violations(page) == []
        page.get_by_role("button", name="Back to the plan").click()
        expect(page.locator("[data-state=start]")).to_be_visible()
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('study-guide'))") == []


def test_a_guide_without_choices_offers_no_warm_up(page: Page, address: str, guide: Guide) -> None:
    open_practice(page, address)
    offered = any(question.choice for question in guide.questions)
    assert page.locator("[data-warm-up]").is_visible() is offered
