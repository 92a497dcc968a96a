"""Fixtures that all tests share. Sites take seconds to build, so each is built once a run and only read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from studyguide.cache import SWITCH
from studyguide.model import Guide
from studyguide.reading.loading import load_guide
from tests.browser.browsers import FIREFOX_NAME, launch_chromium, launch_firefox
from tests.projects import BICYCLE, EPOCH, REAL_BUILD, ROOT, copy_data, copy_project, mkdocs
from tests.sharing import build_once

os.environ[SWITCH] = "off"  # tests leave nothing in the folders of guides; test_cache.py turns the cache on


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that no process is left with one of them at the end."""
    items.sort(key=lambda item: [item.get_closest_marker(name) is None for name in ("browser", "site")])


@pytest.fixture
def bicycle(tmp_path: Path) -> Path:
    """A copy of the tiny guide's data that a test may break."""
    return copy_data(BICYCLE, tmp_path / "bicycle")


@pytest.fixture(scope="session")
def bicycle_guide() -> Guide:
    """The tiny guide, read."""
    return load_guide(BICYCLE)


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The real guide, read."""
    return load_guide(ROOT)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide as a site, built strictly with a repository address."""

    def build(folder: Path) -> None:
        result = mkdocs(ROOT, "build", "--strict", "--site-dir", str(folder / "site"), env=REAL_BUILD)
        assert result.returncode == 0, result.stderr

    return build_once(tmp_path_factory, "real", build) / "site"


@pytest.fixture(scope="session")
def bicycle_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny guide as a site, built strictly by the same code and without a repository address."""

    def build(folder: Path) -> None:
        shutil.rmtree(folder / "project", ignore_errors=True)  # of a process that failed
        project = copy_project(BICYCLE, folder / "project")
        result = mkdocs(project, "build", "--strict", env={"SOURCE_DATE_EPOCH": EPOCH})
        assert result.returncode == 0, result.stderr

    return build_once(tmp_path_factory, "tiny", build) / "project/site"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of all browsers; a process can have only one."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the run."""
    started = launch_chromium(playwright)
    yield started
    started.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """One Firefox for the run, where the machine has it or could install it."""
    path = shutil.which(FIREFOX_NAME)
    if path is None:
        pytest.skip(f"{FIREFOX_NAME} is not installed and could not be installed by tools/install-browser.sh")
    started = launch_firefox(playwright, path)
    yield started
    started.close()
