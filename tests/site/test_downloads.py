"""Files in the folder of downloads are published next to the page that lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import BICYCLE, copy_project, guide_command, mkdocs

pytestmark = pytest.mark.site


def test_downloads_are_published_and_listed(tmp_path: Path) -> None:
    project = copy_project(BICYCLE, tmp_path / "project")
    made = guide_command(project, "pdf", "--edition", "full", "--paper", "a4")
    assert made.returncode == 0, made.stderr
    (project / "downloads/site.zip").write_bytes(b"zip")
    built = mkdocs(project, "build", "--strict")
    assert built.returncode == 0, built.stderr
    published = project / "site/downloads"
    for name in ("full-a4.pdf", "site.zip"):
        assert (published / name).read_bytes() == (project / "downloads" / name).read_bytes()
    page = (published / "index.html").read_text("utf-8")
    assert '<a href="full-a4.pdf">' in page
    assert "Bicycle Workshop Guide: Full edition, A4" in page
    assert "make pdf" not in page


def test_without_downloads_the_page_says_how_to_make_them(bicycle_site: Path) -> None:
    assert "make pdf" in (bicycle_site / "downloads/index.html").read_text("utf-8")
    assert sorted(file.name for file in (bicycle_site / "downloads").iterdir()) == ["index.html"]
