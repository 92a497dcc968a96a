"""The worker's side of the theme's protocol: one reply to each message, whatever it holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from studyguide.model import Guide
from studyguide.search.index import FORMAT
from studyguide.search.stemming import stem
from tests.projects import ROOT
from tests.search.searcher import QUERY, SETUP, Searcher

pytestmark = pytest.mark.browser


def test_replies_keep_the_order_of_the_queries(searcher: Searcher) -> None:
    queries = ["nacl", "lambda cold start", "", "s3 storage classes"]
    assert searcher.find_all(queries) == [searcher.find(query) for query in queries]


@pytest.mark.parametrize(
    "query",
    ["", "   ", "🦄", "?!", "the of and", "a" * 10_000, "lambda " * 2_000, "\u0000", "__proto__", "constructor", "<b>"],
)
def test_any_text_gets_a_reply(searcher: Searcher, query: str) -> None:
    (reply,) = searcher.send([{"type": QUERY, "data": query}])
    assert reply["type"] == 3
    assert isinstance(reply["data"]["items"], list)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_random_text_gets_rows_as_the_theme_wants_them(searcher: Searcher, query: str) -> None:
    (reply,) = searcher.send([{"type": QUERY, "data": query}])
    for (item,) in reply["data"]["items"]:
        assert isinstance(item["score"], (int, float))
        assert isinstance(item["terms"], dict)
        assert item["text"] == ""


@pytest.mark.parametrize("change", [{"format": FORMAT + 1}, {"format": None}])
def test_an_index_of_another_format_finds_nothing_but_is_answered(
    browser: Browser, bicycle_site: Path, change: dict[str, object]
) -> None:
    searcher = Searcher.start(browser.new_page(), bicycle_site)
    assert searcher.find("brake")
    index = {**searcher.index, "config": {**searcher.index["config"], **change}}
    assert searcher.send([{"type": SETUP, "data": index}]) == [{"type": 1}]
    assert searcher.find("brake") == []
    searcher.page.close()


def test_a_fault_of_the_engine_is_answered_with_nothing(browser: Browser, bicycle_site: Path) -> None:
    searcher = Searcher.start(browser.new_page(), bicycle_site)
    faulty = {**searcher.index, "docs": [{"location": "x"}]}  # no title
    assert searcher.send([{"type": SETUP, "data": faulty}, {"type": QUERY, "data": "brake"}]) == [
        {"type": 1},
        {"type": 3, "data": {"items": []}},
    ]
    searcher.page.close()


def test_titles_and_tags_are_escaped_and_marked(browser: Browser, bicycle_site: Path) -> None:
    searcher = Searcher.start(browser.new_page(), bicycle_site)
    title = '<img src=x onerror=alert(1)> & "brake"'
    docs = [{"location": "#x", "title": title, "kind": "question", "tags": ["<b>bold</b>"]}]
    replies = searcher.send(
        [
            {"type": SETUP, "data": {"config": {"format": FORMAT}, "docs": docs}},
            {"type": QUERY, "data": "brake"},
        ]
    )
    ((item,),) = replies[1]["data"]["items"]
    assert (
        item["title"] == "&#60;img src=x onerror=alert(1)&#62; &#38; &#34;<mark>brake</mark>&#34; "
        "<small>&#60;b&#62;bold&#60;/b&#62;</small>"
    )
    searcher.page.close()


def test_a_row_shows_title_topic_and_level(searcher: Searcher, guide: Guide) -> None:
    (reply,) = searcher.send([{"type": QUERY, "data": "cold start"}])
    ((item,), *_) = reply["data"]["items"]
    question = guide.question_by_id["lambda-cold-start"]
    topic, level = guide.topic_by_id[question.topic].name, guide.level_by_id[question.level].name
    shown = item["title"].replace("<mark>", "").replace("</mark>", "")
    assert shown == f"{question.title} <small>{topic} · {level}</small>"
    assert item["location"] == "questions/serverless/#lambda-cold-start-answer"


def test_each_thing_is_one_row(searcher: Searcher) -> None:
    for found in searcher.find_all(["s3", "lambda", "what is a vpc", "ec2 vs lambda"]):
        questions = [name for name in found if not name.startswith("page:")]
        assert len(questions) == len(set(questions))


def test_a_table_stands_behind_its_question(searcher: Searcher, guide: Guide) -> None:
    for table in guide.comparisons:
        owners = {question.id for question in guide.questions_of(comparison=table.id)}
        found = searcher.find(table.title)
        assert f"comparison:{table.id}" in found[:5], table.id
        if owners & set(found):
            first = min(found.index(owner) for owner in owners & set(found))
            assert first < found.index(f"comparison:{table.id}"), table.id


def test_the_word_that_is_being_typed_is_completed(searcher: Searcher) -> None:
    (reply,) = searcher.send([{"type": QUERY, "data": "what is cloudf"}])
    assert reply["data"]["suggest"] == ["cloudformation"]


def test_the_tiny_guide_is_searched_by_the_same_code(bicycle_searcher: Searcher) -> None:
    assert bicycle_searcher.find("bleed brake")[0] == "bleed-a-brake"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.from_regex("[a-z0-9]{1,14}(s|es|ies|ing|ed|ion|ation|isation|our)?", fullmatch=True), max_size=40))
def test_the_index_and_the_worker_cut_words_alike(
    browser_stem: Callable[[list[str]], list[str]], words: list[str]
) -> None:
    assert browser_stem(words) == [stem(word) for word in words]


@pytest.fixture(scope="module")
def browser_stem(browser: Browser) -> Iterator[Callable[[list[str]], list[str]]]:
    """``stem`` of text.js."""
    page = browser.new_page()
    source = (ROOT / "docs/assets/javascripts/search/text.js").read_text("utf-8")
    page.add_script_tag(content=source)
    yield lambda words: page.evaluate("(words) => words.map(stem)", words)
    page.close()


def test_the_engine_stays_small_and_needs_nothing() -> None:
    folder = ROOT / "docs/assets/javascripts/search"
    code = [
        line
        for name in ("text.js", "index.js", "engine.js")
        for line in (folder / name).read_text("utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith(("//", "/*", "*"))
    ]
    assert len(code) <= 300
    assert not any(line.lstrip().startswith(("import ", "export ")) or "require(" in line for line in code)


def test_the_budget_of_bytes_holds(built_site: Path) -> None:
    from tests.browser.test_budgets import compressed

    index = json.loads((built_site / "search" / "search_index.json").read_text("utf-8"))
    (script,) = (built_site / "assets" / "javascripts").glob("search.*.js")
    assert compressed(script.read_bytes()) <= 8_000
    parts = [built_site / "search" / "search_index.json", built_site / index["config"]["words"]]
    assert sum(compressed(part.read_bytes()) for part in parts) <= 60_000
