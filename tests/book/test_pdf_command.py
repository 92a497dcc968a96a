"""The command that makes the books: what it writes, what it says, how it fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

import guide
from studyguide.book import pdf_builder
from tests.projects import BICYCLE, ROOT, environment, guide_command, guide_here, replace


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


def test_an_edition_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    result = guide_command(BICYCLE, "pdf", "--edition", "mecanic", "--out", str(tmp_path / "out"))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == 'unknown edition "mecanic"; did you mean "mechanic"?\n'
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("taken", ["out", "out/full-a4.pdf/x"], ids=["the folder is a file", "the file is a folder"])
def test_a_place_that_cannot_be_written_is_reported_and_nothing_is_left(taken: str, tmp_path: Path) -> None:
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


def test_a_time_that_is_no_number_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = guide_here(BICYCLE, "pdf", "--out", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in result.stderr


def test_a_machine_without_programs_and_fonts_makes_the_same_book(bicycle: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "hooks/guide.py"), "--project", str(bicycle), "pdf", "--edition", "mechanic"]
    bare = {"PATH": str(tmp_path), "HOME": str(tmp_path), "FONTCONFIG_FILE": os.devnull}
    subprocess.run([*command, "--paper", "letter", "--out", str(tmp_path / "bare")], env=bare, check=True)
    subprocess.run([*command, "--paper", "letter"], env=environment(), check=True)
    (book,) = (bicycle / "downloads").iterdir()  # the folder if none is named
    assert book.name == "mechanic-letter.pdf"
    assert (tmp_path / "bare/mechanic-letter.pdf").read_bytes() == book.read_bytes()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "an order to end"])
def test_an_interrupted_command_leaves_no_half_files_and_no_processes(sent: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "hooks/guide.py"), "--project", str(BICYCLE), "pdf", "--out", str(tmp_path)]
    process = subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "Setting the book\n"
    wait_until(lambda: len(members(process.pid)) > 2)  # the command, the tracker of its resources, a worker
    if sent is signal.SIGINT:
        os.killpg(process.pid, sent)  # as a terminal does
    else:
        process.send_signal(sent)
    printed, reported = process.communicate(timeout=20)
    assert (process.returncode, printed) == (1, "")
    assert "Aborted!" in reported
    wait_until(lambda: members(process.pid) == [])
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".pdf"] == []


def members(group: int) -> list[str]:
    """The processes of a group that are not over."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended in the meantime
            state, _, process_group, *_ = file.read_text().rpartition(")")[2].split()
            if process_group == str(group) and state != "Z":
                found.append(file.parent.name)
    return found


def wait_until(happens: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something that takes no known time."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it has not happened"
        time.sleep(0.05)


def ended_by_the_system(*_: object) -> None:
    """Take the place of what sets a book, and end as when memory runs out."""
    os._exit(9)


def test_a_process_that_the_system_ends_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_builder, "typeset", ended_by_the_system)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    result = CliRunner().invoke(guide.main, ["--project", str(BICYCLE), "pdf", "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "The system has ended a process" in result.stderr
    assert "--edition and --paper" in result.stderr
    assert list(tmp_path.iterdir()) == []
