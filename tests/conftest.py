"""Fixtures that all tests share. Sites take seconds to build, so each is built once a run and only read."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.model import Guide
from studyguide.reading.loading import load_guide
from tests.projects import BICYCLE, ROOT, copy_data, copy_project, mkdocs


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
    site = tmp_path_factory.mktemp("real") / "site"
    result = mkdocs(
        ROOT,
        "build",
        "--strict",
        "--site-dir",
        str(site),
        env={"REPO_URL": "https://example.org/someone/guide", "SITE_URL": "https://example.org/guide/"},
    )
    assert result.returncode == 0, result.stderr
    return site


@pytest.fixture(scope="session")
def bicycle_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny guide as a site, built strictly by the same code and without a repository address."""
    project = copy_project(BICYCLE, tmp_path_factory.mktemp("tiny") / "project")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return project / "site"
