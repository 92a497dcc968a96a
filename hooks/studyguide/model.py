"""The words of the field: what a question, a comparison, a learning path and a guide are.

Every model is frozen and refuses unknown fields. Text fields arrive as Markdown and are converted once, here, to a
:class:`~studyguide.markup.Fragment`; all outputs are made from that fragment. Adding a field to the guide starts in
this module.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from studyguide import markup
from studyguide.markup import Fault, Fragment, Shape

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Ids are words of small letters and digits joined by single hyphens: safe as file name, address and anchor."""

MAX_ID_LENGTH = 60
ID_RULE = f"use small letters, digits and single hyphens, at most {MAX_ID_LENGTH}, and not index or readme"
ANSWER_SUFFIX = "-answer"
EVERY_ROLE = "all"


def is_id(text: str) -> bool:
    """Tell whether a text can be an id: right characters, not too long, not kept by Windows or MkDocs."""
    devices = r"(con|prn|aux|nul|com[0-9]|lpt[0-9])"
    taken = ("index", "readme")  # pages of these names stand for their folder
    sound = len(text) <= MAX_ID_LENGTH and bool(re.fullmatch(ID_PATTERN, text))
    return sound and text not in taken and not re.fullmatch(devices, text)


def markup_error(faults: list[Fault]) -> PydanticCustomError:
    """Carry the faults of a text through pydantic; reading turns each into a problem with its line."""
    return PydanticCustomError(
        "markup", "{summary}", {"faults": faults, "summary": "; ".join(f.message for f in faults)}
    )


def _fragment(shape: Shape) -> Any:
    def validate(value: object) -> Fragment:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "not a text")
        if not value.strip():
            raise PydanticCustomError("string_too_short", "empty")
        try:
            return markup.convert(value, shape)
        except markup.MarkupError as error:
            raise markup_error(error.faults) from error

    return PlainValidator(validate)


def _plain_text(value: object) -> object:
    if isinstance(value, str):
        faults = markup.plain(value.strip())
        if faults:
            raise markup_error(faults)
        return value.strip()
    return value


def _command(value: object) -> object:
    if isinstance(value, str):
        faults = list(markup.hidden_characters(value))
        if faults:
            raise markup_error(faults)
    return value


def _iso_date(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_format", "not a date")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("date_format", "not a day of the calendar") from error


def _id(value: object) -> object:
    if isinstance(value, str) and not is_id(value):
        raise PydanticCustomError("id_format", "not an id")
    return value


def _official_address(value: object) -> object:
    if isinstance(value, str):
        faults = list(markup.hidden_characters(value))
        if faults:
            raise markup_error(faults)
        try:
            parts = urlsplit(value)
            host = parts.hostname or ""
        except ValueError:
            host = ""
        if not value.startswith("https://") or "." not in host or re.search(r"[\s\"'<>\\]", value):
            raise PydanticCustomError("address_format", "not an address")
    return value


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for value in values:
        if value.casefold() in seen:
            raise PydanticCustomError("repeated", 'names "{value}" twice', {"value": value})
        seen.add(value.casefold())
    return values


MARKDOWN = "Markdown: paragraphs, emphasis, inline code, lists, tables, fenced code, links."
Block = Annotated[Fragment, _fragment("block"), WithJsonSchema({"type": "string", "description": MARKDOWN})]
Spoken = Annotated[
    Fragment,
    _fragment("spoken"),
    WithJsonSchema(
        {"type": "string", "description": "Plain paragraphs to say aloud; emphasis, inline code and links are allowed."}
    ),
]
Inline = Annotated[
    Fragment,
    _fragment("inline"),
    WithJsonSchema({"type": "string", "description": "One paragraph of Markdown."}),
]
Text = Annotated[str, BeforeValidator(_plain_text), Field(min_length=1)]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})]
Ids = Annotated[tuple[Id, ...], Field()]
Day = Annotated[
    dt.date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "format": "date", "description": "The day on which the facts were checked."}),
]
Address = Annotated[
    str,
    BeforeValidator(_official_address),
    WithJsonSchema({"type": "string", "pattern": "^https://", "description": "Full address."}),
]


