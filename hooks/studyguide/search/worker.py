"""The search worker: one classic script, joined from the files of ``docs/assets/javascripts/search/``."""

from __future__ import annotations

import re
from pathlib import Path

from studyguide.site_files import SiteFile, hashed_name

FOLDER = "assets/javascripts/search"
"""The folder with the parts, below ``docs/``."""

PARTS = ("text.js", "vocabulary.js", "index.js", "query.js", "engine.js", "results.js", "worker.js")
"""The parts, in the order in which they build on each other."""

_COMMENT_LINE = re.compile(r"^ *(?://|/\*\*|\*).*\n", re.MULTILINE)


def search_worker(docs: Path) -> SiteFile:
    """Join the parts of the worker.

    Args:
        docs: The folder of hand-written pages and assets.

    Returns:
        The script, without lines that are only comment.
    """
    parts = [(docs / FOLDER / part).read_text("utf-8") for part in PARTS]
    script = '"use strict";\n(() => {\n' + _COMMENT_LINE.sub("", "\n".join(parts)) + "\n})();\n"
    return SiteFile(hashed_name(f"{FOLDER}.js", script), script.encode())
