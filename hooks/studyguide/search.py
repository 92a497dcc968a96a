"""What the search looks through: compact documents, the words of their texts, and the worker's script.

The index comes in two parts. The first holds titles, other names and addresses and is loaded with every page; the
second holds the words of the texts and is fetched when somebody searches. A text is kept as its distinct words,
because ranking asks whether a word is there, hardly how often, and forms of one word
stand together.
"""

from __future__ import annotations

import hashlib
import json
import re
import string
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal

from studyguide.markup import Fragment, Reference
from studyguide.model import Comparison, Guide, LearningPath, Question

FORMAT = 1
"""The shape of the index. Raise it, here and in worker.js, when an older script could not read the index."""

RARE = 3
"""A word of the depth is kept if at most so many documents hold it there: more of them do not tell documents apart."""

COMMON_SHARE, COMMON_COUNT = 0.33, 10
"""A word that stands in more than this share of all documents, and in more than this many, tells nothing."""

_WORD = re.compile("[a-z0-9]+")
_COMMENT_LINE = re.compile(r"^ *(?://|/\*\*|\*).*\n", re.MULTILINE)
_SUBJECT = re.compile(r"what (?:is|are) (?:an? |the )?(.+?)(?:,|\?| and | good | for )", re.IGNORECASE)
_DIGITS = string.digits + string.ascii_lowercase


@dataclass(frozen=True)
class Section:
    """A part of a page written by hand.

    Attributes:
        location: Its address, relative to the site, with the anchor of its heading.
        title: Its heading.
        page: The title of the page.
        text: Its words.
    """

    location: str
    title: str
    page: str
    text: str


@dataclass(frozen=True)
class SearchDocument:
    """A row that a search can find.

    Attributes:
        location: Its address, relative to the site.
        title: What the row says.
        kind: What it leads to.
        aliases: Other names of it.
        tags: What stands beside the title; the first is its topic.
        versus: Whether it compares things.
        behind: Places of the documents that come first where both answer a query.
        text: Text that is about its subject.
        depth: Text that mentions much else too.
    """

    location: str
    title: str
    kind: Literal["question", "table", "path", "page"]
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    versus: bool = False
    behind: tuple[int, ...] = ()
    text: str = ""
    depth: str = ""

    def as_json(self) -> dict[str, Any]:
        """Write what the worker needs; what is empty is left out."""
        fields: dict[str, Any] = {"location": self.location, "title": self.title, "kind": self.kind}
        optional = {"aliases": self.aliases, "tags": self.tags, "versus": self.versus, "behind": self.behind}
        return fields | {name: value for name, value in optional.items() if value}


@dataclass(frozen=True)
class SearchIndex:
    """The index in its two parts.

    Attributes:
        config: What the worker is told, besides what the theme needs.
        documents: The first part, as JSON values.
        words: The second part: all words, and for each the documents that hold it.
        words_name: The file of the second part; its name changes with its content.
    """

    config: dict[str, Any]
    documents: list[dict[str, Any]]
    words: str
    words_name: str


def search_documents(
    guide: Guide, locate: Callable[[Reference], str], sections: Sequence[Section] = ()
) -> list[SearchDocument]:
    """List everything that can be found.

    Args:
        guide: The guide.
        locate: Gives the address of a part of the guide, relative to the site.
        sections: The parts of pages written by hand.

    Returns:
        Questions first, then tables, paths and pages, each in the guide's order.
    """
    place = {question.id: number for number, question in enumerate(guide.questions)}
    documents = [_question(question, guide, locate) for question in guide.questions]
    documents += [_table(table, guide, locate, place) for table in guide.comparisons]
    documents += [_path(path, locate) for path in guide.paths]
    documents += _lists(guide, locate)
    documents += [
        SearchDocument(
            location=section.location,
            title=section.title,
            kind="page",
            tags=() if section.title == section.page else (section.page,),
            text=section.text,
        )
        for section in sections
    ]
    return documents


def search_index(documents: Sequence[SearchDocument], guide: Guide | None) -> SearchIndex:
    """Make the index.

    Args:
        documents: What can be found.
        guide: Gives the abbreviations and the old names; None while the guide cannot be used.
    """
    words = _words(documents)
    name = f"search/words.{_hash(words)}.txt"
    config = {"format": FORMAT, "words": name, "synonyms": _synonyms(guide) if guide else []}
    return SearchIndex(config, [document.as_json() for document in documents], words, name)


