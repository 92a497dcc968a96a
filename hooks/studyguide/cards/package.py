"""Notes as a package for Anki (``.apkg``), made with genanki so that the same notes give the same bytes.

What Anki recognizes from one package to the next is fixed here: the guid of a note follows from the guide and the id
under which it is known, the ids of decks and of the note type from texts that never change.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import genanki

from studyguide.cards.notes import FIELDS, CardNote

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of the members; a zip holds no earlier one."""

NOTE_TYPE_CHANGED = dt.date(2026, 11, 28)
"""The day on which the templates below last changed. Anki takes over a note type only if this is later."""

_FRONT = "<p class='about'>{{About}}</p><h1>{{Question}}</h1>"
_BACK = (
    "{{FrontSide}}<hr id='answer'>{{Short answer}}<h2>What the interviewer listens for</h2>{{Key points}}"
    "<h2>Follow-up questions</h2>{{Follow-ups}}{{#Link}}<p><a href='{{Link}}'>Full answer and sources</a></p>{{/Link}}"
)
_STYLE = (
    ".card { max-width: 40rem; margin: auto; font: 1.1rem/1.5 system-ui, sans-serif; text-align: left; } "
    ".about { opacity: .7; } h1 { font-size: 1.4rem; } h2 { font-size: 1rem; } dt { font-weight: 600; }"
)
_SQLITE_VERSION = slice(92, 100)
"""Where SQLite writes its own version into a file. It differs between machines, and nothing reads it."""


class _DatedNote(genanki.Note):  # type: ignore[misc]  # genanki says nothing of its types
    """A note that carries the day of its last change instead of the time of the build."""

    def __init__(self, changed: int, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._changed = changed

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, self._changed, deck_id, id_gen)


class _DatedModel(genanki.Model):  # type: ignore[misc]
    """A note type that carries the day of its last change."""

    def to_json(self, timestamp: float, deck_id: int) -> Any:
        return super().to_json(_seconds(NOTE_TYPE_CHANGED), deck_id)


def package(
    guide_id: str, notes: Iterable[tuple[str, dt.date, CardNote]], decks: Mapping[str, str], links: Mapping[str, str]
) -> bytes:
    """Pack notes.

    Args:
        guide_id: The id of the guide.
        notes: Each note with the id under which it is known and the day of its last change.
        decks: The name of the deck of each topic.
        links: The address of each question on the site, by its id; a note without one has no link.

    Returns:
        The package.
    """
    model = _DatedModel(
        _stable_id(f"{guide_id}/note-type/1"),
        f"{guide_id} question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Say it aloud", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    by_topic: dict[str, genanki.Deck] = {}
    for known_as, changed, note in notes:
        topic = note.question.topic
        deck = by_topic.setdefault(topic, genanki.Deck(_stable_id(f"{guide_id}/deck/{topic}"), decks[topic]))
        fields = {**note.fields, "Link": links.get(note.question.id, "")}
        deck.add_note(
            _DatedNote(
                _seconds(changed),
                model=model,
                guid=genanki.guid_for(guide_id, known_as),
                fields=[fields.get(name, "") for name in FIELDS],
                tags=list(note.tags),
            )
        )
    return _packed(list(by_topic.values()))


def _packed(decks: list[genanki.Deck]) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        raw, database = Path(name) / "raw.apkg", Path(name) / "collection.anki2"
        genanki.Package(decks).write_to_file(raw, timestamp=float(_seconds(NOTE_TYPE_CHANGED)))
        with zipfile.ZipFile(raw) as archive:
            members = {member: archive.read(member) for member in archive.namelist()}
        database.write_bytes(members[database.name])
        connection = sqlite3.connect(database)
        connection.execute("VACUUM")
        connection.close()
        content = bytearray(database.read_bytes())
    content[_SQLITE_VERSION] = bytes(8)
    members[database.name] = bytes(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in sorted(members):
            entry = zipfile.ZipInfo(member, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, members[member])
    return packed.getvalue()


def _stable_id(text: str) -> int:
    """Make an id as Anki has them, milliseconds since 1970, that depends on a text alone."""
    return 1_500_000_000_000 + int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def _seconds(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
