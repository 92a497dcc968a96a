"""The committed list of note changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.cards.changes import CHANGES, CardChanges, NoteChange, read_changes
from studyguide.cards.notes import note_of
from studyguide.model import Guide
from studyguide.problems import ContentError
from studyguide.reading.loading import load_guide
from tests.projects import guide_here, replace

FIRST, LATER = dt.date(2026, 12, 1), dt.date(2026, 12, 9)
WHEEL = "data/questions/wheels/true-a-wheel.yml"


def updated(guide: Guide, changes: CardChanges, day: dt.date) -> CardChanges:
    return changes.updated(guide, [note_of(question, guide) for question in guide.questions], day)


def write(project: Path, text: str) -> None:
    (project / CHANGES).write_text(text, "utf-8")


def test_a_note_is_dated_when_its_words_change_and_only_then(bicycle: Path) -> None:
    first = updated(load_guide(bicycle), CardChanges(), FIRST)
    assert {change.day for change in first.notes.values()} == {FIRST}
    assert updated(load_guide(bicycle), first, LATER) == first
    replace(bicycle / WHEEL, "- Quarter turns", "- Quarter turns only")
    replace(bicycle / "data/questions/brakes/bleed-a-brake.yml", "verified: 2026-10-07", "verified: 2026-10-09")
    second = updated(load_guide(bicycle), first, LATER)
    assert {name for name, change in second.notes.items() if change.day == LATER} == {"true-a-wheel"}


def test_a_renamed_question_keeps_the_id_of_its_note(bicycle: Path) -> None:
    guide = load_guide(bicycle)
    listed = CardChanges({"straighten-a-wheel": NoteChange("0" * 12, FIRST)})
    assert listed.note_id(guide.question_by_id["true-a-wheel"]) == "straighten-a-wheel"
    assert "true-a-wheel" not in updated(guide, listed, LATER).notes
    assert CardChanges().note_id(guide.question_by_id["true-a-wheel"]) == "true-a-wheel"


def test_what_is_gone_stays_in_the_list_and_decks_keep_their_names(bicycle: Path) -> None:
    listed = CardChanges({"gone": NoteChange("0" * 12, FIRST)}, {"wheels": "Old name::Rims"})
    after = updated(load_guide(bicycle), listed, LATER)
    assert after.notes["gone"].day == FIRST
    assert after.decks == {"wheels": "Old name::Rims", "brakes": "Bicycle Workshop Guide::Brakes"}


ids = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True).filter(lambda text: text not in ("index", "readme"))
lists = st.builds(
    CardChanges,
    st.dictionaries(ids, st.builds(NoteChange, st.from_regex(r"[0-9a-f]{12}", fullmatch=True), st.dates())),
    st.dictionaries(ids, st.from_regex(r"[A-Z][a-z &:]{0,40}[a-z]", fullmatch=True)),
)


@given(changes=lists)
def test_a_list_is_read_as_it_was_written(changes: CardChanges, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = tmp_path_factory.mktemp("list")
    (project / "data").mkdir()
    write(project, changes.text)
    assert read_changes(project) == changes


def test_of_a_note_that_stands_twice_after_a_merge_the_later_change_counts(bicycle: Path) -> None:
    write(bicycle, "note a 000000000001 2026-12-09\nnote a 000000000000 2026-12-01\n")
    assert read_changes(bicycle).notes["a"] == NoteChange("0" * 11 + "1", LATER)


@pytest.mark.parametrize(
    "line",
    ["note a 12 2026-12-01", "note a 000000000000 2026-02-30", "note ../a 000000000000 2026-12-01", "deck wheels", "x"],
)
def test_a_line_that_cannot_be_read_is_reported_with_its_number(bicycle: Path, line: str) -> None:
    write(bicycle, f"# a comment\n{line}\n")
    with pytest.raises(ContentError, match=f'{CHANGES}:2:1: invalid line "{line}"; write "note ID'):
        read_changes(bicycle)


@pytest.mark.parametrize(("content", "says"), [(b"\xff\xfe", "not UTF-8"), (b"#" * 1_000_001, "larger than 1000 kB")])
def test_a_file_that_is_no_list_is_reported(bicycle: Path, content: bytes, says: str) -> None:
    (bicycle / CHANGES).write_bytes(content)
    with pytest.raises(ContentError, match=says):
        read_changes(bicycle)


def test_a_symbolic_link_is_not_followed(bicycle: Path) -> None:
    (bicycle / CHANGES).symlink_to("/dev/zero")
    with pytest.raises(ContentError, match="symbolic links"):
        read_changes(bicycle)


def test_the_command_writes_the_decks_and_the_list_once(bicycle: Path) -> None:
    assert guide_here(bicycle, "cards", "--keep-list").exit_code == 0
    assert not (bicycle / CHANGES).exists()
    first = guide_here(bicycle, "cards")
    assert first.exit_code == 0, first.output
    assert "cards-full.apkg: 3 notes" in first.output
    assert f"Wrote {CHANGES}." in first.output
    assert sorted(file.name for file in (bicycle / "downloads").iterdir()) == ["cards-full.apkg", "cards-mechanic.apkg"]
    assert "Wrote" not in guide_here(bicycle, "cards").output
    write(bicycle, "x\n")
    assert guide_here(bicycle, "cards").exit_code == 1
