"""The settings of a guide: what ``guide.yml`` says, with the lists that entries choose from."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from studyguide.model.english import STOP_WORDS
from studyguide.model.fields import Id, Ids, Inline, Model, Text


class Level(Model):
    """How deep an answer is expected to go."""

    id: Id
    """Its id."""
    name: Text
    """Its name on pages."""
    about: Inline
    """What is expected at this level."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    """Minutes of study that a question of this level takes."""
    redirect_from: Ids = ()
    """Ids of levels that it replaces."""


class Kind(Model):
    """What sort of answer is expected."""

    id: Id
    """Its id."""
    name: Text
    """Its name on pages."""
    extra_minutes: Annotated[int, Field(ge=0, le=120)] = 0
    """Minutes of study in addition to those of the level."""
    steps: bool = False
    """Whether questions of this kind are answered in steps."""


class Role(Model):
    """A job that people interview for."""

    id: Id
    """Its id."""
    name: Text
    """Its name on pages."""


class Topic(Model):
    """A field of knowledge; its questions share a page."""

    id: Id
    """Its id, the name of the folder with its questions."""
    name: Text
    """Its name on pages."""
    intro: Inline
    """What its questions are about, one paragraph."""
    redirect_from: Ids = ()
    """Ids of topics that it replaces."""


class SharedAlias(Model):
    """A name that several questions keep on purpose."""

    alias: Text
    """The name."""
    because: Text
    """Why one question is not enough."""


class Settings(Model):
    """What ``guide.yml`` says about the whole guide."""

    id: Id
    """Short id of the guide."""
    title: Text
    """The guide's name."""
    headline: Text
    """The first line of the home page."""
    summary: Inline
    """What the guide is, below the headline."""
    note: Inline
    """A sentence below every table that says what its values apply to."""
    imprint: Inline | None = None
    """License and disclaimer, shown on the cover of the book and on the downloads page."""
    words_per_minute: Annotated[int, Field(ge=60, le=240)] = 140
    """How many words of a short answer are spoken in a minute."""
    longest_spoken_sentence: Annotated[int, Field(ge=8, le=80)] | None = None
    """The most words that a sentence of a short answer may have; no limit if missing."""
    recheck_after_days: Annotated[int, Field(ge=1, le=3650)] = 365
    """After how many days pages say that the facts are due for another check."""
    featured: Ids = ()
    """Ids of the questions that the home page shows."""
    shared_aliases: Annotated[tuple[SharedAlias, ...], Field(max_length=100)] = ()
    """Names that may stand on several questions."""
    generic_words: Annotated[tuple[Text, ...], Field(max_length=40)] = ()
    """Words that nearly every title or query could hold, such as the name of the field: they count only alone."""
    stop_words: Annotated[tuple[Text, ...], Field(max_length=500, default_factory=lambda: STOP_WORDS)]
    """Words without a subject, in lower case and without apostrophes. If missing, those of spoken English."""
    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=3)]
    """All levels, from the easiest."""
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    """All kinds, in order."""
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    """All roles, in order."""
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    """All topics, in order."""


class SettingsById:
    """What has settings finds their levels, kinds and roles by id."""

    settings: Settings

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
