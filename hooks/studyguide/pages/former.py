"""What stays behind where something was published once: anchors on old pages, and pages that lead on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studyguide.markup import Reference
from studyguide.model import Guide, Published, Question
from studyguide.pages import addresses

NOWHERE_ELSE = Reference("page", "questions")
"""Where a page leads whose entry has gone and left nothing in its place."""


@dataclass(frozen=True)
class FormerQuestion:
    """A question that once stood on a page.

    Attributes:
        id: The id that it had there.
        question: The question that has its place now.
    """

    id: str
    question: Question


@dataclass(frozen=True)
class FormerPage:
    """A page that was published once and is no longer made.

    Attributes:
        uri: Its Markdown file, relative to the folder of pages.
        moved_to: What has its place now.
        title: What that is called.
        questions: For a topic, the questions that stood there: a link to one of them finds its anchor.
    """

    uri: str
    moved_to: Reference
    title: str
    questions: tuple[FormerQuestion, ...] = ()


def former_questions(guide: Guide, topic: str) -> tuple[FormerQuestion, ...]:
    """List the questions that stood on a topic's page and now stand on another."""
    found, successors = [], _successors(guide)
    for entry in guide.published:
        question = successors.get(entry.id) if (entry.kind, entry.topic) == ("question", topic) else None
        if question and question.topic != topic:
            found.append(FormerQuestion(entry.id, question))
    return tuple(dict.fromkeys(found))


def former_pages(guide: Guide) -> Iterator[FormerPage]:
    """List the pages that were published once and are no longer made."""
    shown = {
        "comparison": {table.id: table.title for table in guide.comparisons},
        "path": {path.id: path.title for path in guide.paths},
        "topic": {topic.id: topic.name for topic in guide.shown_topics},
        "level": {level.id: level.name for level in guide.shown_levels},
    }
    heirs = {
        "comparison": {old: table.id for table in guide.comparisons for old in table.redirect_from},
        "path": {old: path.id for path in guide.paths for old in path.redirect_from},
        "topic": {old: topic.id for topic in guide.settings.topics for old in topic.redirect_from},
        "level": {old: level.id for level in guide.settings.levels for old in level.redirect_from},
    }
    for entry in dict.fromkeys(map(_page_of, guide.published)):
        kind, identifier = entry
        if identifier in shown[kind]:
            continue
        heir = heirs[kind].get(identifier, "")
        title = shown[kind].get(heir)
        moved_to = Reference(kind, heir) if title else NOWHERE_ELSE
        questions = former_questions(guide, identifier) if kind == "topic" else ()
        yield FormerPage(_URIS[kind](identifier), moved_to, title or "All questions", questions)


def published_uris(published: Iterable[Published]) -> list[str]:
    """List the pages on which published addresses stood, each once."""
    return [_URIS[kind](identifier) for kind, identifier in dict.fromkeys(map(_page_of, published))]


_URIS = {
    "comparison": addresses.comparison_uri,
    "path": addresses.path_uri,
    "topic": addresses.topic_uri,
    "level": addresses.level_uri,
}


def _page_of(entry: Published) -> tuple[str, str]:
    return ("topic", entry.topic) if entry.kind == "question" else (entry.kind, entry.id)


def _successors(guide: Guide) -> dict[str, Question]:
    """Questions by every id that they have or had."""
    former = {old: question for question in guide.questions for old in question.redirect_from}
    return {**former, **guide.question_by_id}
