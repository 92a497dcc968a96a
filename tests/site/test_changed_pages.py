"""Rebuilding only what changed: after each save the served site is what a build of the whole site would be."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MethodType
from typing import cast
from wsgiref.util import FileWrapper

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from mkdocs_serving import ServedSite
from studyguide.cache import FOLDER, SWITCH
from tests.projects import replace

pytestmark = pytest.mark.site

WHEEL = "data/questions/wheels/true-a-wheel.yml"
BRAKE = "data/questions/brakes/rim-or-disc-brake.yml"
ADDRESS = "http://127.0.0.1:8000/"


@dataclass
class Serving:
    """What ``mkdocs serve`` sets up, without a port and without watching: a test calls ``save`` after an edit.

    Attributes:
        project: The guide.
        root: The folder that is served.
        server: The server.
        whole_builds: How often the whole site was built after the first time.
    """

    project: Path
    root: Path
    server: LiveReloadServer
    whole_builds: int = 0

    def save(self) -> None:
        """Do what the server does once it has seen a change."""
        self.server._wanted_epoch += 1
        self.server.builder()
        self.server._visible_epoch = self.server._wanted_epoch

    def files(self) -> dict[str, bytes]:
        """All files of the served site."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes() for file in self.root.rglob("*") if file.is_file()
        }

    def used_files(self) -> dict[str, bytes]:
        """All files but those of the build before, which stay for pages that a browser has open."""
        return {name: text for name, text in self.files().items() if name not in self.served._unused}

    def whole(self) -> dict[str, bytes]:
        """All files after a build of the whole site."""
        self.served._full_build()
        return self.files()

    @property
    def served(self) -> ServedSite:
        """What keeps the served site up to date."""
        return cast("ServedSite", cast("MethodType", self.server.builder).__self__)


@contextmanager
def serve(project: Path, root: Path) -> Iterator[Serving]:
    """Begin to serve a project from a folder."""

    def settings() -> MkDocsConfig:
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(root))
        config.site_url = ADDRESS
        return config

    def build_all(config: MkDocsConfig | None = None) -> None:
        serving.whole_builds += 1
        build(config or settings(), serve_url=ADDRESS)

    config = settings()
    config.plugins.on_startup(command="serve", dirty=False)
    server = LiveReloadServer(build_all, "127.0.0.1", 8000, str(root))
    serving = Serving(project, root, server, whole_builds=-1)
    build_all(config)
    serving.server = config.plugins.on_serve(server, config=config, builder=build_all)
    yield serving
    config.plugins.on_shutdown()
    server.server_close()


