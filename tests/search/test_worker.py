"""The worker's side of the theme's protocol: one reply to each message, whatever it holds."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from studyguide.model import Guide
from studyguide.search.documents import SearchDocument
from studyguide.search.index import FORMAT
from studyguide.search.stemming import stem
from studyguide.search.words import write_words
from studyguide.search.worker import PARTS
from tests.browser.test_budgets import compressed
from tests.projects import ROOT
from tests.search.searcher import MATCH, QUERY, Searcher

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
        assert item["terms"] == {}
        assert item["text"] == ""


@pytest.mark.parametrize("change", [{"format": FORMAT + 1}, {"format": None}])
def test_an_index_of_another_format_finds_nothing_but_is_answered(
    browser: Browser, bicycle_site: Path, change: dict[str, object]
) -> None:
    searcher = Searcher.start(browser.new_page(), bicycle_site)
    assert searcher.find("brake")
    searcher.set_up(**change)
    assert searcher.find("brake") == []
    searcher.page.close()


def test_a_fault_of_the_engine_is_answered_with_nothing(browser: Browser, bicycle_site: Path) -> None:
    searcher = Searcher.start(browser.new_page(), bicycle_site)
    searcher.hold_documents([{"location": "x"}])  # no title
    assert searcher.send([{"type": QUERY, "data": "brake"}]) == [{"type": 3, "data": {"items": []}}]
    searcher.page.close()


def test_titles_and_tags_are_escaped_and_marked(browser: Browser, bicycle_site: Path) -> None:
    searcher = Searcher.start(browser.new_page(), bicycle_site)
    title = '<img src=x onerror=alert(1)> & "brake"'
    docs = [{"location": "#x", "title": title, "kind": "question", "tags": ["<b>bold</b>"]}]
    searcher.hold_documents(docs)
    (reply,) = searcher.send([{"type": QUERY, "data": "brake"}])
    ((item,),) = reply["data"]["items"]
    assert (
        item["title"] == "&#60;img src=x onerror=alert(1)&#62; &#38; &#34;<mark>brake</mark>&#34; "
        "<small>&#60;b&#62;bold&#60;/b&#62;</small>"
    )
    searcher.page.close()


def test_a_row_shows_title_topic_level_and_the_sentence_that_matched(searcher: Searcher, guide: Guide) -> None:
    (reply,) = searcher.send([{"type": QUERY, "data": "cold start"}])
    ((item,), *_) = reply["data"]["items"]
    question = guide.question_by_id["lambda-cold-start"]
    topic, level = guide.topic_by_id[question.topic].name, guide.level_by_id[question.level].name
    shown = item["title"].replace("<mark>", "").replace("</mark>", "")
    head, sentence = shown.split("<span data-search-sentence> ")
    assert head == f"{question.title} <small>{topic} · {level}</small>"
    assert html.unescape(sentence.removesuffix("</span>")) in question.short.text + " ".join(
        point.text for point in question.key_points
    )
    assert "cold" in sentence
    assert item["location"] == "questions/serverless/?h=cold%20start#lambda-cold-start-answer"


def test_words_of_the_depth_are_named_where_no_sentence_holds_them(searcher: Searcher) -> None:
    (reply,) = searcher.send([{"type": QUERY, "data": "sigterm"}])
    ((item,), *_) = reply["data"]["items"]
    assert "In the full answer: <mark>sigterm</mark>." in item["title"]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("vpc peering", {}),
        ("vpc peerng", {"missing": [], "shown": "vpc peering", "typed": "vpc peerng"}),
        ("s3 hindi", {"missing": ["hindi"], "shown": "s3", "typed": ""}),
        ('"vpc peerng"', {"missing": ["peerng"], "shown": "vpc", "typed": ""}),
        ("dynmo db", {"missing": [], "shown": "dynamodb", "typed": "dynmo db"}),
        ("lambda привет", {"missing": ["привет"], "shown": "lambda", "typed": ""}),
        ("привет", {}),
    ],
)
def test_the_worker_says_what_it_made_of_a_query(searcher: Searcher, query: str, note: dict[str, object]) -> None:
    assert searcher.note(query) == note


def test_the_note_stands_in_the_first_row_as_text(searcher: Searcher) -> None:
    (reply,) = searcher.send([{"type": QUERY, "data": 'vpc peerng <img src=x> "'}])
    (first,), (second,), *_ = reply["data"]["items"]
    assert "data-search-note" in first["title"]
    assert "data-search-note" not in second["title"]
    assert "<img" not in first["title"]
    assert '"' not in first["title"].partition('data-search-note="')[2].partition('"></span>')[0]


def test_the_filter_gets_the_questions_that_the_box_shows(searcher: Searcher, guide: Guide) -> None:
    known = set(guide.question_by_id)
    for query in ("vpc peerng", "s3", "how do I pay less", "xyzzy", ""):
        (reply,) = searcher.send([{"type": MATCH, "data": query}])
        shown = [name for name in searcher.find(query) if name in known]
        assert reply["data"]["ids"][: len(shown)] == shown


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
    (reply,) = searcher.send([{"type": QUERY, "data": "what is cloudfo"}])
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


def test_words_of_documents_far_apart_are_found(browser: Browser, bicycle_site: Path) -> None:
    searcher = Searcher.start(browser.new_page(), bicycle_site)
    holders = (0, 40, 1_000)  # steps that one character writes, two characters and, at 936 and more, three
    documents = [
        SearchDocument(f"x/#bike-{number}", f"Bike {number}", "page", text="saddlebag" if number in holders else "pump")
        for number in range(1_001)
    ]
    first = {"documents": [document.as_json() for document in documents], "stopWords": [], "genericWords": []}
    first |= {"synonyms": [], "everyday": []}
    searcher.hold({"documents": json.dumps(first), "words": write_words(documents), "sentences": ""})
    searcher.set_up()
    ((reply),) = searcher.send([{"type": QUERY, "data": "saddlebag"}])
    found = {group[0]["location"] for group in reply["data"]["items"]}
    assert found == {f"x/#bike-{number}" for number in holders}
    searcher.page.close()


def test_the_engine_is_of_small_parts_that_need_nothing() -> None:
    folder = ROOT / "docs/assets/javascripts/search"
    assert {file.name for file in folder.iterdir()} == set(PARTS)
    for part in PARTS:
        lines = (folder / part).read_text("utf-8").splitlines()
        assert len(lines) <= 300, part
        assert not any(line.lstrip().startswith(("import ", "export ")) or "require(" in line for line in lines)


def test_what_loads_with_a_page_does_not_grow_with_the_guide(built_site: Path, bicycle_site: Path) -> None:
    def loaded(site: Path) -> int:
        (script,) = (site / "assets" / "javascripts").glob("search.*.js")
        return sum(compressed(file.read_bytes()) for file in (script, site / "search" / "search_index.json"))

    assert loaded(built_site) <= 12_000
    assert abs(loaded(built_site) - loaded(bicycle_site)) <= 100


def test_the_budget_of_bytes_for_the_first_query_holds(built_site: Path, guide: Guide) -> None:
    index = json.loads((built_site / "search" / "search_index.json").read_text("utf-8"))
    parts = [(built_site / part).read_bytes() for part in index["config"]["parts"].values()]
    assert sum(map(compressed, parts)) <= 1_200 * len(guide.questions)
