"""The tree of the tiny guide's book is the committed one. To renew it, see conftest.py."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest

from studyguide.model import Guide
from tests.book.conftest import tree_of
from tests.golden.conftest import OPTION

TREES = Path(__file__).parent / "book"


@pytest.mark.parametrize("edition", ["full", "questions-first", "mechanic"])
def test_the_tree_of_an_edition_is_as_committed(
    edition: str, bicycle_guide: Guide, request: pytest.FixtureRequest
) -> None:
    tree = json.dumps(tree_of(bicycle_guide, edition)[0], indent=1, ensure_ascii=False) + "\n"
    file = TREES / f"{edition}.json"
    if request.config.getoption("renew_golden", default=False):
        file.parent.mkdir(exist_ok=True)
        file.write_text(tree, "utf-8")
        pytest.fail(f"{file.name} is written. Review it with git, then run without {OPTION}.")
    committed = file.read_text("utf-8")
    if tree != committed:
        diff = difflib.unified_diff(committed.splitlines(), tree.splitlines(), "committed", "composed", "", "", 2, "")
        pytest.fail("\n".join([f"{file.name} has changed:", *diff, f"If it is meant: pytest tests/golden {OPTION}"]))
