"""A pull request that touches only ``data/`` can at worst fail the check with a message."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from studyguide.book.typesetting import typeset
from studyguide.reading.loading import load_guide
from tests.book.conftest import STAMP, tree_of
from tests.book.reading import Book, squashed
from tests.hostile.changes import Change, apply, read_changes
from tests.hostile.checking import Run, run_all
from tests.hostile.hostile_site import CANARY, live_parts
from tests.projects import BICYCLE, copy_data, copy_project, guide_command, mkdocs
from tests.site.built import BuiltSite, words

LONGEST_REPORT = 100_000

REFUSED = [change for change in read_changes() if change.says]
HARMLESS = [change for change in read_changes() if not change.says]


@dataclass(frozen=True)
class Checked:
    """A change that was checked.

    Attributes:
        run: What the check said.
        folder: The folder with the guide and the secret beside it.
        before: Every file below the folder, from before the check.
    """

    run: Run
    folder: Path
    before: dict[str, bytes]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checked]:
    """All changes that must fail the check, each made to a guide of its own and checked."""
    place = tmp_path_factory.mktemp("changes")
    guide = copy_data(BICYCLE, place / "guide")
    assert guide_command(guide, "ids").returncode == 0
    published = shutil.copy(guide / "data/ids.txt", place / "published.txt")
    orders, before = {}, {}
    for change in REFUSED:
        project = Path(shutil.copytree(guide, place / change.name / "bicycle"))
        plant_secret(project)
        apply(change, project)
        orders[change.name] = ["--project", str(project), "check", "--published", str(published)]
        before[change.name] = snapshot(project.parent)
    runs = run_all(orders)
    return {name: Checked(run, place / name, before[name]) for name, run in runs.items()}


@pytest.mark.parametrize("change", REFUSED, ids=lambda change: change.name)
def test_a_hostile_change_fails_the_check_with_a_message(change: Change, checked: dict[str, Checked]) -> None:
    found = checked[change.name]
    assert (found.run.status, found.run.out) == (1, ""), found.run.err[-3000:]
    assert change.says in found.run.err
    assert "Traceback" not in found.run.err
    assert CANARY not in found.run.err
    assert len(found.run.err) < LONGEST_REPORT
    assert snapshot(found.folder) == found.before, "a check writes nothing"


def test_all_harmless_changes_together_do_no_harm(tmp_path: Path, bicycle_site: Path) -> None:
    project = copy_project(BICYCLE, tmp_path / "project")
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
    new = {without_hash(name) for name in site.files} - {without_hash(name) for name in ordinary.files}
    assert [name for name in new if not name.endswith("/index.html")] == []
    assert live_parts(site, ordinary) == []
    assert {name: text for name, text in snapshot(tmp_path).items() if "/site/" not in name} == outside

    guide = load_guide(project)
    tree, _ = tree_of(guide, project=project)
    book = Book(typeset(tree, "a4", STAMP.moment).data)
    glossary = words(site.pages["glossary/index.html"].find("main"))
    assert [item for item in guide.abbreviations if item.long not in glossary] == []
    assert [item for item in guide.abbreviations if squashed(item.short + item.long) not in book.words] == []
    assert CANARY not in book.words


def without_hash(name: str) -> str:
    """Name a file whose name changes with its content as if it did not."""
    return re.sub(r"\.[0-9a-f]{8}\.", ".", name)


def plant_secret(project: Path) -> None:
    """Put a file next to the guide that no output may show."""
    (project.parent / "secret.yml").write_text(f"- names: [{CANARY}]\ntoken: user: {CANARY}\n", "utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
