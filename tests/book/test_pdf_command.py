"""The command that makes the books: what it writes, what it says, how it fails."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.projects import BICYCLE, guide_command, guide_here, replace


def test_each_file_is_named_by_edition_and_paper_and_told_with_pages_and_size(tmp_path: Path) -> None:
    result = guide_command(BICYCLE, "pdf", "--out", str(tmp_path))
    assert (result.returncode, result.stderr.strip()) == (0, "Setting the book")
    names = [
        f"{edition}-{paper}.pdf" for edition in ("full", "questions-first", "mechanic") for paper in ("a4", "letter")
    ]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(names)
    lines = result.stdout.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [str(tmp_path / name) for name in names]
    assert all(" pages, " in line and line.endswith(" kB") for line in lines)

    before = {name: hashlib.sha256((tmp_path / name).read_bytes()).digest() for name in names}
    again = guide_command(BICYCLE, "pdf", "--edition", "full", "--paper", "a4", "--out", str(tmp_path / "again"))
    assert again.returncode == 0
    assert hashlib.sha256((tmp_path / "again/full-a4.pdf").read_bytes()).digest() == before["full-a4.pdf"]


def test_the_folder_of_downloads_is_the_place_if_none_is_named(bicycle: Path) -> None:
    result = guide_command(bicycle, "pdf", "--edition", "mechanic", "--paper", "letter")
    assert result.returncode == 0
    assert [file.name for file in (bicycle / "downloads").iterdir()] == ["mechanic-letter.pdf"]


def test_an_edition_that_does_not_exist_is_told(tmp_path: Path) -> None:
    result = guide_command(BICYCLE, "pdf", "--edition", "mecanic", "--out", str(tmp_path / "out"))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == 'there is no edition "mecanic"; did you mean "mechanic"?\n'
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("taken", ["out", "out/full-a4.pdf/x"], ids=["the folder is a file", "the file is a folder"])
def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(taken: str, tmp_path: Path) -> None:
    (tmp_path / taken).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / taken).write_text("mine", "utf-8")
    result = guide_command(BICYCLE, "pdf", "--edition", "full", "--paper", "a4", "--out", str(tmp_path / "out"))
    assert (result.returncode, result.stdout) == (2, "")
    assert str(tmp_path / "out") in result.stderr
    assert "Traceback" not in result.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / taken]


def test_a_broken_guide_makes_no_book(bicycle: Path) -> None:
    replace(bicycle / "data/comparisons/rim-vs-disc.yml", "trap:", "trapp:")
    result = guide_command(bicycle, "pdf")
    assert (result.returncode, result.stdout) == (1, "")
    assert "rim-vs-disc.yml:21:1" in result.stderr
    assert not (bicycle / "downloads").exists()


def test_a_character_that_no_font_has_is_printed_by_name_and_told_with_its_line(bicycle: Path) -> None:
    replace(bicycle / "data/questions/brakes/bleed-a-brake.yml", "Air collects", "Air \N{BICYCLE} collects")
    result = guide_command(bicycle, "pdf", "--edition", "full", "--paper", "a4")
    assert result.returncode == 0
    assert "data/questions/brakes/bleed-a-brake.yml:11:13: no font of the book has the character" in result.stderr


def test_a_time_that_is_no_number_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = guide_here(BICYCLE, "pdf", "--out", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in result.stderr
