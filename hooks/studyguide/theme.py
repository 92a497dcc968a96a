"""What the site changes in the theme's own templates."""

from __future__ import annotations

import re

from markupsafe import Markup

from studyguide.problems import ContentError, Problem

INDEX = "search/search_index.json"
"""Where the theme looks for the search index."""

_WORKER = re.compile(r'("search":\s*"[^"]*?)assets/javascripts/workers/search\.[0-9a-f]+\.min\.js(")')


def use_search_worker(block: str, uri: str) -> Markup:
    """Name our search worker in the settings that the theme writes into each page.

    Args:
        block: The theme's settings, as HTML.
        uri: The address of the worker, relative to the root of the site.

    Raises:
        ContentError: If the theme no longer names its worker where we look for it.
    """
    changed, count = _WORKER.subn(rf"\g<1>{uri}\g<2>", str(block))
    if count != 1:
        message = f"the theme's settings name its search worker {count} times instead of once"
        hint = "compare the block 'config' of the theme's base.html, or pin the version before"
        raise ContentError([Problem.in_file("overrides/main.html", message, hint)])
    return Markup(changed)  # noqa: S704  the theme's own block, with a file name that holds only letters and digits
