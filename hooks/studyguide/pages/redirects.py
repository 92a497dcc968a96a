"""Old URLs: anchors of questions that moved to another page, and pages that only redirect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studyguide.kinds import ENTRY_KINDS, title_of
from studyguide.model import Guide, PublishedId, Question
from studyguide.references import Reference

FALLBACK = Reference("page", "questions")
"""Where a page redirects to whose entry was removed and has no successor."""


@dataclass(frozen=True)
class MovedQuestion:
    """A question that was once published on another page.

    Attributes:
        id: The id that it had there.
        question: The question that is now in its place.
    """

    id: str
    question: Question


@dataclass(frozen=True)
class RedirectPage:
    """A page that was published and is no longer made.

    Attributes:
        uri: Its Markdown file, relative to the folder of pages.
        moved_to: What is in its place now.
        title: What that is called.
        questions: For a topic, the questions that were on its page: a link to one of them finds its anchor.
    """

    uri: str
    moved_to: Reference
    title: str
    questions: tuple[MovedQuestion, ...] = ()


def moved_questions(guide: Guide, topic: str) -> tuple[MovedQuestion, ...]:
    """List the questions that were on the page of a topic and are now on another."""
    successors = {old: question for question in guide.questions for old in question.redirect_from}
    successors |= guide.question_by_id
    found = []
    for entry in guide.published:
        question = successors.get(entry.id) if (entry.kind, entry.topic) == ("question", topic) else None
        if question and question.topic != topic:
            found.append(MovedQuestion(entry.id, question))
    return tuple(dict.fromkeys(found))


def redirect_pages(guide: Guide) -> Iterator[RedirectPage]:
    """List the pages that were published and are no longer made."""
    for name, identifier in dict.fromkeys(entry.page for entry in guide.published):
        kind = ENTRY_KINDS[name]
        if any(entry.id == identifier for entry in kind.shown(guide)):
            continue
        successor = kind.successors(guide).get(identifier)
        moved_to = Reference(name, successor.id) if successor else FALLBACK
        title = title_of(successor) if successor else "All questions"
        questions = moved_questions(guide, identifier) if name == "topic" else ()
        yield RedirectPage(kind.page_uri(identifier), moved_to, title, questions)


def published_uris(published: Iterable[PublishedId]) -> list[str]:
    """List the pages of published ids, each once."""
    pages = dict.fromkeys(entry.page for entry in published)
    return [ENTRY_KINDS[name].page_uri(identifier) for name, identifier in pages]