def worker_script(parts: Sequence[str]) -> tuple[str, str]:
    """Join the parts of the worker into one classic script.

    Args:
        parts: The texts of the files, in the order in which they build on each other.

    Returns:
        The script's file, whose name changes with its content, and its text, without lines that are only comment.
    """
    script = '"use strict";\n(() => {\n' + _COMMENT_LINE.sub("", "\n".join(parts)) + "\n})();\n"
    return f"assets/javascripts/search.{_hash(script)}.js", script


def _question(question: Question, guide: Guide, locate: Callable[[Reference], str]) -> SearchDocument:
    subject = _SUBJECT.match(question.title)
    names = (*question.aliases, question.label, *((subject[1],) if subject else ()))
    text = [
        question.short,
        *question.key_points,
        *(follow_up.ask for follow_up in question.follow_ups),
        *(pitfall.say for pitfall in question.pitfalls),
        *(step.do for step in question.steps),
    ]
    depth = [
        question.detail,
        *(follow_up.answer for follow_up in question.follow_ups),
        *(pitfall.fact for pitfall in question.pitfalls),
        *(step.look_for for step in question.steps),
        question.stands_out,
    ]
    return SearchDocument(
        location=locate(Reference("question", question.id)) + question.answer_anchor.removeprefix(question.id),
        title=question.title,
        kind="question",
        aliases=tuple(dict.fromkeys(names)),
        tags=(guide.topic_by_id[question.topic].name, guide.level_by_id[question.level].name),
        versus=question.comparison is not None or question.kind == "comparison",
        text=" ".join([*question.asked_as, _text(text), *_explained(question, guide)]),
        depth=_text(depth),
    )


def _explained(question: Question, guide: Guide) -> Iterator[str]:
    """The short forms that the glossary says this question explains."""
    for item in guide.abbreviations:
        if item.question == question.id:
            yield f"{item.short} {item.long}"


def _table(
    table: Comparison, guide: Guide, locate: Callable[[Reference], str], place: dict[str, int]
) -> SearchDocument:
    cells = [cell for group in table.groups for row in group.criteria for cell in row.cells.values()]
    names = [item.name for item in table.items]
    questions = guide.questions_of(comparison=table.id)
    return SearchDocument(
        location=locate(Reference("comparison", table.id)),
        title=table.title,
        kind="table",
        aliases=tuple(dict.fromkeys(alias for question in questions for alias in question.aliases)),
        tags=("Comparison table",),
        versus=True,
        behind=tuple(place[question.id] for question in questions),
        text=" ".join([table.question, table.summary.text, table.trap.text, *names]),
        depth=_text(cells),
    )


def _path(path: LearningPath, locate: Callable[[Reference], str]) -> SearchDocument:
    return SearchDocument(
        location=locate(Reference("path", path.id)),
        title=path.title,
        kind="path",
        aliases=(f"{path.title} learning path", f"{path.title} interview questions", f"{path.title} study plan"),
        tags=("Role path",),
        text=" ".join([path.audience.text, path.outcome.text, *(stage.title for stage in path.shown_stages)]),
    )


def _lists(guide: Guide, locate: Callable[[Reference], str]) -> Iterator[SearchDocument]:
    """The pages that lead to others, under the words in which readers ask for them."""

    def page(scheme: str, target: str, title: str, *aliases: str, tag: str = "") -> SearchDocument:
        tags = (tag,) if tag else ()
        return SearchDocument(locate(Reference(scheme, target)), title, "page", aliases, tags)

    for topic in guide.shown_topics:
        names = (f"{topic.name} questions", f"{topic.name} interview questions")
        yield page("topic", topic.id, topic.name, *names, tag="Topic")
    for level in guide.shown_levels:
        yield page("level", level.id, f"{level.name} questions", f"{level.name} interview questions", tag="Level")
    if guide.comparisons:
        yield page("page", "comparisons", "All comparison tables", "comparisons")
    if guide.paths:
        yield page("page", "paths", "All role paths", "learning paths", "study plans")
    if guide.abbreviations:
        yield page("page", "glossary", "Glossary", "abbreviations", "short forms", "acronyms")
    yield page("page", "downloads", "Downloads", "PDF", "book", "ebook", "offline copy", "print", "download PDF")


