"""Generated files that are not pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studyguide.site_files import SiteFile, hashed_name


@pytest.mark.parametrize(
    ("uri", "pattern"),
    [("search/words.txt", r"search/words\.[0-9a-f]{8}\.txt"), ("a.b/c.d.js", r"a\.b/c\.d\.[0-9a-f]{8}\.js")],
)
def test_a_name_with_a_hash_keeps_its_folder_and_ending(uri: str, pattern: str) -> None:
    assert re.fullmatch(pattern, hashed_name(uri, "x"))


def test_a_name_changes_with_the_content_and_only_with_it() -> None:
    assert hashed_name("a.txt", "x") == hashed_name("a.txt", "x") != hashed_name("a.txt", "y")


def test_a_file_is_written_into_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"\xff\n")
    SiteFile("a/b.bin", b"\x00\r\n").write_to(tmp_path / "site")
    SiteFile("a/c.bin", tmp_path / "source").write_to(tmp_path / "site")
    assert (tmp_path / "site/a/b.bin").read_bytes() == b"\x00\r\n"
    assert (tmp_path / "site/a/c.bin").read_bytes() == b"\xff\n"
