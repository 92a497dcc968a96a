"""The lane to another engine: ProperDocs, which goes on where MkDocs 1 stands still, builds the same site."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import EPOCH, environment
from tests.site.built import BuiltSite

pytestmark = pytest.mark.site

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def test_the_same_site_comes_out_apart_from_the_name_of_the_generator(
    project: Path, bicycle_site: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", str(project / "mkdocs.yml")]
    other = subprocess.run(
        [*command, "--site-dir", str(tmp_path / "site")],
        env=environment({"SOURCE_DATE_EPOCH": EPOCH}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert other.returncode == 0, other.stderr
    first, second = BuiltSite(bicycle_site), BuiltSite(tmp_path / "site")
    assert first.files.keys() == second.files.keys()
    assert [name for name in first.files if content(first.files[name]) != content(second.files[name])] == []
    generators = {tuple(GENERATOR.findall(site.files["index.html"].read_bytes())) for site in (first, second)}
    assert len(generators) == 2, "the same engine built both"


def content(file: Path) -> bytes:
    raw = file.read_bytes()
    return gzip.decompress(raw) if file.suffix == ".gz" else GENERATOR.sub(b"", raw)
