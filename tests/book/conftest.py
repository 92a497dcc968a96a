"""Books for tests: the tiny guide is set in a moment; the real one takes seconds and is set once a run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from studyguide.book.build_stamp import BuildStamp
from studyguide.book.edition import compose, editions
from studyguide.book.html_tree import Node
from studyguide.book.render_warnings import RenderWarnings
from studyguide.book.typesetting import Paper, typeset
from studyguide.model import Guide
from studyguide.problems import Problem
from tests.book.reading import Book
from tests.projects import BICYCLE, ROOT, guide_command

STAMP = BuildStamp(dt.datetime(2026, 10, 7, 12, tzinfo=dt.UTC), "abc1234")


def tree_of(guide: Guide, edition: str = "full", project: Path = BICYCLE) -> tuple[Node, tuple[Problem, ...]]:
    """Compose an edition; also give what was found while composing it."""
    warnings = RenderWarnings(project)
    chosen = next(each for each in editions(guide) if each.name == edition)
    return compose(project, guide, chosen, STAMP, warnings), warnings.problems


def set_book(guide: Guide, edition: str = "full", paper: Paper = "a4") -> Book:
    """Set an edition of a guide with the pages of the tiny guide."""
    tree, _ = tree_of(guide, edition)
    return Book(typeset(tree, paper, STAMP.moment).data)


@pytest.fixture(scope="session")
def bicycle_book(bicycle_guide: Guide) -> Book:
    """The full edition of the tiny guide on A4."""
    return set_book(bicycle_guide)


@pytest.fixture(scope="session")
def real_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The full edition of the real guide on A4, made as a reader makes it."""
    out = tmp_path_factory.mktemp("book")
    result = guide_command(ROOT, "pdf", "--edition", "full", "--paper", "a4", "--out", str(out))
    assert result.returncode == 0, result.stderr
    return Book((out / "full-a4.pdf").read_bytes())
