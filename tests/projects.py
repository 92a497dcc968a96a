"""Projects for tests: a folder with everything that a site is built from, in a temporary place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

import guide

ROOT = Path(__file__).resolve().parent.parent
BICYCLE = ROOT / "tests" / "guides" / "bicycle"

EPOCH = "1790000000"
"""The time of builds that are compared with each other, as ``SOURCE_DATE_EPOCH`` takes it."""

REAL_BUILD = {
    "REPO_URL": "https://example.org/someone/guide",
    "SITE_URL": "https://example.org/guide/",
    "SOURCE_DATE_EPOCH": EPOCH,
}
"""What the environment says when the real guide is built."""


def copy_data(guide: Path, target: Path) -> Path:
    """Copy a guide's data and hand-written pages, enough for the core.

    Args:
        guide: The folder with ``data/`` and ``docs/``.
        target: Where to put them; created.

    Returns:
        ``target``.
    """
    for name in ("data", "docs"):
        shutil.copytree(guide / name, target / name)
    return target


def copy_project(guide: Path, target: Path) -> Path:
    """Copy a guide together with the generator, enough for MkDocs.

    Args:
        guide: The folder with ``data/`` and ``docs/``.
        target: Where to put everything; created.

    Returns:
        ``target``.
    """
    copy_data(guide, target)
    shutil.copytree(ROOT / "docs" / "assets", target / "docs" / "assets", dirs_exist_ok=True)
    shutil.copytree(ROOT / "hooks", target / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", target / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def replace(file: Path, old: str, new: str) -> None:
    """Change a text that stands exactly once in a file."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), "utf-8")


HISTORY = """\
comparison:disc-vs-rim
comparison:rim-vs-disc
level:apprentice
level:novice
path:mechanic
path:welder
question:brakes/straighten-a-wheel
question:brakes/true-a-wheel
question:rims/rim-or-disc-brake
question:rims/true-a-wheel
question:wheels/straighten-a-wheel
question:wheels/true-a-wheel
topic:paint
topic:rims
topic:wheels
"""
"""What the tiny guide has published: its wheels once stood among brakes, and on a page about rims that is gone."""


def grow_old(project: Path) -> None:
    """Give a copy of the tiny guide a past, and all that keeps the old addresses alive."""
    (project / "data/ids.txt").write_text(HISTORY, "utf-8")
    guide = project / "data/guide.yml"
    replace(guide, "{id: wheels,", "{id: wheels, redirect_from: [rims],")
    replace(guide, "{id: apprentice,", "{id: apprentice, redirect_from: [novice],")
    for file, old in (("comparisons/rim-vs-disc.yml", "disc-vs-rim"), ("paths/mechanic.yml", "welder")):
        path = project / "data" / file
        path.write_text(path.read_text("utf-8") + f"redirect_from: [{old}]\n", "utf-8")


def environment(extra: Mapping[str, str] = {}) -> dict[str, str]:
    """The environment for a program under test: the machine's own, without what would change its output."""
    kept = {name: value for name, value in os.environ.items() if name not in REAL_BUILD}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **extra}


def mkdocs(
    project: Path,
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] = {},
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs on a project and wait for it."""
    command = [sys.executable, "-m", "mkdocs", *arguments, "-f", str(project / "mkdocs.yml")]
    return subprocess.run(
        command, cwd=cwd or project, env=environment(env), capture_output=True, text=True, check=False
    )


def guide_here(project: Path, *arguments: str) -> Result:
    """Run the guide's command line in this process, which takes a fraction of the time; a traceback fails the test."""
    result = CliRunner().invoke(guide.main, ["--project", str(project), *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def guide_command(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the guide's command line on a project and wait for it."""
    command = [sys.executable, str(ROOT / "hooks" / "guide.py"), "--project", str(project), *arguments]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
