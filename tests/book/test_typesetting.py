"""What Typst refuses is reported with the file at fault."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studyguide.book import fonts, html_tree, pdf_builder, typesetting
from studyguide.book.edition import editions
from studyguide.book.html_tree import Node
from studyguide.book.pdf_builder import PdfBuilder, PdfJob, write_whole
from studyguide.book.typesetting import Paper, TypesetFile, TypesettingError, bisect_failure, typeset
from studyguide.markup import Fragment
from studyguide.model import Guide
from studyguide.problems import ContentError
from studyguide.reading.loading import load_guide
from tests.book.conftest import STAMP, tree_of
from tests.book.test_hostile import FILE, with_detail
from tests.projects import replace


@pytest.mark.parametrize("guilty", range(7))
def test_the_entry_at_fault_is_found_by_halving(guilty: int) -> None:
    entries = list("abcdefg")
    asked: list[frozenset[str]] = []

    def fails(without: frozenset[str]) -> bool:
        asked.append(without)
        return entries[guilty] not in without

    assert bisect_failure(entries, fails) == entries[guilty]
    assert len(asked) <= 5


def test_no_entry_is_blamed_for_a_fault_of_the_template() -> None:
    assert bisect_failure(["a", "b"], lambda without: True) == ""


def test_a_glyph_that_slips_through_stops_the_build_with_its_position(
    bicycle_guide: Guide, bicycle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unchanged(text: str, report: fonts.Report) -> str:
        return text

    monkeypatch.setattr(html_tree, "printable", unchanged)
    file = bicycle / FILE
    file.write_text(file.read_text("utf-8").replace("Air collects", "Air \N{BICYCLE} collects"), "utf-8")
    guide = with_detail(bicycle_guide, Fragment("", "<p>Air \N{BICYCLE} collects</p>"))
    builder = PdfBuilder(bicycle, guide, STAMP)
    searches: list[int] = []

    def counted(entries: Sequence[str], fails: Callable[[frozenset[str]], bool]) -> str:
        searches.append(len(entries))
        return bisect_failure(entries, fails)

    monkeypatch.setattr(pdf_builder, "bisect_failure", counted)
    with pytest.raises(ContentError) as caught:
        builder.make([PdfJob(editions(guide)[0], "a4"), PdfJob(editions(guide)[0], "letter")], tmp_path, lambda: None)
    assert len(searches) == 1, "the second paper fails for the same reason"
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == (FILE, 11, 13)
    assert "\N{BICYCLE}" in problem.message
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("path", "old", "place"),
    [
        pytest.param("docs/prepare.md", "Bring a tool", (3, 1), id="a page written by hand"),
        pytest.param("docs/faq.md", "See [wheels]", (3, 1), id="another such page"),
        pytest.param("data/abbreviations.yml", "pounds per", (2, 22), id="the abbreviations"),
        pytest.param("data/guide.yml", "For ordinary", None, id="the words of the whole guide"),
    ],
)
def test_a_fault_outside_the_entries_is_reported_with_its_file(
    path: str, old: str, place: tuple[int, int] | None, bicycle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(tree: Node, paper: Paper, moment: dt.datetime) -> TypesetFile:
        if "MARKER" in json.dumps(tree):
            raise TypesettingError('refused: text `"MARKER"`')
        return TypesetFile(b"", 0)

    replace(bicycle / path, old, f"MARKER {old}")
    monkeypatch.setattr(pdf_builder, "typeset", refusing)
    monkeypatch.setattr(pdf_builder, "ProcessPoolExecutor", lambda *_, **__: ThreadPoolExecutor(1))  # sees the marker
    guide = load_guide(bicycle)
    with pytest.raises(ContentError) as caught:
        PdfBuilder(bicycle, guide, STAMP).make([PdfJob(editions(guide)[0], "a4")], tmp_path, lambda: None)
    (problem,) = caught.value.problems
    if place:
        assert (problem.path, problem.line, problem.column) == (path, *place)
    else:
        assert problem.path == "full-a4.pdf"
        assert path in problem.hint


def test_what_typst_warns_of_stops_the_build(
    bicycle_guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "guide.typ"
    template.write_text('#set document(title: "t")\n#set text(lang: "en", font: "Papyrus")\nwords\n', "utf-8")
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)
    with pytest.raises(TypesettingError, match="unknown font family: papyrus"):
        typeset({}, "a4", STAMP.moment)


def test_a_tree_that_the_template_does_not_know_is_refused(bicycle_guide: Guide) -> None:
    tree, _ = tree_of(bicycle_guide)
    tree["chapters"].append({"kind": "poem"})
    with pytest.raises(TypesettingError, match="unknown chapter: poem"):
        typeset(tree, "a4", STAMP.moment)


def test_no_half_of_a_file_is_left(tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    target.mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(target, b"x")
    assert list(tmp_path.iterdir()) == [target]
    assert list(target.iterdir()) == []


def test_a_file_is_replaced_at_once(tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    target.write_bytes(b"old")
    assert write_whole(target, b"new").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]
