"""The stamp of an edition follows from the commit alone, not from how the repository was copied or set up."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from studyguide.book.build_stamp import read_build_stamp
from studyguide.model import Guide


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    """Run git in a folder on a day of October."""
    date = f"2026-10-{day:02}T12:00:00Z"
    names = {f"GIT_{role}_{part}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    settings = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    command = ["git", "-C", str(folder), *arguments]
    env = {"PATH": "/usr/bin:/bin", **names, **settings}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """A repository whose last commit is a merge that changes nothing against its first parent."""
    repository = tmp_path / "full"
    repository.mkdir()
    git(repository, "init", "--quiet", "--initial-branch=main")
    git(repository, "commit", "--quiet", "--allow-empty", "--message=Begin", day=1)
    git(repository, "checkout", "--quiet", "-b", "side")
    (repository / "words.txt").write_text("words", "utf-8")
    git(repository, "add", "words.txt")
    git(repository, "commit", "--quiet", "--message=Write", day=2)
    git(repository, "checkout", "--quiet", "main")
    (repository / "others.txt").write_text("others", "utf-8")
    git(repository, "add", "others.txt")
    git(repository, "commit", "--quiet", "--message=Write others", day=3)
    git(repository, "merge", "--quiet", "--strategy=ours", "--message=Merge", "side", day=4)
    return repository


def test_a_full_and_a_shallow_clone_have_the_same_imprint(
    merged: Path, tmp_path: Path, bicycle_guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    git(tmp_path, "clone", "--quiet", "--depth=1", merged.as_uri(), "shallow")
    stamp = read_build_stamp(merged, bicycle_guide)
    assert stamp == read_build_stamp(tmp_path / "shallow", bicycle_guide)
    assert stamp.day.day == 4


@pytest.mark.parametrize("length", ["5", "20", "no"])
def test_no_setting_changes_the_name_of_the_commit(
    length: str, merged: Path, bicycle_guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    git(merged, "config", "core.abbrev", length)
    assert read_build_stamp(merged, bicycle_guide).commit == git(merged, "rev-parse", "HEAD")[:8]


def test_without_a_repository_the_day_is_that_of_the_last_check(
    tmp_path: Path, bicycle_guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    stamp = read_build_stamp(tmp_path, bicycle_guide)
    assert (stamp.day, stamp.commit) == (bicycle_guide.last_verified, "")
