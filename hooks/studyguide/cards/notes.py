"""A question as a note: what its fields hold, and a digest by which a change is noticed."""

from __future__ import annotations

import hashlib
import html
from dataclasses import dataclass

from studyguide.model import Guide, Question
from studyguide.references import without_references

FIELDS = ("Question", "Short answer", "Key points", "Follow-ups", "About", "Link", "Id", "Spare 1", "Spare 2")
"""The fields of a note. They are never renamed, removed or reordered: Anki would take the next deck for another note
type, and readers would lose their history. The spare ones are for what a later version needs."""


@dataclass(frozen=True)
class CardNote:
    """The note of a question.

    Attributes:
        question: The question.
        fields: The HTML of all fields but the link, by their names.
        tags: Its tags: level, kind, topic and roles.
    """

    question: Question
    fields: dict[str, str]
    tags: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Twelve hex digits that change with anything a reader sees, and with nothing else."""
        text = "\x1f".join([*self.fields.values(), *self.tags])
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def note_of(question: Question, guide: Guide) -> CardNote:
    """Make the note of a question. Links to other parts of the guide become plain words: a card is used offline."""
    points = "".join(f"<li>{point.html}</li>" for point in question.key_points)
    follow_ups = "".join(
        f"<dt>{follow_up.ask.html}</dt><dd>{follow_up.answer.html}</dd>" for follow_up in question.follow_ups
    )
    level, kind = guide.level_by_id[question.level], guide.kind_by_id[question.kind]
    fields = {
        "Question": html.escape(question.title),
        "Short answer": question.short.html,
        "Key points": f"<ul>{points}</ul>",
        "Follow-ups": f"<dl>{follow_ups}</dl>",
        "About": html.escape(f"{level.name} · {kind.name} · {guide.topic_by_id[question.topic].name}"),
        "Id": question.id,
    }
    tags = (
        f"level::{question.level}",
        f"kind::{question.kind}",
        f"topic::{question.topic}",
        *(f"role::{role}" for role in guide.roles_of(question)),
    )
    return CardNote(question, {name: without_references(text) for name, text in fields.items()}, tags)
