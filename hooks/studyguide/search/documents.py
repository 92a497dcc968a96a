"""What the search can find: one document for each question, table, path, list and section of a hand-written page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from studyguide.markup import Fragment
from studyguide.model import Abbreviation, Comparison, Guide, LearningPath, Question
from studyguide.references import Reference

_SUBJECT = re.compile(r"what (?:is|are) (?:an? |the )?(.+?)(?:,|\?| and | good | for )", re.IGNORECASE)

_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[^a-z])")
"""A space between sentences; what goes on in lower case was an abbreviation such as "e.g."."""


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
        asked: Sentences in which people ask for it, and the short forms that it explains.
        tags: What stands beside the title; the first is its topic.
        versus: Whether it compares things.
        behind: Numbers of the documents that come first where both answer a query.
        text: Text that is about its subject.
        depth: Text that mentions much else too.
        sentences: The sentences of which a row can show one, to say why it was found.
    """

    location: str
    title: str
    kind: Literal["question", "table", "path", "page"]
    aliases: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    versus: bool = False
    behind: tuple[int, ...] = ()
    text: str = ""
    depth: str = ""
    sentences: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Write what the worker needs; what is empty is left out."""
        fields: dict[str, Any] = {"location": self.location, "title": self.title, "kind": self.kind}
        names = ("aliases", "asked", "tags", "versus", "behind")
        optional = {name: getattr(self, name) for name in names}
        return fields | {name: value for name, value in optional.items() if value}


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
    numbers = {question.id: number for number, question in enumerate(guide.questions)}
    documents = [_question(question, guide, locate) for question in guide.questions]
    documents += [_table(table, guide, locate, numbers) for table in guide.comparisons]
    documents += [_path(path, locate) for path in guide.paths]
    documents += _lists(guide, locate)
    documents += [
        SearchDocument(
            location=section.location,
            title=section.title,
            kind="page",
            tags=() if section.title == section.page else (section.page,),
            text=section.text,
            sentences=_sentences(section.text),
        )
        for section in sections
    ]
    return documents


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
        asked=(*question.asked_as, *(item.short for item in _explained(question, guide))),
        versus=question.comparison is not None or question.kind == "comparison",
        text=" ".join([_text(text), *(f"{item.short} {item.long}" for item in _explained(question, guide))]),
        depth=" ".join([_text(depth), *_drawn(question, guide)]),
        sentences=(
            *_sentences(question.short.text),
            *(fragment.text for fragment in question.key_points),
            *(step.do.text for step in question.steps),
        ),
    )


def _drawn(entry: Question | Comparison, guide: Guide) -> Iterator[str]:
    """What the diagram of an entry says."""
    diagram = guide.diagram_by_id.get(entry.diagram or "")
    if diagram:
        yield f"{diagram.title} {diagram.description.text}"


def _explained(question: Question, guide: Guide) -> list[Abbreviation]:
    """The short forms that the glossary says this question explains."""
    return [item for item in guide.abbreviations if item.question == question.id]


def _table(
    table: Comparison, guide: Guide, locate: Callable[[Reference], str], numbers: dict[str, int]
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
        behind=tuple(numbers[question.id] for question in questions),
        text=" ".join([table.question, table.summary.text, table.trap.text, *names]),
        depth=" ".join([_text(cells), *_drawn(table, guide)]),
        sentences=(table.question, *_sentences(table.summary.text), *_sentences(table.trap.text)),
    )


def _path(path: LearningPath, locate: Callable[[Reference], str]) -> SearchDocument:
    return SearchDocument(
        location=locate(Reference("path", path.id)),
        title=path.title,
        kind="path",
        aliases=(f"{path.title} learning path", f"{path.title} interview questions", f"{path.title} study plan"),
        tags=("Role path",),
        text=" ".join([path.audience.text, path.outcome.text, *(stage.title for stage in path.shown_stages)]),
        sentences=(*_sentences(path.audience.text), *_sentences(path.outcome.text)),
    )


def _lists(guide: Guide, locate: Callable[[Reference], str]) -> Iterator[SearchDocument]:
    """The pages that lead to others, under the words in which readers ask for them."""

    def page(scheme: str, target: str, title: str, *aliases: str, tag: str = "") -> SearchDocument:
        tags = (tag,) if tag else ()
        return SearchDocument(locate(Reference(scheme, target)), title, "page", aliases, tags=tags)

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


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in _SENTENCE_END.split(" ".join(text.split())) if sentence)


def _text(fragments: Sequence[Fragment]) -> str:
    return " ".join(fragment.text for fragment in fragments)