class Model(BaseModel):
    """What all parts of a guide share: they cannot change, and hold no field that the model does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


class Origin(Model):
    """Where an entry is written.

    Attributes:
        path: The file, relative to the project's folder, with forward slashes.
        line: The line on which the entry's first field stands, counted from 1.
    """

    path: str
    line: int


class Source(Model):
    """An official page that supports an entry.

    Attributes:
        title: What the page is called.
        url: Its full address.
    """

    title: Text
    url: Address


class Entry(Model):
    """What questions, comparisons and learning paths share.

    Attributes:
        id: The file's name without its ending; never changes once published.
        origin: Where the entry is written.
        title: What it is called, plain text.
    """

    id: SkipJsonSchema[Id]
    origin: SkipJsonSchema[Origin]
    title: Annotated[Text, Field(max_length=110)]


class FollowUp(Model):
    """What an interviewer asks next.

    Attributes:
        ask: The question.
        answer: The answer, one to four sentences.
    """

    ask: Inline
    answer: Block


class Pitfall(Model):
    """What weak answers say.

    Attributes:
        say: The wrong statement.
        fact: The correction.
    """

    say: Inline
    fact: Inline


class Step(Model):
    """One step through a scenario.

    Attributes:
        do: What to do.
        look_for: What to look for while doing it.
        command: A command that exists and is harmless to run.
    """

    do: Inline
    look_for: Inline
    command: Annotated[str, BeforeValidator(_command), Field(min_length=1, max_length=600)] | None = None


class Question(Entry):
    """One interview question with its answer.

    Attributes:
        topic: Id of the topic, which is the name of the file's folder.
        title: The question, as an interviewer would ask it.
        label: A short name for lists of contents.
        level: Id of the level: how deep the expected answer is.
        kind: Id of the kind, such as concept or scenario.
        roles: Ids of the roles it is asked for, or ``all``.
        aliases: Other names of this very question, old names included.
        asked_as: Ways in which people say or type the question, in whole sentences of their own words.
        comparison: Id of the table that belongs to it.
        short: Say this first: 40 to 120 words of plain prose.
        detail: The mechanism, its consequences, numbers.
        key_points: What the interviewer listens for.
        follow_ups: What they ask next.
        pitfalls: What weak answers say, and the correction.
        stands_out: What a senior adds.
        steps: The way through a scenario; other kinds have none.
        related: Ids of neighbouring questions, chosen rather than listed.
        sources: Official pages that support the claims.
        verified: The day on which the facts were checked.
        redirect_from: Ids it had before.
    """

    topic: SkipJsonSchema[Id]
    label: Annotated[Text, Field(max_length=32)]
    level: Id
    kind: Id
    roles: Annotated[tuple[Id, ...], Field(min_length=1)] | Literal["all"]
    aliases: Annotated[tuple[Text, ...], Field(max_length=12)] = ()
    asked_as: Annotated[tuple[Annotated[Text, Field(max_length=140)], ...], Field(max_length=6)] = ()
    comparison: Id | None = None
    short: Spoken
    detail: Block
    key_points: Annotated[tuple[Inline, ...], Field(min_length=3, max_length=6)]
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=2, max_length=4)]
    pitfalls: Annotated[tuple[Pitfall, ...], Field(min_length=2, max_length=4)]
    stands_out: Block
    steps: Annotated[tuple[Step, ...], Field(max_length=9)] = ()
    related: Annotated[Ids, Field(min_length=1, max_length=5)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=5)]
    verified: Day
    redirect_from: Ids = ()

    @property
    def answer_anchor(self) -> str:
        """The anchor inside the answer; a link to it opens the answer."""
        return self.id + ANSWER_SUFFIX


class Item(Model):
    """One column of a comparison: a thing that is compared.

    Attributes:
        id: Its key in ``cells`` and ``choose``.
        name: The column's head.
        in_short: What it is, in one line.
    """

    id: Id
    name: Annotated[Text, Field(max_length=40)]
    in_short: Inline


class Criterion(Model):
    """One row of a comparison.

    Attributes:
        name: The row's head.
        cells: What holds for each item, by item id.
    """

    name: Annotated[Text, Field(max_length=40)]
    cells: dict[str, Inline]


class CriteriaGroup(Model):
    """Rows that are read together.

    Attributes:
        name: What they are about.
        criteria: The rows, in order.
    """

    name: Annotated[Text, Field(max_length=40)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Choice(Model):
    """When to take an item.

    Attributes:
        pick: Completes "Pick when".
        avoid: Completes "Avoid when".
    """

    pick: Inline
    avoid: Inline | None = None


class Comparison(Entry):
    """A table of two or more things, with the verdict before it.

    Attributes:
        title: What people type: "Security group vs network ACL".
        question: The interview question that the table answers, plain text.
        summary: The verdict in one to three sentences.
        items: The columns, in order.
        groups: The rows, in named groups.
        choose: When to take each item, by item id.
        trap: The mistake that interviewers wait for.
        sources: Official pages that support the cells.
        verified: The day on which the facts were checked.
        redirect_from: Ids it had before, and ids of tables that it replaces.
    """

    question: Annotated[Text, Field(max_length=140)]
    summary: Inline
    items: Annotated[tuple[Item, ...], Field(min_length=2, max_length=8)]
    groups: Annotated[tuple[CriteriaGroup, ...], Field(min_length=1)]
    choose: dict[str, Choice]
    trap: Inline
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=8)]
    verified: Day
    redirect_from: Ids = ()


class Stage(Model):
    """One part of a learning path.

    Attributes:
        title: What it is called.
        goal: What the reader can explain or do after it.
        questions: Ids of its questions, in the order of study; none yet means that the stage is not shown.
        comparisons: Ids of the tables to read with them.
        drill: One task that proves the goal.
    """

    title: Annotated[Text, Field(max_length=60)]
    goal: Inline
    questions: Ids
    comparisons: Ids = ()
    drill: Inline


class LearningPath(Entry):
    """The questions for one role, in the order of study. The path's id is the role's id.

    Attributes:
        title: The job.
        audience: Who it is for.
        outcome: What the reader can do after it.
        prerequisites: What the reader should know before.
        stages: Its parts, in order.
        redirect_from: Ids of roles whose paths it replaces.
    """

    audience: Inline
    outcome: Inline
    prerequisites: Annotated[tuple[Inline, ...], Field(min_length=1, max_length=6)]
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    redirect_from: Ids = ()

    @property
    def role(self) -> str:
        """Id of the role."""
        return self.id

    @property
    def shown_stages(self) -> tuple[Stage, ...]:
        """The stages that have a question."""
        return tuple(stage for stage in self.stages if stage.questions)

    @property
    def question_ids(self) -> tuple[str, ...]:
        """Ids of all questions in the order of study."""
        return tuple(question for stage in self.stages for question in stage.questions)


class Level(Model):
    """How deep an answer is expected to go.

    Attributes:
        id: Its id.
        name: Its name on pages.
        about: What is expected at this level.
        minutes: Study time of a question of this level, in minutes.
        redirect_from: Ids of levels that it replaces.
    """

    id: Id
    name: Text
    about: Inline
    minutes: Annotated[int, Field(ge=1, le=120)]
    redirect_from: Ids = ()


class Kind(Model):
    """What sort of answer is expected.

    Attributes:
        id: Its id.
        name: Its name on pages.
        extra_minutes: Study time on top of the level's, in minutes.
        steps: Whether questions of this kind are answered in steps.
    """

    id: Id
    name: Text
    extra_minutes: Annotated[int, Field(ge=0, le=120)] = 0
    steps: bool = False


class Role(Model):
    """A job that people interview for.

    Attributes:
        id: Its id.
        name: Its name on pages.
    """

    id: Id
    name: Text


class Topic(Model):
    """A field of knowledge; its questions share a page.

    Attributes:
        id: Its id, the name of the folder with its questions.
        name: Its name on pages.
        intro: What its questions are about, one paragraph.
        redirect_from: Ids of topics that it replaces.
    """

    id: Id
    name: Text
    intro: Inline
    redirect_from: Ids = ()


class SharedAlias(Model):
    """A name that several questions keep on purpose.

    Attributes:
        alias: The name.
        because: Why one question is not enough.
    """

    alias: Text
    because: Text


class Settings(Model):
    """What ``guide.yml`` says about the whole guide.

    Attributes:
        id: Short id of the guide.
        title: The guide's name.
        headline: The first line of the home page.
        summary: What the guide is, below the headline.
        note: A sentence that stands below every table, on what its values hold for.
        imprint: Licence and disclaimer, as they stand on the cover of the book and below its downloads.
        words_per_minute: How fast a short answer is spoken.
        longest_spoken_sentence: How many words a sentence of a short answer may have; not limited if missing.
        recheck_after_days: Age of a check, in days, from which on pages say that the facts are due for another.
        featured: Ids of the questions that the home page shows.
        shared_aliases: Names that may stand on several questions.
        levels: All levels, from the easiest.
        kinds: All kinds, in order.
        roles: All roles, in order.
        topics: All topics, in order.
    """

    id: Id
    title: Text
    headline: Text
    summary: Inline
    note: Inline
    imprint: Inline | None = None
    words_per_minute: Annotated[int, Field(ge=60, le=240)] = 140
    longest_spoken_sentence: Annotated[int, Field(ge=8, le=80)] | None = None
    recheck_after_days: Annotated[int, Field(ge=1, le=3650)] = 365
    featured: Ids = ()
    shared_aliases: Annotated[tuple[SharedAlias, ...], Field(max_length=100)] = ()
    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=3)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]


class Term(Model):
    """A name that the guide does not use.

    Attributes:
        names: The retired or wrong names, as they would be written.
        say: What to write instead.
        because: Why.
        discussed_in: Ids of questions and tables that are about the name, and may use it.
    """

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    say: Text
    because: Text
    discussed_in: Ids = ()


class Published(Model):
    """An address that the guide has had, and that leads somewhere for ever.

    Attributes:
        kind: What had the address.
        id: Its id at that time.
        topic: For a question, the topic on whose page it stood; else empty.
    """

    kind: Literal["question", "comparison", "path", "topic", "level"]
    id: str
    topic: str = ""

    def __str__(self) -> str:
        """Write the address as it stands in the list of ids."""
        return f"{self.kind}:{self.topic}/{self.id}" if self.topic else f"{self.kind}:{self.id}"


class Abbreviation(Model):
    """A short form, for the glossary and for the search.

    Attributes:
        short: The short form, as people write it.
        long: What it stands for.
        question: Id of the question that explains it.
    """

    short: Annotated[Text, Field(max_length=24)]
    long: Annotated[Text, Field(max_length=110)]
    question: Id | None = None


class Guide(Model):
    """Everything a guide holds, checked.

    Attributes:
        settings: What ``guide.yml`` says.
        questions: All questions, by topic and level, then in the order in which the paths study them, then by kind and
            title.
        comparisons: All tables, by title.
        paths: All learning paths, in the order of the roles.
        abbreviations: All short forms, in alphabetical order.
        terms: Names that are not used, old names of services among them.
        published: All addresses that the guide has ever had, as far as they are listed.
    """

    settings: Settings
    questions: tuple[Question, ...]
    comparisons: tuple[Comparison, ...]
    paths: tuple[LearningPath, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
    terms: tuple[Term, ...] = ()
    published: tuple[Published, ...] = ()

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def comparison_by_id(self) -> dict[str, Comparison]:
        """Tables by id."""
        return {comparison.id: comparison for comparison in self.comparisons}

    @cached_property
    def level_by_id(self) -> dict[str, Level]:
        """Levels by id."""
        return {level.id: level for level in self.settings.levels}

    @cached_property
    def kind_by_id(self) -> dict[str, Kind]:
        """Kinds by id."""
        return {kind.id: kind for kind in self.settings.kinds}

    @cached_property
    def role_by_id(self) -> dict[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.settings.roles}

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
