"""What the search looks through, before any script reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.model import Guide
from studyguide.references import Reference
from studyguide.search.documents import SearchDocument, Section, search_documents
from studyguide.search.index import FORMAT, index_files, search_index
from studyguide.search.stemming import stem
from studyguide.search.words import read_steps, write_steps, write_words
from studyguide.search.worker import FOLDER, PARTS, search_worker
from studyguide.theme import INDEX


def locate(reference: Reference) -> str:
    """An address that says what it leads to."""
    return f"{reference.scheme}/#{reference.target}"


def words(*documents: SearchDocument) -> dict[str, str]:
    """The documents of each word, as the words of an index hold them."""
    written, _, lists = write_words(documents).partition("\n\n")
    full = [""]
    for word in written.split("\n"):
        full.append(full[-1][: int(word[0], 36)] + word[1:])
    stems = dict.fromkeys(stem(word) for word in full[1:])
    by_stem = dict(zip(stems, lists.split("\n"), strict=True))
    return {word: by_stem[stem(word)] for word in full[1:]}


def page(text: str, depth: str = "") -> SearchDocument:
    """A document with nothing but text."""
    return SearchDocument("x/", "X", "page", text=text, depth=depth)


def test_everything_is_there_questions_first(bicycle_guide: Guide) -> None:
    section = Section("faq/#tools", "Which tools?", "Questions", "A pump.")
    documents = search_documents(bicycle_guide, locate, [section])
    kinds = [document.kind for document in documents]
    assert kinds == sorted(kinds, key=["question", "table", "path", "page"].index)
    assert [document.title for document in documents if document.kind == "question"] == [
        question.title for question in bicycle_guide.questions
    ]
    assert documents[-1] == SearchDocument(
        "faq/#tools", "Which tools?", "page", tags=("Questions",), text="A pump.", sentences=("A pump.",)
    )


def test_lists_of_what_the_guide_has_are_pages_too(bicycle_guide: Guide) -> None:
    def pages(guide: Guide) -> list[str]:
        return [document.title for document in search_documents(guide, locate) if document.kind == "page"]

    topics_and_levels = ["Wheels & tyres", "Brakes", "Apprentice questions", "Master questions"]
    assert pages(bicycle_guide) == [
        *topics_and_levels,
        "All comparison tables",
        "All role paths",
        "Glossary",
        "Downloads",
    ]
    bare = bicycle_guide.model_copy(update={"comparisons": (), "paths": (), "abbreviations": ()})
    assert pages(bare) == [*topics_and_levels, "Downloads"]


def test_a_question_leads_to_its_answer_and_is_known_by_all_its_names(bicycle_guide: Guide) -> None:
    documents = search_documents(bicycle_guide, locate)
    question = bicycle_guide.question_by_id["bleed-a-brake"]
    document = next(document for document in documents if document.title == question.title)
    assert document.location == "question/#bleed-a-brake-answer"
    assert {*question.aliases, question.label} <= set(document.aliases)
    assert document.tags == ("Brakes", bicycle_guide.level_by_id[question.level].name)
    for fragment in (question.short, *question.key_points):
        assert fragment.text in document.text
    assert question.detail.text in document.depth


def test_a_title_of_the_form_what_is_x_gives_the_name_x(guide: Guide) -> None:
    document = next(
        document for document in search_documents(guide, locate) if document.location.endswith("#what-is-iam-answer")
    )
    assert any("iam" in alias.lower().split() for alias in document.aliases)


def test_a_table_stands_behind_the_questions_that_show_it(guide: Guide) -> None:
    documents = search_documents(guide, locate)
    table = next(document for document in documents if document.location == "comparison/#sg-vs-nacl")
    assert [documents[place].location for place in table.behind] == ["question/#security-groups-vs-nacls-answer"]


def test_words_are_folded_and_kept_once_with_steps_between_documents() -> None:
    found = words(page("Café café multi-AZ don't"), page("none"), page("cafes"), *[page("x1")] * 37, page("none"))
    assert found["cafe"] == "02"
    assert found["multi"] == found["az"] == "0"
    assert found["dont"] == "0"
    assert found["none"] == "1B3"  # 39 documents on: once 36, and 3


@given(st.sets(st.integers(0, 100_000)).map(sorted))
def test_steps_are_read_as_they_were_written(numbers: list[int]) -> None:
    written = write_steps(numbers)
    assert list(read_steps(written)) == numbers
    assert re.fullmatch("([A-Z]*[0-9a-z])*", written)


def test_a_step_below_36_takes_one_character() -> None:
    assert write_steps([0, 1, 36, 72, 72 + 36 * 26]) == "01zB0BA0"


def test_words_of_the_depth_stand_apart_however_common() -> None:
    usual = [page("other", "usual")] * 40
    found = words(page("own", "rare"), page("rare own"), page("x1", "rare"), *usual)
    assert found["own"] == "01"
    assert found["rare"] == "1/02"
    assert found["usual"] == "/3" + "1" * 39


def test_a_word_that_every_document_holds_is_kept() -> None:
    assert words(*[page("common")] * 50)["common"] == "0" + "1" * 49


def test_all_forms_of_a_word_share_their_documents() -> None:
    assert words(page("replications"), page("replication"), page("instances instance")) == {
        "instance": "2",
        "instances": "2",
        "replication": "01",
        "replications": "01",
    }


def test_the_sentences_of_a_document_stand_on_its_line(bicycle_guide: Guide) -> None:
    documents = search_documents(bicycle_guide, locate)
    lines = search_index(documents, bicycle_guide).sentences.split("\n")
    assert len(lines) == len(documents)
    question = bicycle_guide.questions[0]
    sentences = lines[0].split("\t")
    assert " ".join(sentences).startswith(" ".join(question.short.text.split()))
    assert all(point.text in sentences for point in question.key_points)
    assert not any(pitfall.say.text in sentences for pitfall in question.pitfalls), "a row would show it as an answer"


def test_what_a_guide_says_about_words_is_in_the_index(bicycle_guide: Guide) -> None:
    first = json.loads(search_index(search_documents(bicycle_guide, locate), bicycle_guide).documents)
    assert first["genericWords"] == ["bicycle", "bike"]
    assert "how" in first["stopWords"]
    assert ["PSI", "pounds per square inch"] in first["synonyms"]
    assert first["everyday"] == [[["air", "soft tyre"], ["inner tube"]]]
    assert [document["title"] for document in first["documents"]][:1] == [bicycle_guide.questions[0].title]


@pytest.mark.parametrize("guide_given", [True, False])
def test_what_loads_with_a_page_only_names_the_parts(bicycle_guide: Guide, guide_given: bool) -> None:
    index = search_index(search_documents(bicycle_guide, locate), bicycle_guide if guide_given else None)
    first, *parts = index_files(index, {"lang": ["en"], "separator": "-"})
    assert first.uri == INDEX
    assert isinstance(first.content, bytes)
    value = json.loads(first.content)
    assert value["docs"] == []
    assert value["config"]["lang"] == ["en"]
    assert value["config"]["format"] == FORMAT
    assert list(value["config"]["parts"].values()) == [file.uri for file in parts]
    assert [file.content for file in parts] == [
        index.documents.encode(),
        index.words.encode(),
        index.sentences.encode(),
    ]


def test_a_copy_to_read_from_disk_gets_its_index_as_a_script() -> None:
    *_, script = index_files(search_index([page("one")], None), {}, for_disk=True)
    assert script.uri == "search/search_index.js"
    assert isinstance(script.content, bytes)
    assert script.content.startswith(b"var __index = {")
    assert b", searchParts = {" in script.content


def write_parts(docs: Path, **texts: str) -> None:
    (docs / FOLDER).mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        (docs / FOLDER / part).write_text(texts.get(part.removesuffix(".js"), ""), "utf-8")


def test_the_name_of_each_file_changes_with_its_content(tmp_path: Path) -> None:
    one, two = (search_index([page(text)], None).parts["words"].uri for text in ("one", "two"))
    assert one != two
    write_parts(tmp_path, text="// a comment\nconst a = 1;\n", index="/**\n * a comment\n */\nconst b = 2; // kept\n")
    worker = search_worker(tmp_path)
    assert isinstance(worker.content, bytes)
    script = worker.content.decode()
    assert "a comment" not in script
    assert "// kept" in script
    assert script.index("const a") < script.index("const b")
    assert script.startswith('"use strict";\n(() => {')
    write_parts(tmp_path, text="const a = 1;\n")
    assert search_worker(tmp_path).uri != worker.uri
