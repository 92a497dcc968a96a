"""The entries of a guide: questions, comparison tables and learning paths.

Text fields arrive as Markdown and are converted once, when the model is made; all outputs are made from the result.
Adding a field to the guide starts in this module.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from studyguide.model.fields import (
    ANSWER_SUFFIX,
    Block,
    Command,
    Day,
    Id,
    Ids,
    Inline,
    Model,
    Spoken,
    Text,
    WebAddress,
)


class Origin(Model):
    """Where an entry is written."""

    path: str
    """The file, relative to the project's folder, with forward slashes."""
    line: int
    """The line on which the entry's first field stands, counted from 1."""


class Source(Model):
    """An official page that supports an entry."""

    title: Text
    """What the page is called."""
    url: WebAddress
    """Its full address."""


class Entry(Model):
    """What questions, comparisons and learning paths share."""

    id: SkipJsonSchema[Id]
    """The file's name without its ending; never changes once published."""
    origin: SkipJsonSchema[Origin]
    """Where the entry is written."""
    title: Annotated[Text, Field(max_length=110)]
    """What it is called, plain text."""


class FollowUp(Model):
    """What an interviewer asks next."""

    ask: Inline
    """The question."""
    answer: Block
    """The answer, one to four sentences."""


class Pitfall(Model):
    """What weak answers say."""

    say: Inline
    """The wrong statement."""
    fact: Inline
    """The correction."""


class Step(Model):
    """One step through a scenario."""

    do: Inline
    """What to do."""
    look_for: Inline
    """What to look for while doing it."""
    command: Command | None = None
    """A real command that is harmless to run."""


class ChoiceOption(Model):
    """One option of a choice question."""

    text: Inline
    """What it says, a phrase or a sentence."""
    why: Inline
    """Why it is right, or the mistake behind it."""
    right: bool = False
    """Whether it is the right one; exactly one is."""


class ChoiceQuestion(Model):
    """A question with options, where confusing two things is the mistake. A warm-up, never counted."""

    ask: Inline
    """The question, in a sentence."""
    options: Annotated[tuple[ChoiceOption, ...], Field(min_length=3, max_length=4)]
    """The options, in the order in which they are shown."""


class Question(Entry):
    """One interview question with its answer."""

    topic: SkipJsonSchema[Id]
    """Id of the topic, which is the name of the file's folder."""
    label: Annotated[Text, Field(max_length=32)]
    """A short name for tables of contents."""
    level: Id
    """Id of the level: how deep the expected answer is."""
    kind: Id
    """Id of the kind, such as concept or scenario."""
    roles: Annotated[tuple[Id, ...], Field(min_length=1)] | Literal["all"]
    """Ids of the roles it is asked for, or ``all``."""
    aliases: Annotated[tuple[Text, ...], Field(max_length=12)] = ()
    """Other names of exactly this question, old names included."""
    asked_as: Annotated[tuple[Annotated[Text, Field(max_length=140)], ...], Field(max_length=6)] = ()
    """How people say or type the question, in sentences of their own words."""
    comparison: Id | None = None
    """Id of the table that belongs to it."""
    diagram: Id | None = None
    """Id of the picture to draw while answering."""
    short: Spoken
    """The answer to say aloud first: 40 to 120 words of plain sentences."""
    detail: Block
    """The mechanism, its consequences, numbers."""
    key_points: Annotated[tuple[Inline, ...], Field(min_length=3, max_length=6)]
    """What the interviewer listens for."""
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=2, max_length=4)]
    """What the interviewer asks next."""
    pitfalls: Annotated[tuple[Pitfall, ...], Field(min_length=2, max_length=4)]
    """What weak answers say, and the correction."""
    stands_out: Block
    """What a senior engineer adds: judgment, cost, failure modes."""
    steps: Annotated[tuple[Step, ...], Field(max_length=9)] = ()
    """The steps through a scenario; only kinds that are answered in steps have them."""
    choice: ChoiceQuestion | None = None
    """A question with options for the warm-up, where confusing two things is the mistake."""
    related: Annotated[Ids, Field(min_length=1, max_length=5)]
    """Ids of the questions to read next, chosen rather than listed."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=5)]
    """Official pages that support the claims."""
    verified: Day
    """The day on which the facts were checked."""
    redirect_from: Ids = ()
    """Ids it had before."""

    @property
    def answer_anchor(self) -> str:
        """The anchor inside the answer; a link to it opens the answer."""
        return self.id + ANSWER_SUFFIX


class Picture(Model):
    """A drawn picture."""

    svg: str
    """The file: SVG that passed :func:`studyguide.diagrams.picture.check_picture`."""
    width: int
    """Its natural width in CSS pixels."""
    height: int
    """Its natural height in CSS pixels."""


class DiagramSource(Entry):
    """The head of a diagram's source: everything that is said in words."""

    alt: Annotated[Text, Field(max_length=200)]
    """What the picture shows, in one sentence; read aloud in its place."""
    description: Block
    """What the picture says, in two to six sentences, for those who do not see it."""


