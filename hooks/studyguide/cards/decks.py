"""All decks of a guide: one with every question, and one for each learning path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from studyguide.cards.changes import CardChanges
from studyguide.cards.notes import CardNote, note_of
from studyguide.cards.package import package
from studyguide.downloads import CARDS, FULL
from studyguide.model import Guide
from studyguide.pages.addresses import AddressBook, folder_of
from studyguide.references import Reference


@dataclass(frozen=True)
class Deck:
    """One deck as a file.

    Attributes:
        name: The name of the file.
        notes: How many notes it holds.
        content: The package.
    """

    name: str
    notes: int
    content: bytes


def make_decks(guide: Guide, changes: CardChanges, day: dt.date, site_url: str) -> tuple[tuple[Deck, ...], CardChanges]:
    """Make all decks.

    Args:
        guide: The guide.
        changes: The committed list of note changes.
        day: The day for notes that have changed since.
        site_url: Where the site is published; empty to leave out links.

    Returns:
        The decks, and the list that fits them.
    """
    notes = {question.id: note_of(question, guide) for question in guide.questions}
    current = changes.updated(guide, list(notes.values()), day)
    links = _links(guide, site_url)
    chosen = {FULL: tuple(notes), **{path.role: path.question_ids for path in guide.paths}}
    decks = tuple(
        Deck(f"{CARDS}{name}.apkg", len(ids), _package(guide, [notes[each] for each in ids], current, links))
        for name, ids in chosen.items()
    )
    return decks, current


def _package(guide: Guide, notes: list[CardNote], changes: CardChanges, links: Mapping[str, str]) -> bytes:
    dated = []
    for note in notes:
        known_as = changes.note_id(note.question)
        dated.append((known_as, changes.notes[known_as].day, note))
    return package(guide.settings.id, dated, changes.decks, links)


def _links(guide: Guide, site_url: str) -> dict[str, str]:
    """Give the address of each question; its answer is open there."""
    if not site_url:
        return {}
    book, links = AddressBook(guide), {}
    for question in guide.questions:
        address = book.find(Reference("question", question.id))
        links[question.id] = f"{site_url.rstrip('/')}/{folder_of(address.uri)}/#{question.answer_anchor}"
    return links
