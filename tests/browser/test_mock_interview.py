"""Mock interviews: alone, and for two by one link. Which questions they ask is tested in ``tests/scripts/``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from studyguide.model import Guide
from tests.browser.practicing import log
from tests.browser.serving import served
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

MOCK = "practice/mock/"
QUESTIONS = ("what-is-s3", "alb-502-errors", "elb-types")
LINK = f"#q={'~'.join(QUESTIONS)}"


def open_mock(page: Page, address: str, fragment: str = "") -> None:
    page.goto(address + MOCK + fragment)
    expect(page.locator("[data-size]")).not_to_contain_text("Loading")


def shown_card(page: Page) -> int:
    return page.locator("[data-state=question] .mock-card").count()


def answer_question(page: Page, guide: Guide, question: str, points: int) -> None:
    """Go through a question as the candidate: answer, follow-ups, the marks."""
    entry = guide.question_by_id[question]
    expect(page.locator("[data-title]")).to_have_text(entry.title)
    for count in range(1, len(entry.follow_ups) + 1):
        page.get_by_role("button", name="I have answered").click()
        expect(page.locator("[data-asked] li")).to_have_count(count)
        assert shown_card(page) == 0, "an answer is shown before the last follow-up"
    page.get_by_label("Sure", exact=True).check()
    page.get_by_role("button", name="Show the answer").click()
    for box in page.locator("[data-card-points] input").all()[:points]:
        box.check()


def test_an_interview_alone_from_the_first_question_to_the_summary(page: Page, address: str, guide: Guide) -> None:
    open_mock(page, address, LINK)
    expect(page.locator("[data-size]")).to_contain_text("3 questions, about")
    page.get_by_role("button", name="Start alone").click()
    assert page.evaluate("document.activeElement.matches('[data-title]')")
    for number, question in enumerate(QUESTIONS):
        answer_question(page, guide, question, points=1 if number == 0 else 99)
        page.get_by_label("A trade-off was named").check()
        page.locator("[data-next]").click()
    summary = page.locator("[data-state=summary]")
    expect(summary).to_be_visible()
    assert page.evaluate("document.activeElement.matches('[data-summary-heading]')")
    sizes = [len(guide.question_by_id[question].key_points) for question in QUESTIONS]
    hit = sum(sizes) - sizes[0] + 1
    expect(summary.locator("[data-points-sum]")).to_have_text(f"{hit} of {sum(sizes)} points in 3 answers.")
    expect(summary.locator("[data-lines] tr").nth(1)).to_have_text(re.compile("A trade-off was named.*3 of 3"))
    missed = guide.question_by_id[QUESTIONS[0]]
    expect(summary.locator("[data-sure-missed]").get_by_role("link")).to_have_text(missed.title)
    expect(summary.locator("[data-read-next]").get_by_role("link")).to_have_attribute(
        "href", re.compile(f"#{missed.id}-answer$")
    )
    assert {question: entries[0][1] for question, entries in log(page).items()} == dict(
        zip(QUESTIONS, (1, 4, 4), strict=True)
    )


def test_the_summary_can_be_copied_and_printed(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_mock(page, address, LINK)
    page.get_by_role("button", name="Start alone").click()
    page.get_by_role("button", name="End here").click()
    expect(page.locator("[data-points-sum]")).to_have_text("Nothing was answered.")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("[data-status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Mock interview: 0 of 0 points\n"
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert page.locator("[data-state=summary] .button-row").is_hidden()


def test_the_address_holds_the_interview(page: Page, address: str, guide: Guide) -> None:
    open_mock(page, address)
    chosen = page.url.partition("#q=")[2]
    page.reload()
    expect(page.locator("[data-size]")).to_contain_text("questions")
    assert page.url.partition("#q=")[2] == chosen
    page.get_by_role("button", name="Choose other questions").click()
    assert page.url.partition("#q=")[2] != chosen
    page.get_by_label("Minutes").select_option("15")
    assert len(page.url.partition("#q=")[2].split("~")) == 3
    assert set(page.url.partition("#q=")[2].split("~")) <= set(guide.question_by_id)


def test_a_link_of_another_edition_says_what_is_missing(page: Page, address: str) -> None:
    open_mock(page, address, "#q=what-is-s3~gone-for-good~elb-types")
    expect(page.locator("[data-size]")).to_contain_text("2 questions")
    expect(page.locator("[data-size]")).to_contain_text("left out: 1")


def test_the_candidate_sees_only_questions(page: Page, address: str, guide: Guide) -> None:
    open_mock(page, address, LINK)
    page.get_by_role("link", name="I answer").click()
    for number, question in enumerate(QUESTIONS):
        expect(page.locator("[data-title]")).to_have_text(guide.question_by_id[question].title)
        assert page.locator("[data-asked] li").count() == shown_card(page) == 0
        if number < len(QUESTIONS) - 1:
            page.get_by_role("button", name="Next question").click()
    expect(page.locator("[data-next]")).to_be_hidden()
    page.get_by_role("button", name="Previous question").click()
    expect(page.locator("[data-title]")).to_have_text(guide.question_by_id[QUESTIONS[1]].title)


def test_the_interviewer_sees_everything_and_nothing_is_stored(page: Page, address: str, guide: Guide) -> None:
    open_mock(page, address, LINK)
    page.get_by_role("link", name="I ask").click()
    cards = page.locator("[data-sheet] .mock-card")
    expect(cards).to_have_count(3)
    for card, question in zip(cards.all(), QUESTIONS, strict=True):
        entry = guide.question_by_id[question]
        expect(card.locator("[data-card-title]")).to_have_text(entry.title)
        expect(card.locator("[data-card-points] label")).to_have_count(len(entry.key_points))
        expect(card.locator("[data-card-follow-ups] details")).to_have_count(len(entry.follow_ups))
    cards.first.locator("[data-card-points] input").first.check()
    page.get_by_role("button", name="Sum up").click()
    expect(page.locator("[data-points-sum]")).to_contain_text("1 of ")
    assert log(page) == {}


def test_the_clock_is_silent_and_off_until_it_is_asked_for(page: Page, address: str) -> None:
    page.clock.install()
    open_mock(page, address, LINK)
    page.get_by_role("button", name="Start alone").click()
    time = page.locator("[data-time]")
    page.clock.run_for(65_000)
    expect(time).to_be_empty()
    page.get_by_label("Show a clock").check()
    expect(time).to_have_text("1:05")
    expect(time).to_have_attribute("aria-hidden", "true")


def test_every_role_level_and_length_is_filled(page: Page, address: str) -> None:
    open_mock(page, address)
    short = page.evaluate(
        """async () => {
          const index = await studyguide.practiceData.loadIndex();
          const {SLOTS, pick} = studyguide.mockInterview;
          const short = [];
          for (const {id: role} of index.roles) {
            for (const seniority of ["junior", "middle", "senior"]) {
              for (const minutes of Object.keys(SLOTS).map(Number)) {
                for (let seed = 0; seed < 20; seed += 1) {
                  const {length} = pick(index, {role, seniority, minutes, seed: String(seed)});
                  if (length < SLOTS[minutes].length) short.push([role, seniority, minutes, seed]);
                }
              }
            }
          }
          return short;
        }"""
    )
    assert short == []


def test_hostile_links_do_nothing(page: Page, address: str) -> None:
    for fragment in ("#q=<img src=x onerror=alert(1)>", "#view=interviewer", "#q=__proto__~constructor", "#%E0%A4%A"):
        open_mock(page, address, fragment)
        expect(page.get_by_role("button", name="Start alone")).to_be_enabled()
        page.goto("about:blank")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_fits_a_phone_and_axe_objects_to_nothing(
    browser: Browser, address: str, guide: Guide, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    faults: dict[str, object] = {}

    def check(state: str) -> None:
        found = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("scrolls sideways")
        if found:
            faults[state] = found

    open_mock(page, address, LINK)
    check("setup")
    page.get_by_role("button", name="Start alone").click()
    page.get_by_role("button", name="I have answered").click()
    check("follow-up")
    page.goto("about:blank")
    open_mock(page, address, LINK)
    page.get_by_role("button", name="Start alone").click()
    answer_question(page, guide, QUESTIONS[0], points=1)
    check("marks")
    page.locator("[data-next]").click()
    page.get_by_role("button", name="End here").click()
    check("summary")
    page.goto("about:blank")
    page.goto(f"{address}{MOCK}#view=interviewer&{LINK[1:]}")
    expect(page.locator("[data-sheet] .mock-card")).to_have_count(3)
    check("interviewer")
    context.close()
    assert faults == {}


def test_without_script_the_page_says_how_to_do_it(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(address + MOCK)
    expect(scriptless_page.locator(".without-script")).to_contain_text("Answer each aloud")
    expect(scriptless_page.locator("[data-mock]")).to_be_hidden()


def test_another_guide_interviews_with_what_it_has(page: Page, bicycle_site: Path) -> None:
    with served(bicycle_site) as base:
        open_mock(page, base)
        expect(page.locator("[data-size]")).to_contain_text("2 questions")
        page.get_by_label("Role").select_option("shop-owner")
        page.get_by_label("Minutes").select_option("60")
        expect(page.locator("[data-size]")).to_contain_text("2 questions")
