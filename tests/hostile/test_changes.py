"""A pull request that touches only ``data/`` can at worst fail the check with a message."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.changes import Change, apply, read_changes
from tests.hostile.hostile_site import CANARY, live_parts
from tests.projects import ROOT, copy_project, environment, guide_command, mkdocs
from tests.site.built import BuiltSite

MEGABYTES = 2**20
SECONDS = 20
LONGEST_REPORT = 100_000

REFUSED = [pytest.param(change, id=change.name) for change in read_changes() if change.says]
HARMLESS = [change for change in read_changes() if not change.says]


@pytest.mark.parametrize("change", REFUSED)
def test_a_hostile_change_fails_the_check_with_a_message(change: Change, bicycle: Path, tmp_path: Path) -> None:
    plant_secret(bicycle)
    guide_command(bicycle, "ids")
    published = tmp_path / "published.txt"
    published.write_bytes((bicycle / "data/ids.txt").read_bytes())
    apply(change, bicycle)
    before = snapshot(tmp_path)
    result = check(bicycle, "--published", str(published))
    assert (result.returncode, result.stdout) == (1, ""), result.stderr[-3000:]
    assert change.says in result.stderr
    assert "Traceback" not in result.stderr
    assert CANARY not in result.stderr
    assert len(result.stderr) < LONGEST_REPORT
    assert snapshot(tmp_path) == before, "a check writes nothing"


def test_all_harmless_changes_together_do_no_harm(tmp_path: Path, bicycle_site: Path) -> None:
    project = copy_project(ROOT / "tests/guides/bicycle", tmp_path / "project")
    plant_secret(project)
    for change in HARMLESS:
        apply(change, project)
    assert HARMLESS
    outside = snapshot(tmp_path)
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    site = BuiltSite(project / "site")
    ordinary = BuiltSite(bicycle_site)
    assert [name for name, file in site.files.items() if CANARY.encode() in file.read_bytes()] == []
    assert {name for name in site.files if name not in ordinary.files and not name.endswith("/index.html")} == set()
    assert live_parts(site, ordinary) == []
    assert {name: text for name, text in snapshot(tmp_path).items() if "/site/" not in name} == outside


def plant_secret(project: Path) -> None:
    """Put a file next to the guide that no output may show."""
    (project.parent / "secret.yml").write_text(f"- names: [{CANARY}]\ntoken: user: {CANARY}\n", "utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def check(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the check with little memory and little time."""
    command = [sys.executable, str(ROOT / "hooks/guide.py"), "--project", str(project), "check", *arguments]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, preexec_fn=_limit)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1024 * MEGABYTES, 1024 * MEGABYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
