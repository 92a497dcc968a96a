"""The search worker: one classic script, joined from the files of ``docs/assets/javascripts/search/``."""

from __future__ import annotations

from pathlib import Path

from studyguide.script_bundles import join_scripts
from studyguide.site_files import SiteFile, hashed_name

FOLDER = "assets/javascripts/search"
"""The folder with the parts, below ``docs/``."""

PARTS = ("text.js", "vocabulary.js", "index.js", "query.js", "engine.js", "results.js", "worker.js")
"""The parts, in the order in which they build on each other."""


def search_worker(docs: Path) -> SiteFile:
    """Join the parts of the worker.

    Args:
        docs: The folder of hand-written pages and assets.

    Returns:
        The script, without lines that are only comment.
    """
    script = '"use strict";\n(() => {\n' + join_scripts(docs / FOLDER / part for part in PARTS) + "\n})();\n"
    return SiteFile(hashed_name(f"{FOLDER}.js", script), script.encode())
