"""An edition that would come out the same is not set again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studyguide import cache
from studyguide.book.pdf_builder import PdfBuilder
from tests.projects import guide_here, replace


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(cache.SWITCH, raising=False)
    cache._signing_key.cache_clear()
    yield
    cache._signing_key.cache_clear()


@pytest.fixture
def jobs_set(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were set."""
    names: list[str] = []
    original = PdfBuilder._set

    def counting(self: PdfBuilder, jobs: Any, *rest: Any) -> Any:
        names.extend(job.file_name for job in jobs)
        return original(self, jobs, *rest)

    monkeypatch.setattr(PdfBuilder, "_set", counting)
    return names


def make(project: Path) -> str:
    """Make two editions on one paper; gives what the command says."""
    said = ""
    for edition in ("mechanic", "questions-first"):
        result = guide_here(project, "pdf", "--edition", edition, "--paper", "a4", "--out", str(project / "books"))
        assert result.exit_code == 0, result.stderr
        said += result.stdout
    return said


def test_only_what_changed_or_was_damaged_is_set_again(bicycle: Path, jobs_set: list[str]) -> None:
    said = make(bicycle)
    both = ["mechanic-a4.pdf", "questions-first-a4.pdf"]
    assert jobs_set == both
    books = {name: (bicycle / "books" / name).read_bytes() for name in both}

    # The second command has dropped what only the first one used, so that each edition is remembered by the last run.
    jobs_set.clear()
    assert guide_here(bicycle, "pdf", "--paper", "a4", "--out", str(bicycle / "books")).exit_code == 0
    jobs_set.clear()
    again = guide_here(bicycle, "pdf", "--paper", "a4", "--out", str(bicycle / "books"))
    assert jobs_set == []
    assert all(line in again.stdout for line in said.splitlines())

    (bicycle / "books" / "mechanic-a4.pdf").write_bytes(b"damaged")
    (bicycle / "books" / "questions-first-a4.pdf").unlink()
    guide_here(bicycle, "pdf", "--paper", "a4", "--out", str(bicycle / "books"))
    assert sorted(jobs_set) == both
    assert {name: (bicycle / "books" / name).read_bytes() for name in both} == books

    jobs_set.clear()
    replace(bicycle / "data/paths/mechanic.yml", "title: Mechanic", "title: Bicycle mechanic")
    guide_here(bicycle, "pdf", "--paper", "a4", "--out", str(bicycle / "books"))
    assert "mechanic-a4.pdf" in jobs_set