class Diagram(DiagramSource):
    """A picture that belongs to questions or tables, drawn once for each color scheme."""

    light: Picture
    """In dark lines on a light ground; for paper too."""
    dark: Picture
    """In light lines on a dark ground."""


class Item(Model):
    """One column of a comparison: a thing that is compared."""

    id: Id
    """Its key in ``cells`` and ``choose``."""
    name: Annotated[Text, Field(max_length=40)]
    """The heading of the column."""
    in_short: Inline
    """What it is, in one line."""


class Criterion(Model):
    """One row of a comparison."""

    name: Annotated[Text, Field(max_length=40)]
    """The heading of the row."""
    cells: dict[str, Inline]
    """The value for each item, by item id."""


class CriteriaGroup(Model):
    """Rows that are read together."""

    name: Annotated[Text, Field(max_length=40)]
    """What they are about."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    """The rows, in order."""


class Choice(Model):
    """When to choose an item."""

    pick: Inline
    """Completes "Pick when"."""
    avoid: Inline | None = None
    """Completes "Avoid when"."""


class Comparison(Entry):
    """A table of two or more things, with the verdict before it."""

    question: Annotated[Text, Field(max_length=140)]
    """The interview question that the table answers, plain text."""
    summary: Inline
    """The verdict in one to three sentences."""
    items: Annotated[tuple[Item, ...], Field(min_length=2, max_length=8)]
    """The columns, in order."""
    groups: Annotated[tuple[CriteriaGroup, ...], Field(min_length=1)]
    """The rows, in named groups."""
    choose: dict[str, Choice]
    """When to choose each item, by item id."""
    trap: Inline
    """The mistake that interviewers listen for."""
    diagram: Id | None = None
    """Id of the picture that shows the difference."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=8)]
    """Official pages that support the cells."""
    verified: Day
    """The day on which the facts were checked."""
    redirect_from: Ids = ()
    """Ids it had before, and ids of tables that it replaces."""


class Stage(Model):
    """One part of a learning path."""

    title: Annotated[Text, Field(max_length=60)]
    """What it is called."""
    goal: Inline
    """What the reader can explain or do after it."""
    questions: Ids
    """Ids of its questions, in the order of study; none yet means that the stage is not shown."""
    comparisons: Ids = ()
    """Ids of the tables to read with them."""
    drill: Inline
    """One task that proves the goal."""


class LearningPath(Entry):
    """The questions for one role, in the order of study. The path's id is the role's id."""

    audience: Inline
    """Who it is for."""
    outcome: Inline
    """What the reader can do after it."""
    prerequisites: Annotated[tuple[Inline, ...], Field(min_length=1, max_length=6)]
    """What the reader should know before."""
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    """Its parts, in order."""
    redirect_from: Ids = ()
    """Ids of roles whose paths it replaces."""

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
