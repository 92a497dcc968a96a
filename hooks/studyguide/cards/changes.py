"""The committed list of note changes, ``data/cards.txt``: under which id each note is known, and when it last changed.

Anki takes over a note from a deck only if the note's time of change is later than that of the copy which the reader
has. A time of the build would overwrite everything each day, and a fixed one would never bring a correction. So the
list holds the day on which the words of each note last changed; ``guide.py cards`` keeps it up to date. It also holds
the id that a question had when its note was first published, and the names of the decks, which never change either.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from studyguide.cards.notes import CardNote
from studyguide.model import Guide, Question, is_id
from studyguide.problems import ContentError, Problem

CHANGES = "data/cards.txt"
MAX_BYTES = 1_000_000
HINT = 'write "note ID DIGEST DAY" or "deck TOPIC NAME"; see the comment at the top'

HEAD = """\
# The notes of the decks for Anki, written by `guide.py cards`. Commit it with a release, so that readers keep their
# review history and get corrections. Lines are never removed:
# note, the id under which the note is known, a digest of its words, the day on which they last changed;
# deck, the topic, the name of its deck.
"""

_NOTE = re.compile(r"note (?P<id>\S+) (?P<digest>[0-9a-f]{12}) (?P<day>\d{4}-\d\d-\d\d)")
_DECK = re.compile(r"deck (?P<id>\S+) (?P<name>\S.{0,119})")


@dataclass(frozen=True)
class NoteChange:
    """The last change of a note.

    Attributes:
        digest: The digest of its words since then.
        day: The day.
    """

    digest: str
    day: dt.date


@dataclass(frozen=True)
class CardChanges:
    """The list.

    Attributes:
        notes: The last change of each note, by the id under which it is known.
        decks: The name of each deck, by its topic.
    """

    notes: Mapping[str, NoteChange] = field(default_factory=dict)
    decks: Mapping[str, str] = field(default_factory=dict)

    def note_id(self, question: Question) -> str:
        """Give the id under which the note of a question is known: its own, or one that it had before."""
        ids = (question.id, *question.redirect_from)
        return next((identifier for identifier in ids if identifier in self.notes), question.id)

    def updated(self, guide: Guide, notes: Sequence[CardNote], day: dt.date) -> CardChanges:
        """Add what is new, and date what has changed.

        Args:
            guide: The guide.
            notes: Its notes.
            day: The day for notes that have changed since the list was written.

        Returns:
            The list that fits the notes; notes and decks that are gone stay in it.
        """
        changed = dict(self.notes)
        for note in notes:
            identifier = self.note_id(note.question)
            known = changed.get(identifier)
            if known is None or known.digest != note.digest:
                changed[identifier] = NoteChange(note.digest, day)
        decks = {topic.id: f"{guide.settings.title}::{topic.name}" for topic in guide.shown_topics}
        return CardChanges(changed, {**decks, **self.decks})

    @property
    def text(self) -> str:
        """The list as it is committed."""
        lines = [f"deck {topic} {name}" for topic, name in sorted(self.decks.items())]
        lines += [f"note {name} {change.digest} {change.day}" for name, change in sorted(self.notes.items())]
        return HEAD + "".join(f"{line}\n" for line in lines)


def read_changes(project: Path) -> CardChanges:
    """Read the list; an empty one where the guide keeps none yet.

    Raises:
        ContentError: With every line that cannot be read.
    """
    file = project / CHANGES
    if file.is_symlink():
        raise ContentError([Problem.in_file(CHANGES, "symbolic links are not read", "put the file itself here")])
    if not file.exists():
        return CardChanges()
    problems: list[Problem] = []
    notes: dict[str, NoteChange] = {}
    decks: dict[str, str] = {}
    for number, line in enumerate(_lines(file), start=1):
        if not line or line.startswith("#"):
            continue
        note, deck = _NOTE.fullmatch(line), _DECK.fullmatch(line)
        found = note or deck
        day = _day(note["day"]) if note else None
        if not found or not is_id(found["id"]) or (note and not day):
            problems.append(Problem.in_file(CHANGES, f'invalid line "{line[:60]}"', HINT, line=number, column=1))
        elif deck:
            decks[deck["id"]] = deck["name"]
        elif note and day:
            known = notes.get(note["id"])  # twice after a merge of two branches: the later change counts
            if known is None or known.day <= day:
                notes[note["id"]] = NoteChange(note["digest"], day)
    if problems:
        raise ContentError(problems[:1])  # a file that is no list at all would else fill the report
    return CardChanges(notes, decks)


def _lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(
            [Problem.in_file(CHANGES, "the file is not UTF-8", "save it with UTF-8 encoding")]
        ) from error
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1000} kB"
        raise ContentError([Problem.in_file(CHANGES, message, "remove what was never published")])
    return text.splitlines()


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
