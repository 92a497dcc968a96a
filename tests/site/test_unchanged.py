"""A second ``mkdocs build`` of the same site copies the first one; whatever differs is built anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from studyguide.cache import FOLDER, SWITCH
from tests.projects import EPOCH, mkdocs, replace

pytestmark = pytest.mark.site

COPIED = "Nothing has changed since the last build"
DAY_LATER = str(int(EPOCH) + 86400)
QUESTION = "data/questions/wheels/true-a-wheel.yml"

Edit = Callable[[Path], object]


def build(project: Path, **extra: str) -> CompletedProcess[str]:
    home = str(project.parent / "home")
    result = mkdocs(project, "build", env={"SOURCE_DATE_EPOCH": EPOCH, SWITCH: "", "XDG_CACHE_HOME": home, **extra})
    assert result.returncode == 0, result.stderr
    return result


def files(project: Path) -> dict[str, bytes]:
    site = project / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_an_unchanged_site_is_copied(project: Path) -> None:
    assert COPIED not in build(project).stderr
    first = files(project)
    (project / "site" / "left.html").write_text("of an older build", "utf-8")
    assert COPIED in build(project).stderr
    assert files(project) == first


CHANGES: dict[str, Edit] = {
    "an entry": lambda project: replace(project / QUESTION, "Quarter turns", "Half turns"),
    "a list of the data": lambda project: replace(project / "data/terms.yml", "out of use", "old"),
    "a page by hand": lambda project: replace(project / "docs/about.md", "A guide for tests.", "Edited."),
    "a style sheet": lambda project: (project / "docs/assets/stylesheets/guide.css").write_text("b {}", "utf-8"),
    "an override": lambda project: replace(project / "overrides/main.html", "{% block config", "x{% block config"),
    "a template": lambda project: replace(
        project / "hooks/studyguide/pages/templates/topic_head.html.jinja", 'class="lede"', 'class="edited"'
    ),
    "the hook": lambda project: replace(project / "hooks/mkdocs_hooks.py", "    gc.unfreeze()\n", ""),
    "the settings": lambda project: replace(project / "mkdocs.yml", "toc_depth: 3", "toc_depth: 2"),
    "a download": lambda project: (project / "downloads/copy.zip").write_bytes(b"another copy"),
    "a kept file that is damaged": lambda project: (project / FOLDER / "finished/about/index.html").write_text("x"),
    "a kept file that is gone": lambda project: (project / FOLDER / "finished/about/index.html").unlink(),
    "a kept list that is damaged": lambda project: (project / FOLDER / "finished.bin").write_bytes(b"x" * 50),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_built(change: str, project: Path) -> None:
    (project / "downloads").mkdir()
    (project / "downloads/copy.zip").write_bytes(b"a copy")
    build(project)
    CHANGES[change](project)
    assert COPIED not in build(project).stderr
    built = files(project)
    build(project, **{SWITCH: "off"})
    assert files(project) == built


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param({"SOURCE_DATE_EPOCH": DAY_LATER}, id="day"),
        pytest.param({"SITE_URL": "https://example.org/x/"}, id="address"),
        pytest.param({SWITCH: "off"}, id="switch"),
    ],
)
def test_another_environment_is_another_site(extra: dict[str, str], project: Path) -> None:
    build(project)
    assert COPIED not in build(project, **extra).stderr


def test_nothing_is_kept_when_the_cache_is_off(project: Path) -> None:
    build(project, **{SWITCH: "off"})
    assert not (project / FOLDER).exists()


def test_a_plugin_that_is_not_ours_may_read_anything_so_the_site_is_built(project: Path) -> None:
    replace(project / "mkdocs.yml", "plugins: [search]", "plugins: [search, tags]")
    build(project)
    assert COPIED not in build(project).stderr


def test_warnings_are_given_every_time(project: Path) -> None:
    replace(project / "docs/about.md", "A guide for tests.", "[Nowhere](nowhere.md)")
    for _ in range(2):
        assert "nowhere.md" in build(project).stderr
