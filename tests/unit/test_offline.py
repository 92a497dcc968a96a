"""The copy for reading from disk: how its zip comes to be; what it holds is tested in a browser."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tools import offline

from studyguide.build_time import EPOCH_VARIABLE, LATEST
from tests.projects import ROOT, environment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished copy; building another one does nothing."""
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy/index.html").write_text("<p>", "utf-8")
    monkeypatch.setattr(subprocess, "run", lambda *arguments, **options: None)
    return tmp_path / "copy"


def test_the_zip_holds_the_folder_and_nothing_else_is_left(folder: Path, tmp_path: Path) -> None:
    offline.main(folder, tmp_path / "downloads/guide.zip")
    assert [file.name for file in (tmp_path / "downloads").iterdir()] == ["guide.zip"]
    assert zipfile.ZipFile(tmp_path / "downloads/guide.zip").namelist() == ["guide/index.html"]


@pytest.mark.parametrize(
    ("epoch", "time"),
    [
        pytest.param(None, (1980, 1, 1, 0, 0, 0), id="not given"),
        pytest.param("0", (1980, 1, 1, 0, 0, 0), id="before all zips"),
        pytest.param("1790000000", (2026, 9, 21, 14, 13, 20), id="given"),
        pytest.param(str(LATEST), (2106, 2, 7, 6, 28, 14), id="the latest"),
    ],
)
def test_the_files_have_the_given_time_as_near_as_a_zip_can_hold_it(
    epoch: str | None, time: tuple[int, ...], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(EPOCH_VARIABLE, raising=False)
    if epoch is not None:
        monkeypatch.setenv(EPOCH_VARIABLE, epoch)
    offline.main(folder, tmp_path / "guide.zip")
    assert [entry.date_time for entry in zipfile.ZipFile(tmp_path / "guide.zip").infolist()] == [time]


@pytest.mark.parametrize("epoch", ["", "soon", "4400000000"])
def test_what_is_no_time_is_reported_before_anything_is_built(
    epoch: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EPOCH_VARIABLE, epoch)
    with pytest.raises(SystemExit, match=f"^SOURCE_DATE_EPOCH is '{epoch}'; set it to whole seconds"):
        offline.main(folder, tmp_path / "guide.zip")
    assert [file.name for file in tmp_path.iterdir()] == ["copy"]


@pytest.mark.parametrize("arguments", [[], ["out"], ["out", "a.zip", "b"]], ids=len)
def test_wrong_arguments_get_the_usage(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools/offline.py"), *arguments]
    result = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert "Usage: ``python tools/offline.py OUT ZIP``" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_zip_that_fails_leaves_the_one_before_and_nothing_else(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(file: Path) -> bytes:
        seen.extend(other.name for other in downloads.iterdir())
        raise OSError("no space")

    downloads, seen = tmp_path / "downloads", list[str]()
    downloads.mkdir()
    (downloads / "guide.zip").write_bytes(b"before")
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(OSError, match="no space"):
        offline.main(folder, downloads / "guide.zip")
    assert sorted(seen) == [".guide.zip.part", "guide.zip"], "what is half done has a hidden name"
    assert [file.name for file in downloads.iterdir()] == ["guide.zip"]
