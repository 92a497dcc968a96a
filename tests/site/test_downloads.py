"""Files in the folder of downloads are published next to the page that lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.model import Guide
from tests.book.conftest import set_book
from tests.projects import BICYCLE, copy_project, mkdocs
from tests.site.built import BuiltSite

pytestmark = pytest.mark.site


def test_downloads_are_published_and_listed(tmp_path: Path, bicycle_guide: Guide) -> None:
    project = copy_project(BICYCLE, tmp_path / "project")
    (project / "downloads").mkdir()
    (project / "downloads/full-a4.pdf").write_bytes(set_book(bicycle_guide).data)
    (project / "downloads/bicycle-offline.zip").write_bytes(b"zip")
    built = mkdocs(project, "build", "--strict")
    assert built.returncode == 0, built.stderr
    published = project / "site/downloads"
    for name in ("full-a4.pdf", "bicycle-offline.zip"):
        assert (published / name).read_bytes() == (project / "downloads" / name).read_bytes()
    page = (published / "index.html").read_text("utf-8")
    assert '<th scope="row">Full edition</th><td><a href="full-a4.pdf">' in page
    assert "Unpack it and open index.html" in page
    assert "make pdf" not in page


def test_without_downloads_the_page_says_how_to_make_them(bicycle_site: Path) -> None:
    assert "make pdf" in (bicycle_site / "downloads/index.html").read_text("utf-8")
    assert sorted(file.name for file in (bicycle_site / "downloads").iterdir()) == ["index.html"]


def test_a_copy_for_reading_from_disk_holds_no_downloads(flat: BuiltSite) -> None:
    # It is a download itself: it would hold the copy of the build before, and that the one before it.
    assert [name for name in flat.files if name.endswith(".zip")] == []
    page = flat.files["downloads/index.html"].read_text("utf-8")
    assert "copy.zip" not in page
    assert "The site offers the books" in page
