"""Diagrams: the picture of the reader's colors, large enough on a phone, one link to it, and the light one on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from studyguide.diagrams.picture import MIN_TEXT
from studyguide.model import Guide

pytestmark = pytest.mark.browser

QUESTION = "security-groups-vs-nacls"
TOPIC = "questions/networking/"
SHOWN = "figure.diagram img:visible"


def figure(page: Page, address: str) -> Locator:
    """The diagram of an open answer."""
    page.goto(f"{address}{TOPIC}#{QUESTION}-answer")
    found = page.locator(f"details.answer:has(#{QUESTION}-answer) figure.diagram")
    found.scroll_into_view_if_needed()
    return found


def test_the_picture_follows_the_switch_of_colors(page: Page, address: str) -> None:
    shown = figure(page, address).locator("img:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("src", re.compile(r"/assets/diagrams/[\w-]+\.light\.[0-9a-f]{8}\.svg$"))
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    page.locator(".md-header__option label:visible").click()
    expect(shown).to_have_attribute("src", re.compile(r"\.dark\.[0-9a-f]{8}\.svg$"))
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100


def test_a_click_on_the_picture_opens_it_alone(page: Page, address: str) -> None:
    shown = figure(page, address).locator("img:visible")
    source = shown.get_attribute("src")
    box = shown.bounding_box()
    assert source
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(re.escape(source.rpartition("/")[2])))


def test_the_words_open_without_script(scriptless_page: Page, address: str) -> None:
    words = figure(scriptless_page, address).locator("details")
    expect(words.locator("div")).to_be_hidden()
    words.locator("summary").click()
    expect(words.locator("div")).to_contain_text("network ACL")


@pytest.mark.parametrize("width", [320, 360])
def test_text_is_large_enough_on_a_phone(browser: Browser, address: str, guide: Guide, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    topics = {question.topic for question in guide.questions if question.diagram}
    small = []
    for topic in sorted(topics):
        tab.goto(f"{address}questions/{topic}/")
        tab.evaluate("document.querySelectorAll('details.answer').forEach(each => { each.open = true; })")
        for image in tab.locator(SHOWN).all():
            shown, natural = image.evaluate("image => [image.clientWidth, Number(image.getAttribute('width'))]")
            if 16 * shown / natural < (MIN_TEXT if width == 360 else MIN_TEXT - 1):
                small.append((image.get_attribute("src"), shown, natural))
        assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert small == []
    context.close()


def test_paper_gets_the_light_picture(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    figure(tab, address)
    tab.emulate_media(media="print")
    images = tab.locator("figure.diagram img")
    shown = [
        each.get_attribute("class") for each in images.all() if each.evaluate("each => each.offsetParent !== null")
    ]
    assert shown
    assert set(shown) == {"on-light"}
    assert tab.locator("figure.diagram p a:visible").count() == 0
    context.close()