@pytest.fixture(name="serving")
def serving_site(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    with serve(project, tmp_path / "served") as serving:
        yield serving


@pytest.mark.parametrize(
    ("file", "old", "new", "page"),
    [
        pytest.param(WHEEL, "Quarter turns", "Half turns", "questions/wheels/index.html", id="a point of an answer"),
        pytest.param(WHEEL, "How do you true a wheel?", "Why true it?", "questions/index.html", id="a title"),
        pytest.param(WHEEL, "level: apprentice", "level: master", "levels/master/index.html", id="a level"),
        pytest.param("data/abbreviations.yml", "short: DOT", "short: DOTT", "glossary/index.html", id="a short form"),
        pytest.param(
            "data/comparisons/rim-vs-disc.yml",
            "Discs for",
            "Drums for",
            "comparisons/rim-vs-disc/index.html",
            id="a table",
        ),
    ],
)
def test_an_edited_entry_is_on_its_pages_without_a_build_of_the_whole_site(
    file: str, old: str, new: str, page: str, serving: Serving
) -> None:
    replace(serving.project / file, old, new)
    serving.save()
    assert serving.whole_builds == 0
    assert new.split(": ")[-1] in (serving.root / page).read_text("utf-8")
    assert serving.used_files() == serving.whole()


EDITS: dict[str, Callable[[Path], object]] = {
    "a fault": lambda project: replace(project / WHEEL, "level: apprentice", "level: aprentice"),
    "an entry that moved": lambda project: (project / WHEEL).rename(project / "data/questions/brakes/true-a-wheel.yml"),
    "an entry that moved to a topic with others": lambda project: (
        project / "data/questions/brakes/bleed-a-brake.yml"
    ).rename(project / "data/questions/wheels/bleed-a-brake.yml"),
    "an entry that is gone": lambda project: (project / "data/questions/brakes/bleed-a-brake.yml").unlink(),
    "a page by hand": lambda project: replace(project / "docs/about.md", "A guide for tests.", "Edited."),
    "an override": lambda project: replace(project / "overrides/main.html", "{% block config", "x{% block config"),
    "a name in the navigation": lambda project: replace(project / "data/guide.yml", "name: Wheels", "name: Rims"),
    "the settings": lambda project: replace(project / "mkdocs.yml", "toc_depth: 3", "toc_depth: 2"),
    "a style sheet": lambda project: (project / "docs/assets/stylesheets/guide.css").write_text("b {}", "utf-8"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_may_change_more_than_its_page_is_a_build_of_the_whole_site(edit: str, serving: Serving) -> None:
    EDITS[edit](serving.project)
    serving.save()
    assert serving.whole_builds == 1
    assert serving.files() == serving.whole()


def test_over_any_sequence_of_edits_the_served_site_is_right(serving: Serving) -> None:
    chance = random.Random(11)
    files = [serving.project / name for name in (WHEEL, BRAKE, "data/comparisons/rim-vs-disc.yml", "docs/about.md")]
    texts = {file: file.read_text("utf-8") for file in files}
    for step in range(20):
        file = chance.choice(files)
        edit = chance.choice(["word", "word", "word", "back", "fault", "touch"])
        if edit == "word":
            file.write_text(texts[file].replace(" the ", f" the {chance.choice('abcdef')} ", 1), "utf-8")
        elif edit == "fault":
            file.write_text(texts[file].replace("verified: 2026", "verified: 2O26"), "utf-8")
        elif edit == "touch":
            file.touch()
        else:
            file.write_text(texts[file], "utf-8")
        serving.save()
        served = serving.used_files()
        assert served == serving.whole(), (step, edit, file.name)
    assert serving.whole_builds < 20 * 2, "some edits changed pages only"


def test_requests_are_answered_from_the_last_good_build_meanwhile(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[bytes] = []
    whole_build = serving.served._full_build

    def request_while_building() -> None:
        page = serving.server.serve_request({"PATH_INFO": "/about/"}, lambda status, headers: None)
        with closing(cast("FileWrapper", page)):
            answers.append(b"".join(page))
        whole_build()

    monkeypatch.setattr(serving.served, "_full_build", request_while_building)
    replace(serving.project / "docs/about.md", "A guide for tests.", "Edited.")
    serving.save()
    assert b"A guide for tests." in answers[0]
    assert b"Edited." in (serving.root / "about/index.html").read_bytes()


def test_browsers_reload_after_each_save(serving: Serving) -> None:
    epochs = [serving.server._visible_epoch]
    for file, old, new in ((WHEEL, "Quarter turns", "Half turns"), ("docs/about.md", "A guide for tests.", "Edited.")):
        replace(serving.project / file, old, new)
        serving.save()
        epochs.append(serving.server._visible_epoch)
    assert epochs == sorted(set(epochs))


def test_nothing_is_left_behind(serving: Serving) -> None:
    replace(serving.project / "docs/about.md", "A guide for tests.", "Edited.")
    serving.save()
    replace(serving.project / WHEEL, "Quarter turns", "Half turns")
    serving.save()
    serving.served.close()
    assert [folder.name for folder in serving.root.parent.glob("served*")] == ["served"]


def garbage(folder: Path) -> None:
    for file in folder.glob("*.bin"):
        file.write_bytes(b"garbage")


def a_file_in_its_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder", "utf-8")


@pytest.mark.parametrize("harm", [shutil.rmtree, garbage, a_file_in_its_place], ids=lambda harm: str(harm.__name__))
def test_whatever_happens_to_the_cache_while_serving_the_page_is_right(
    harm: Callable[[Path], None], serving: Serving, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(SWITCH, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    for number, word in enumerate(("Half turns", "Full turns", "No turns")):
        replace(serving.project / WHEEL, ("Quarter turns", "Half turns", "Full turns")[number], word)
        serving.save()
        assert word in (serving.root / "questions/wheels/index.html").read_text("utf-8")
        if number == 0:
            harm(serving.project / FOLDER)
    assert serving.used_files() == serving.whole()


def test_two_servers_on_one_folder_are_both_right(serving: Serving, tmp_path: Path) -> None:
    other_project = tmp_path / "link"
    other_project.symlink_to(serving.project)  # another process would have a hook module of its own
    with serve(other_project, tmp_path / "other") as other:
        for old, new in (("Quarter turns", "Half turns"), ("Half turns", "Full turns")):
            replace(serving.project / WHEEL, old, new)
            for each in (serving, other):
                each.save()
                assert new in (each.root / "questions/wheels/index.html").read_text("utf-8")
        assert serving.used_files() == serving.whole()