def _synonyms(guide: Guide) -> list[tuple[str, str]]:
    """Pairs of names for the same thing: short and long forms, old names and new ones."""
    old = [(name, term.say) for term in guide.terms for name in term.names]
    return [(item.short, item.long) for item in guide.abbreviations] + old


def _text(fragments: Sequence[Fragment]) -> str:
    return " ".join(fragment.text for fragment in fragments)


def _words(documents: Sequence[SearchDocument]) -> str:
    """Write all words, then in a second block a line for each with the documents that hold it or another form of it.

    A word is written as the number of letters that it shares with the word before, one digit to base 36, and the
    rest. Documents are written as steps from one to the next, to base 36; after a slash come those that hold the word
    only in their depth. A word without documents is known, but tells nothing; the worker leaves it out of a query.
    """
    forms: dict[str, str] = {}
    holders: dict[str, tuple[list[int], list[int]]] = {}
    for number, document in enumerate(documents):
        text, depth = _forms(document.text), _forms(document.depth)
        for term, form in {**depth, **text}.items():
            forms[term] = min(forms.get(term, form), form, key=_shortest)
            holders.setdefault(term, ([], []))[term not in text].append(number)
    most = max(COMMON_COUNT, COMMON_SHARE * len(documents))
    words, lists = [], []
    before = ""
    for term in sorted(holders, key=lambda term: forms[term]):
        about, mentions = holders[term]
        if len(mentions) > RARE:
            mentions = []
        if len(about) > most:
            about, mentions = [], []
        word = forms[term]
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
        shared = min(sum(1 for _ in alike), len(_DIGITS) - 1)
        words.append(_DIGITS[shared] + word[shared:])
        lists.append(" ".join(_steps(about)) + ("/" + " ".join(_steps(mentions)) if mentions else ""))
        before = word
    return "\n".join(words) + "\n\n" + "\n".join(lists)


def _forms(text: str) -> dict[str, str]:
    """The words of a text by their stems; of several forms the shortest."""
    found: dict[str, str] = {}
    for word in sorted(_distinct(text), key=_shortest):
        found.setdefault(stem(word), word)
    return found


def _shortest(word: str) -> tuple[int, str]:
    return len(word), word


def _distinct(text: str) -> set[str]:
    """The words of a text, folded and taken apart as the worker does it with a query."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return {word for word in _WORD.findall(re.sub("['’]", "", plain).lower()) if len(word) > 1}


def stem(word: str) -> str:
    """Cut a word to a stem, as ``stem`` in text.js does it; a test holds the two against each other.

    Args:
        word: A word in lower case, of letters and digits only.

    Returns:
        The stem, which need not be a word.
    """
    if len(word) < 4 or re.search(r"\d", word):
        return word
    root = word
    if re.search("(ss|sh|ch|x)es$", root):
        root = root[:-2]
    elif re.search(".ies$", root):
        root = root[:-3] + "y"
    elif re.search("[^sui]s$", root):
        root = root[:-1]
    root = re.sub("our$", "or", re.sub("is(e|ed|er|ing|ation)$", r"iz\1", root))
    bare = re.sub("(?<=.{4})ed$", "", re.sub("(?<=.{3})(ing|ion)$", "", re.sub("(?<=iz)ation$", "", root)))
    if bare != root:
        root = re.sub(r"([bdgmnprt])\1$", r"\1", bare)
    return re.sub("(?<=..)e$", "", root)


def _steps(numbers: list[int]) -> Iterator[str]:
    before = 0
    for number in numbers:
        yield base36(number - before)
        before = number


def base36(number: int) -> str:
    """Write a number as the worker reads it: with the digits 0 to 9 and a to z."""
    rest, digit = divmod(number, 36)
    return (base36(rest) if rest else "") + _DIGITS[digit]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def index_json(index: SearchIndex, theme_config: dict[str, Any]) -> str:
    """Write the first part as the theme expects it.

    Args:
        index: The index.
        theme_config: What the theme's own search plugin says; the theme needs it for marking words.
    """
    value = {"config": {**theme_config, **index.config}, "docs": index.documents}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
