"""The copy for reading from disk: how its zip comes to be; what it holds is tested in a browser."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from tools import offline


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
