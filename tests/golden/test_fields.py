"""Every field of every model reaches the outputs: pages, search and book. A field forgotten in one of them fails here.

Each text of the tiny guide is replaced by a word that stands nowhere else, and the pages must hold all these words.
Values that are no texts (numbers, days, lists of ids) are changed, and the pages must change with them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from studyguide.book.build_stamp import BuildStamp
from studyguide.book.edition import compose, editions
from studyguide.book.render_warnings import RenderWarnings
from studyguide.downloads import FULL
from studyguide.markup import Fragment
from studyguide.model import Guide
from studyguide.pages.rendering import render_pages
from studyguide.practice.files import practice_files
from studyguide.reading.loading import load_guide
from studyguide.search.documents import search_documents
from studyguide.search.index import search_index
from tests.projects import BICYCLE, copy_data, grow_old

Field = tuple[str, str]
"""A model and one of its fields, by name."""

Change = Callable[[Field, Any], Any]

CHANGES: Mapping[Field, Callable[[Any], Any]] = {
    ("Settings", "words_per_minute"): lambda words: words // 2,
    ("Settings", "featured"): lambda ids: (),
    ("Settings", "recheck_after_days"): lambda days: 1,
    ("Level", "minutes"): lambda minutes: minutes + 50,
    ("Kind", "extra_minutes"): lambda minutes: minutes + 50,
    ("Question", "topic"): lambda topic: "brakes",
    ("Question", "level"): lambda level: "master",
    ("Question", "kind"): lambda kind: "idea",
    ("Question", "roles"): lambda roles: ("shop-owner", "mechanic"),
    ("Question", "comparison"): lambda table: None,
    ("Question", "diagram"): lambda diagram: None,
    ("Comparison", "diagram"): lambda diagram: None,
    ("Picture", "width"): lambda width: width + 1,
    ("Picture", "height"): lambda height: height + 1,
    ("Abbreviation", "question"): lambda question: None,
    ("Question", "related"): lambda ids: (),
    ("Question", "verified"): lambda day: day + dt.timedelta(days=1),
    ("Question", "redirect_from"): lambda ids: (),
    ("Comparison", "verified"): lambda day: day + dt.timedelta(days=1),
    ("Comparison", "redirect_from"): lambda ids: (),
    ("LearningPath", "redirect_from"): lambda ids: (),
    ("Level", "redirect_from"): lambda ids: (),
    ("Topic", "redirect_from"): lambda ids: (),
    ("PublishedId", "kind"): lambda kind: "level",
    ("PublishedId", "topic"): lambda topic: "saddles",
    ("Stage", "questions"): lambda ids: (),
    ("Stage", "comparisons"): lambda ids: (),
    ("ChoiceOption", "right"): lambda right: not right,
    ("Origin", "path"): lambda path: path + "x",
    ("Origin", "line"): lambda line: line + 1,
}

SEARCHED = "for the search and the checks; tests/unit/test_search.py and test_names.py look at it"

NOT_SHOWN: Mapping[Field, str] = {
    ("Settings", "shared_aliases"): SEARCHED,
    ("Settings", "generic_words"): SEARCHED,
    ("Settings", "stop_words"): SEARCHED,
    ("EverydayWord", "say"): SEARCHED,
    ("EverydayWord", "means"): SEARCHED,
    ("Term", "names"): SEARCHED,
    ("Term", "say"): SEARCHED,
    ("Term", "because"): SEARCHED,
    ("Term", "discussed_in"): "for the checks; tests/unit/reading/test_checks.py looks at it",
    ("Settings", "longest_spoken_sentence"): "a rule for editors; tests/unit/reading/test_names.py looks at it",
    ("Kind", "steps"): "a rule for editors; the steps themselves are shown",
    ("Picture", "svg"): "a file of its own; tests/unit/pages/test_pictures.py and tests/book look at it",
}


NOT_SEARCHED: Mapping[Field, str] = {
    **dict.fromkeys([("Source", "title"), ("Source", "url")], "a title of another site leads away from the guide"),
    **dict.fromkeys(
        [("Settings", name) for name in ("title", "headline", "summary", "note", "imprint")], "on every page, or on one"
    ),
    **dict.fromkeys(
        [("Level", "about"), ("Kind", "name"), ("Role", "name"), ("Topic", "intro")],
        "about many questions, and so about none",
    ),
    **dict.fromkeys([("Choice", "pick"), ("Choice", "avoid"), ("Item", "in_short")], "repeats what the cells say"),
    **dict.fromkeys([("Criterion", "name"), ("CriteriaGroup", "name")], "the same words in every table"),
    **dict.fromkeys(
        [("Stage", "goal"), ("Stage", "drill"), ("LearningPath", "prerequisites")], "for readers who are on the path"
    ),
    ("Step", "command"): "commands are not what readers remember",
    **dict.fromkeys(
        [("ChoiceQuestion", "ask"), ("ChoiceOption", "text"), ("ChoiceOption", "why")],
        "for the warm-up; wrong options would be found for what they are not",
    ),
    ("Diagram", "alt"): "the description says it too",
}


NOT_PRINTED: Mapping[Field, str] = {
    ("Question", "asked_as"): "for the search",
    **dict.fromkeys(
        [("ChoiceQuestion", "ask"), ("ChoiceOption", "text"), ("ChoiceOption", "why")], "for the warm-up on the site"
    ),
    ("Question", "label"): "only where another answer refers to it",
    ("Settings", "summary"): "the home page says it",
}


def test_every_text_is_shown(shown_guide: Guide) -> None:
    words, guide = marked(shown_guide)
    assert len(words) > 100
    assert lost(words, rendered(guide)) == set()


def test_every_text_is_searched_or_left_out_for_a_reason(shown_guide: Guide) -> None:
    words, guide = marked(shown_guide)
    documents = search_documents(guide, lambda reference: str(reference))
    index = search_index(documents, guide)
    text = json.dumps([dataclasses.asdict(document) for document in documents]) + index.documents
    assert lost(words, text) == set(NOT_SEARCHED)


def test_every_text_is_printed_or_left_out_for_a_reason(shown_guide: Guide) -> None:
    words, guide = marked(shown_guide)
    (edition,) = (edition for edition in editions(guide) if edition.name == FULL)
    tree = compose(
        BICYCLE, guide, edition, BuildStamp(dt.datetime(2026, 12, 1, tzinfo=dt.UTC)), RenderWarnings(BICYCLE)
    )
    assert lost(words, json.dumps(tree)) == set(NOT_PRINTED)


@pytest.mark.parametrize("field", CHANGES, ids=".".join)
def test_a_value_that_is_no_text_changes_the_pages(field: Field, shown_guide: Guide) -> None:
    other = changed(shown_guide, lambda place, value: CHANGES[field](value) if place == field else value)
    assert rendered(other) != rendered(shown_guide)


def test_the_tiny_guide_has_a_value_for_every_field(shown_guide: Guide) -> None:
    models: set[type[BaseModel]] = set()
    used: set[Field] = set()

    def note(value: object, field: Field) -> None:
        if isinstance(value, BaseModel):
            models.add(type(value))
            for name in type(value).model_fields:
                note(getattr(value, name), (type(value).__name__, name))
        elif isinstance(value, (tuple, dict)):
            for item in value.values() if isinstance(value, dict) else value:
                note(item, field)
        if value not in (None, (), {}):
            used.add(field)

    note(shown_guide, ("", ""))
    known = {(model.__name__, name) for model in models for name in model.model_fields}
    assert known - used == {("Settings", "shared_aliases"), ("Term", "discussed_in"), ("Guide", "digests")}
    assert (CHANGES.keys() | NOT_SHOWN.keys()) - known == set(), "no such field any more"


def marked(guide: Guide) -> tuple[dict[str, Field], Guide]:
    """Replace each text of a guide with a word of its own, and list these words with their fields."""
    words: dict[str, Field] = {}

    def word(field: Field, value: Any) -> Any:
        if field in CHANGES or field in NOT_SHOWN or field[1] == "id" or value is None:
            return value
        text = f"qz{len(words)}qz"
        words[text] = field
        return Fragment(text, text) if isinstance(value, Fragment) else text

    return words, changed(guide, word)


def lost(words: Mapping[str, Field], output: str) -> set[Field]:
    """The fields whose words an output does not hold."""
    return {field for text, field in words.items() if text not in output}


@pytest.fixture(scope="module")
def shown_guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The tiny guide with a past, without the topic and the stage that have no question yet: those are left out."""
    project = copy_data(BICYCLE, tmp_path_factory.mktemp("fields") / "bicycle")
    grow_old(project)
    guide = load_guide(project)
    settings = guide.settings.model_copy(update={"topics": guide.shown_topics})
    paths = tuple(path.model_copy(update={"stages": path.shown_stages}) for path in guide.paths)
    return guide.model_copy(update={"settings": settings, "paths": paths, "digests": {}})  # digests are no content


def changed(value: Any, change: Change, field: Field = ("", "")) -> Any:
    """Make a copy of a model in which every value that is no model went through ``change``."""
    if isinstance(value, BaseModel):
        model = type(value)
        parts = {name: changed(getattr(value, name), change, (model.__name__, name)) for name in model.model_fields}
        return model.model_construct(**parts)
    if isinstance(value, dict):
        return {key: changed(item, change, field) for key, item in value.items()}
    if isinstance(value, tuple) and field not in CHANGES:
        return tuple(changed(item, change, field) for item in value)
    return change(field, value)


def rendered(guide: Guide) -> str:
    """All pages with their addresses, and what practice loads, as one text."""
    pages = render_pages(guide, "https://example.org/someone/guide", day=dt.date(2026, 12, 1))
    files = practice_files(guide, str, "").all
    return "\n".join([*(f"{page.uri}\n{page.text}" for page in pages), *(str(file.content) for file in files)])
