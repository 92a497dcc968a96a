"""What the search looks through: compact documents, the words of their texts, and the worker's script.

The index comes in two parts. The first holds titles, other names and addresses and is loaded with every page; the
second holds the words of the texts and is fetched when somebody searches. A text is kept as its distinct words,
because ranking asks whether a word is there, hardly how often.
"""

from __future__ import annotations

import hashlib
import json
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from studyguide.markup import Fragment, Reference
from studyguide.model import Comparison, Guide, LearningPath, Question

FORMAT = 1
"""The shape of the index. Raise it, here and in worker.js, when an older script could not read the index."""

RARE = 2
"""A word of the depth of an answer is kept if at most so many documents hold it; others do not tell documents apart."""

COMMON_SHARE, COMMON_COUNT = 0.25, 10
"""A word that stands in more than this share of all documents, and in more than this many, tells nothing."""

_WORD = re.compile(r"[a-z0-9]+(?:[-/.&+_][a-z0-9]+)*")
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
        spoken: Text that is about the document's subject.
        depth: Text that mentions much else too.
    """

    location: str
    title: str
    kind: Literal["question", "table", "path", "page"]
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    versus: bool = False
    behind: tuple[int, ...] = ()
    spoken: str = ""
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
        words: The second part: a line for each word, with the documents that hold it.
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
    if guide.abbreviations:
        documents.append(
            SearchDocument(
                location=locate(Reference("page", "glossary")),
                title="Glossary",
                kind="page",
                aliases=("abbreviations", "short forms", "acronyms"),
            )
        )
    documents += [
        SearchDocument(
            location=section.location,
            title=section.title,
            kind="page",
            tags=() if section.title == section.page else (section.page,),
            spoken=section.text,
        )
        for section in sections
    ]
    return documents


def search_index(documents: Sequence[SearchDocument], guide: Guide | None) -> SearchIndex:
    """Make the index.

    Args:
        documents: What can be found.
        guide: Gives the abbreviations; None while the guide cannot be used.
    """
    abbreviations = {item.short: item.long for item in guide.abbreviations} if guide else {}
    words = _words(documents)
    name = f"search/words.{_hash(words)}.txt"
    config = {"format": FORMAT, "words": name, "abbreviations": abbreviations}
    return SearchIndex(config, [document.as_json() for document in documents], words, name)


def worker_script(parts: Sequence[str]) -> tuple[str, str]:
    """Join the parts of the worker into one classic script.

    Args:
        parts: The texts of the files, in the order in which they build on each other.

    Returns:
        The script's file, whose name changes with its content, and its text.
    """
    script = '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n"
    return f"assets/javascripts/search.{_hash(script)}.js", script


def _question(question: Question, guide: Guide, locate: Callable[[Reference], str]) -> SearchDocument:
    subject = _SUBJECT.match(question.title)
    names = (*question.aliases, question.label, *((subject[1],) if subject else ()))
    spoken = [
        question.short,
        *question.key_points,
        *(follow_up.ask for follow_up in question.follow_ups),
        *(pitfall.say for pitfall in question.pitfalls),
        *(step.do for step in question.steps),
    ]
    depth = [
        question.detail,
        question.stands_out,
        *(follow_up.answer for follow_up in question.follow_ups),
        *(pitfall.fact for pitfall in question.pitfalls),
        *(step.look_for for step in question.steps),
    ]
    return SearchDocument(
        location=locate(Reference("question", question.id)) + question.answer_anchor.removeprefix(question.id),
        title=question.title,
        kind="question",
        aliases=tuple(dict.fromkeys(names)),
        tags=(guide.topic_by_id[question.topic].name, guide.level_by_id[question.level].name),
        versus=question.comparison is not None or question.kind == "comparison",
        spoken=_text(spoken),
        depth=_text(depth),
    )


def _table(
    table: Comparison, guide: Guide, locate: Callable[[Reference], str], place: dict[str, int]
) -> SearchDocument:
    cells = [cell for group in table.groups for row in group.criteria for cell in row.cells.values()]
    names = [item.name for item in table.items]
    return SearchDocument(
        location=locate(Reference("comparison", table.id)),
        title=table.title,
        kind="table",
        tags=("Comparison table",),
        versus=True,
        behind=tuple(place[question.id] for question in guide.questions_of(comparison=table.id)),
        spoken=" ".join([table.question, table.summary.text, table.trap.text, *names]),
        depth=_text(cells),
    )


def _path(path: LearningPath, locate: Callable[[Reference], str]) -> SearchDocument:
    return SearchDocument(
        location=locate(Reference("path", path.id)),
        title=path.title,
        kind="path",
        aliases=(f"{path.title} learning path", f"{path.title} interview questions", f"{path.title} study plan"),
        tags=("Role path",),
        spoken=" ".join([path.audience.text, path.outcome.text, *(stage.title for stage in path.shown_stages)]),
    )


def _text(fragments: Sequence[Fragment]) -> str:
    return " ".join(fragment.text for fragment in fragments)


def _words(documents: Sequence[SearchDocument]) -> str:
    """Write each word with the documents that hold it, as differences to base 36."""
    spoken = [_distinct(document.spoken) for document in documents]
    depth = [_distinct(document.depth) - own for document, own in zip(documents, spoken, strict=True)]
    holders: dict[str, list[int]] = {}
    counts = Counter(word for own, more in zip(spoken, depth, strict=True) for word in own | more)
    for number, (own, more) in enumerate(zip(spoken, depth, strict=True)):
        for word in own | {word for word in more if counts[word] <= RARE}:
            if counts[word] <= max(COMMON_COUNT, COMMON_SHARE * len(documents)):
                holders.setdefault(word, []).append(number)
    return "\n".join(f"{word} {' '.join(_steps(holders[word]))}" for word in sorted(holders))


def _distinct(text: str) -> set[str]:
    """The words of a text, folded as the worker folds a query."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return {word for word in _WORD.findall(re.sub("['’]", "", plain).lower()) if len(word) > 1}


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
