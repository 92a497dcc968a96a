"""Committed pages, and the option that renews them: ``pytest tests/golden --renew-golden``.

A renewed run always fails, so that a CI job can never renew by accident. Look at what git shows, then run again
without the option.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.model import Guide
from studyguide.pages.rendering import export_pages

PAGES = Path(__file__).parent / "pages"
OPTION = "--renew-golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, action="store_true", help="write tests/golden/pages anew, and fail")


@pytest.fixture(scope="session")
def pages(bicycle_guide: Guide) -> dict[str, str]:
    """The tiny guide's exported pages by address."""
    return {page.uri: page.text for page in export_pages(bicycle_guide)}


@pytest.fixture(scope="session")
def golden(pages: dict[str, str], request: pytest.FixtureRequest) -> dict[str, str]:
    """The committed pages by address."""
    if request.config.getoption("renew_golden", default=False):  # unknown where the run began above this folder
        _renew(pages)
        pytest.fail(f"{len(pages)} golden pages are written. Review them with git, then run without {OPTION}.")
    return {name: (PAGES / name).read_bytes().decode() for name in golden_names()}


def golden_names() -> list[str]:
    """The addresses that are committed."""
    return sorted(file.relative_to(PAGES).as_posix() for file in PAGES.rglob("*") if file.is_file())


def _renew(pages: dict[str, str]) -> None:
    for name in golden_names():
        (PAGES / name).unlink()
    for uri, text in pages.items():
        target = PAGES / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
