"""A whole guide, checked: its settings and entries, and the lists that belong to no single entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from studyguide.model.entries import Comparison, Diagram, LearningPath, Question
from studyguide.model.fields import EVERY_ROLE, Id, Ids, Model, Text
from studyguide.model.settings import Level, Settings, SettingsById, Topic


class Term(Model):
    """A name that the guide does not use."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The retired or wrong names, as they would be written."""
    say: Text
    """What to write instead."""
    because: Text
    """Why."""
    discussed_in: Ids = ()
    """Ids of questions and tables that are about the name, and may use it."""


class PublishedId(Model):
    """An id that was published, so that links to it must work for ever."""

    kind: Literal["question", "comparison", "path", "topic", "level"]
    """What had the id."""
    id: str
    """The id at that time."""
    topic: str = ""
    """For a question, the topic on whose page it stood; else empty."""

    @property
    def page(self) -> tuple[str, str]:
        """The kind and id of what the page is about: for a question its topic."""
        return ("topic", self.topic) if self.kind == "question" else (self.kind, self.id)

    def __str__(self) -> str:
        """Write the id as it stands in the list of ids."""
        return f"{self.kind}:{self.topic}/{self.id}" if self.topic else f"{self.kind}:{self.id}"


class Abbreviation(Model):
    """A short form, for the glossary and for the search."""

    short: Annotated[Text, Field(max_length=24)]
    """The short form, as people write it."""
    long: Annotated[Text, Field(max_length=110)]
    """What it stands for."""
    question: Id | None = None
    """Id of the question that explains it."""


class EverydayWord(Model):
    """Words that readers use for a thing that the answers name otherwise: the search looks for both."""

    say: Annotated[tuple[Annotated[Text, Field(max_length=40)], ...], Field(min_length=1, max_length=12)]
    """What readers type."""
    means: Annotated[tuple[Annotated[Text, Field(max_length=60)], ...], Field(min_length=1, max_length=8)]
    """What the answers say."""


class Guide(SettingsById, Model):
    """Everything a guide holds, checked."""

    settings: Settings
    """What ``guide.yml`` says."""
    questions: tuple[Question, ...]
    """All questions, by topic and level, then in the order in which the paths study them, then by kind and title."""
    comparisons: tuple[Comparison, ...]
    """All tables, by title."""
    paths: tuple[LearningPath, ...]
    """All learning paths, in the order of the roles."""
    diagrams: tuple[Diagram, ...] = ()
    """All diagrams, by id."""
    abbreviations: tuple[Abbreviation, ...] = ()
    """All short forms, in alphabetical order."""
    everyday_words: tuple[EverydayWord, ...] = ()
    """Everyday words for things of the field, in the order of the file."""
    terms: tuple[Term, ...] = ()
    """Names that are not used, old names of services among them."""
    published: tuple[PublishedId, ...] = ()
    """All ids that were ever published, as far as they are listed."""
    digests: Mapping[str, bytes] = Field(default_factory=dict)
    """For the file of each entry, a digest of everything that the entry is made from; empty unless read from files."""

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def comparison_by_id(self) -> dict[str, Comparison]:
        """Tables by id."""
        return {comparison.id: comparison for comparison in self.comparisons}

    @cached_property
    def diagram_by_id(self) -> dict[str, Diagram]:
        """Diagrams by id."""
        return {diagram.id: diagram for diagram in self.diagrams}

    @cached_property
    def topic_by_id(self) -> dict[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.settings.topics}

    @cached_property
    def shown_topics(self) -> tuple[Topic, ...]:
        """The topics that have a question, in order."""
        used = {question.topic for question in self.questions}
        return tuple(topic for topic in self.settings.topics if topic.id in used)

    @cached_property
    def shown_levels(self) -> tuple[Level, ...]:
        """The levels that have a question, in order."""
        used = {question.level for question in self.questions}
        return tuple(level for level in self.settings.levels if level.id in used)

    def roles_of(self, question: Question) -> tuple[str, ...]:
        """Give the ids of the roles that a question is asked for, in the guide's order."""
        return tuple(
            role.id for role in self.settings.roles if question.roles == EVERY_ROLE or role.id in question.roles
        )

    def questions_of(
        self, *, topic: str | None = None, level: str | None = None, comparison: str | None = None
    ) -> tuple[Question, ...]:
        """Give the questions of a topic, a level or a table, or of any combination, in the guide's order."""
        return tuple(
            question
            for question in self.questions
            if topic in (None, question.topic)
            and level in (None, question.level)
            and comparison in (None, question.comparison)
        )

    @property
    def last_verified(self) -> dt.date | None:
        """The latest day on which any entry was checked."""
        days = [question.verified for question in self.questions] + [table.verified for table in self.comparisons]
        return max(days, default=None)
