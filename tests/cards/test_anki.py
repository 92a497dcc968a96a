"""The decks in Anki itself: a reader imports one, studies, and imports the next. The review history stays."""

from __future__ import annotations

import datetime as dt
import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from studyguide.cards.changes import CardChanges
from studyguide.cards.decks import make_decks
from studyguide.cards.notes import FIELDS
from studyguide.reading.loading import load_guide
from tests.projects import replace

SITE = "https://example.org/guide/"
DAY = dt.date(2026, 12, 1)
LATER = dt.date(2026, 12, 9)
WHEEL = "data/questions/wheels/true-a-wheel.yml"
GUID = "vWf7wz:$O#"


class Reader:
    """A reader with a collection of their own.

    Args:
        folder: Where the collection lies.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def import_deck(self, content: bytes) -> dict[str, int]:
        """Import a deck as Anki's dialog does, and count what became of its notes."""
        file = self._folder / "deck.apkg"
        file.write_bytes(content)
        options = ImportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False)
        log = self.collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options)).log
        return {name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")}

    def study(self) -> None:
        """Answer every card that is shown today."""
        for deck in self.collection.decks.all_names_and_ids():
            self.collection.decks.select(deck.id)  # type: ignore[arg-type]
            while card := self.collection.sched.getCard():
                self.collection.sched.answerCard(card, 3)  # good

    def schedule(self) -> dict[int, tuple[int, ...]]:
        """The state of every card."""
        rows = self.collection.db.all("select id, type, queue, ivl, due, reps, did from cards")  # type: ignore[union-attr]
        return {row[0]: tuple(row[1:]) for row in rows}

    def field(self, question: str, name: str) -> str:
        """A field of the note of a question."""
        (identifier,) = self.collection.find_notes(f'"Id:{question}"')
        return self.collection.get_note(identifier)[name]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    folder = tmp_path / "anki"
    folder.mkdir()
    opened = Reader(folder)
    yield opened
    opened.collection.close()


def build(project: Path, changes: CardChanges, day: dt.date, name: str = "full") -> tuple[bytes, CardChanges]:
    decks, current = make_decks(load_guide(project), changes, day, SITE)
    (content,) = [deck.content for deck in decks if deck.name == f"cards-{name}.apkg"]
    return content, current


def rename(project: Path, old: str, new: str) -> None:
    """Rename a question as an editor does."""
    for file in (project / "data").rglob("*.yml"):
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    (source,) = (project / "data/questions").rglob(f"{old}.yml")
    target = source.with_name(f"{new}.yml")
    source.rename(target)
    target.write_text(target.read_text("utf-8") + f"redirect_from: [{old}]\n", "utf-8")


def test_the_review_history_survives_the_next_build(bicycle: Path, reader: Reader) -> None:
    first, changes = build(bicycle, CardChanges(), DAY)
    assert reader.import_deck(first) == {"new": 3, "updated": 0, "duplicate": 0, "conflicting": 0}
    reader.study()
    before = reader.schedule()
    assert all(state[4] > 0 for state in before.values()), "every card was studied"

    replace(bicycle / WHEEL, "- Quarter turns", "- Quarter turns only")
    rename(bicycle, "bleed-a-brake", "bleeding")
    replace(bicycle / "data/guide.yml", "{id: brakes, name: Brakes,", "{id: brakes, name: Stopping,")
    second, changes = build(bicycle, changes, LATER)
    assert changes.notes["bleed-a-brake"].day == LATER, "its new id is among its fields"
    counts = reader.import_deck(second)
    assert (counts["new"], counts["conflicting"]) == (0, 0)
    assert reader.schedule() == before
    assert "Quarter turns only" in reader.field("true-a-wheel", "Key points")
    assert reader.field("bleeding", "Link") == f"{SITE}questions/brakes/#bleeding-answer"
    names = {deck.name for deck in reader.collection.decks.all_names_and_ids()}
    assert "Bicycle Workshop Guide::Brakes" in names
    assert not [name for name in names if "Stopping" in name], "decks are never renamed"


def test_only_changed_notes_are_updated(bicycle: Path, reader: Reader) -> None:
    first, changes = build(bicycle, CardChanges(), DAY)
    reader.import_deck(first)
    assert reader.import_deck(first) == {"new": 0, "updated": 0, "duplicate": 3, "conflicting": 0}
    replace(bicycle / WHEEL, "- Quarter turns", "- Quarter turns only")
    second, _ = build(bicycle, changes, LATER)
    assert reader.import_deck(second) == {"new": 0, "updated": 1, "duplicate": 2, "conflicting": 0}


def test_the_deck_of_a_role_and_the_whole_one_share_their_notes(bicycle: Path, reader: Reader) -> None:
    whole, _ = build(bicycle, CardChanges(), DAY)
    role, _ = build(bicycle, CardChanges(), DAY, "mechanic")
    reader.import_deck(role)
    reader.study()
    before = reader.schedule()
    assert reader.import_deck(whole)["new"] == 0
    assert reader.schedule() == before


def test_the_note_type_has_the_fields_that_were_promised(bicycle: Path, reader: Reader) -> None:
    reader.import_deck(build(bicycle, CardChanges(), DAY)[0])
    model = reader.collection.models.by_name("bicycle-workshop question")
    assert model
    assert tuple(part["name"] for part in model["flds"]) == FIELDS
    assert FIELDS == (
        "Question",
        "Short answer",
        "Key points",
        "Follow-ups",
        "About",
        "Link",
        "Id",
        "Spare 1",
        "Spare 2",
    ), "frozen: readers would lose their history"


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_two_builds_give_the_same_bytes(bicycle: Path) -> None:
    assert build(bicycle, CardChanges(), DAY) == build(bicycle, CardChanges(), DAY)


def test_ids_do_not_depend_on_the_build(bicycle: Path, tmp_path: Path) -> None:
    """What readers' collections know a note by; a change of this test would cost them their history."""
    database = tmp_path / "collection.anki2"
    database.write_bytes(members(build(bicycle, CardChanges(), DAY)[0])[database.name])
    rows = dict(sqlite3.connect(database).execute("select sfld, guid from notes").fetchall())
    assert rows["How do you true a wheel?"] == GUID


def test_a_card_holds_no_reference_and_no_link_without_an_address(bicycle: Path) -> None:
    decks, _ = make_decks(load_guide(bicycle), CardChanges(), DAY, "")
    for deck in decks:
        text = b"".join(members(deck.content).values()).decode("utf-8", "replace")
        assert "question:" not in text
        assert "#true-a-wheel-answer" not in text
