"""The lane to another engine: ProperDocs, which goes on where MkDocs 1 stands still, builds the same site."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import environment, mkdocs
from tests.site.built import BuiltSite

pytestmark = pytest.mark.site

EPOCH = {"SOURCE_DATE_EPOCH": "1790000000", "SITE_URL": "https://example.org/guide/"}
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def test_the_same_site_comes_out_apart_from_the_name_of_the_generator(project: Path, tmp_path: Path) -> None:
    built = mkdocs(project, "build", "--strict", "--site-dir", str(tmp_path / "mkdocs"), env=EPOCH)
    assert built.returncode == 0, built.stderr
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", str(project / "mkdocs.yml")]
    other = subprocess.run(
        [*command, "--site-dir", str(tmp_path / "properdocs")],
        env=environment({**EPOCH}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert other.returncode == 0, other.stderr
    first, second = (BuiltSite(tmp_path / name) for name in ("mkdocs", "properdocs"))
    assert first.files.keys() == second.files.keys()
    assert [name for name in first.files if content(first.files[name]) != content(second.files[name])] == []
    generators = {tuple(GENERATOR.findall(site.files["index.html"].read_bytes())) for site in (first, second)}
    assert len(generators) == 2, "the same engine built both"


def content(file: Path) -> bytes:
    raw = file.read_bytes()
    return gzip.decompress(raw) if file.suffix == ".gz" else GENERATOR.sub(b"", raw)
