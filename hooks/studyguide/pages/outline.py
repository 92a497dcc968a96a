"""What the answer of one question may show of the rest of the guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from studyguide.model import Guide, Settings, SettingsById


class Names(NamedTuple):
    """How other answers refer to a question or a table."""

    title: str
    label: str


@dataclass(frozen=True)
class Outline(SettingsById):
    """What an answer may show of the rest of the guide: settings and names, but no texts.

    Templates see it as ``guide``, so its attributes are called as those of :class:`~studyguide.model.Guide`.

    Attributes:
        settings: What ``guide.yml`` says.
        question_by_id: The names of all questions.
        comparison_by_id: The names of all tables.
    """

    settings: Settings
    question_by_id: dict[str, Names]
    comparison_by_id: dict[str, Names]

    @classmethod
    def of(cls, guide: Guide) -> Outline:
        """Make the outline of a guide."""
        questions = {question.id: Names(question.title, question.label) for question in guide.questions}
        tables = {table.id: Names(table.title, table.title) for table in guide.comparisons}
        return cls(guide.settings, questions, tables)
