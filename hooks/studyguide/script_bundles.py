"""The scripts of pages: each bundle is one classic script, joined from files below ``docs/assets/javascripts/``.

Files of one subject are small and many; browsers get few requests, and no comments. A page names its bundles in the
front matter of its template (``bundles``). Scripts that every page has stand in ``mkdocs.yml`` instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from studyguide.site_files import SiteFile, hashed_name

FOLDER = "assets/javascripts"
"""The folder with the files, below ``docs/``, and of the bundles on the site."""

BUNDLES: Mapping[str, tuple[str, ...]] = {
    "store": (
        "core/progress-document.js",
        "core/progress-format.js",
        "core/store.js",
        "pages/page-parts.js",
    ),
    "filters": ("core/question-filter.js", "core/search-client.js", "pages/filters.js"),
    "marks": ("pages/search-marks.js",),
    "progress": ("pages/progress-actions.js",),
    "path": ("pages/path-progress.js",),
    "points": ("core/calendar.js", "core/answer-grade.js", "pages/point-ticks.js"),
    "continue": ("pages/continue.js",),
    "plan": (
        "core/memory-model.js",
        "core/planner.js",
        "core/calendar.js",
        "core/practice-history.js",
        "core/practice-plan.js",
        "pages/practice-data.js",
    ),
    "practice": (
        "core/answer-grade.js",
        "core/practice-session.js",
        "pages/practice-start.js",
        "pages/practice-session.js",
        "pages/practice.js",
    ),
    "warm-up": ("pages/warm-up.js",),
    "mock": (
        "core/answer-grade.js",
        "core/mock-interview.js",
        "pages/mock-card.js",
        "pages/mock-summary.js",
        "pages/mock-interview.js",
    ),
}
"""The files of each bundle, in the order in which they build on each other."""

_CAST = re.compile(r"/\*\* @type [^*]*\*/ ?")
_INDENTATION = re.compile(r"^ +", re.MULTILINE)
_COMMENT_LINE = re.compile(r"^ *(?://.*|/\*\*(?:(?!\*/).)*(?:\*/)?|\*.*)\n", re.MULTILINE)


def script_bundles(docs: Path) -> dict[str, SiteFile]:
    """Make all bundles.

    Args:
        docs: The folder of hand-written pages and assets.

    Returns:
        The script of each bundle by its name.
    """
    folder = docs / FOLDER
    bundles = {}
    for name, parts in BUNDLES.items():
        script = join_scripts(folder / part for part in parts)
        bundles[name] = SiteFile(hashed_name(f"{FOLDER}/{name}.js", script), script.encode())
    return bundles


def join_scripts(files: Iterable[Path]) -> str:
    """Join scripts, without indentation, types and lines that are only comment.

    A program that shortens more must understand the language; those that come as Python packages cut nested template
    literals in two without a word.
    """
    script = "\n".join(file.read_text("utf-8") for file in files)
    return _INDENTATION.sub("", _CAST.sub("", _COMMENT_LINE.sub("", script)))
