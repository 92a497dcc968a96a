"""The content security policy of every page of a finished site: a browser runs only the scripts of the site.

GitHub Pages sends no headers of ours, so the policy stands in a ``<meta>`` of each page. It names the theme's inline
scripts by their hashes. Scripts inside the content are never named: a policy that blessed whatever a page holds
would bless an injected script too.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.problems import ContentError, Problem

CONTENT_CLASS = "md-content__inner"
"""The class of the element that holds what is not the theme's."""

DATA_TYPES = re.compile(r"application/(?:[\w.-]+\+)?json|text/(?:plain|template)", re.IGNORECASE)
"""Types of ``<script>`` that a browser does not run."""

_POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
)
_SCRIPT_TAG = re.compile(r"<script\b", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta\s+charset=[^>]*>)?", re.IGNORECASE)


@dataclass(frozen=True)
class InlineScript:
    """A script that stands in a page.

    Attributes:
        text: What a browser would run.
        line: Where it begins, counted from 1.
        in_content: Whether it stands inside the content, where no script may be.
    """

    text: str
    line: int
    in_content: bool


def add_content_security_policy(site: Path) -> None:
    """Write the policy into every page of a finished site.

    Args:
        site: The folder with the site.

    Raises:
        ContentError: If a page holds a script inside its content, or has no head. Nothing is written then.
    """
    pages = {file: file.read_text("utf-8") for file in sorted(site.rglob("*.html"))}
    problems, hashes = [], set()
    for file, text in pages.items():
        name = file.relative_to(site).as_posix()
        if not _HEAD.search(text):
            problems.append(
                Problem.in_file(name, "the page has no <head>", "add it to the template, the policy needs it")
            )
        for script in inline_scripts(text):
            if script.in_content:
                hint = "put the script into a file below docs/assets and name it in mkdocs.yml"
                problems.append(Problem.in_file(name, "script inside the content", hint, line=script.line, column=1))
            elif script.text:
                hashes.add(script_hash(script.text))
    if problems:
        raise ContentError(problems)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy(hashes), quote=False)}">'
    for file, text in pages.items():
        file.write_text(_HEAD.sub(lambda match: match[0] + meta, text, count=1), "utf-8", newline="")


def policy(hashes: set[str]) -> str:
    """Write the policy for a site whose inline scripts have these hashes."""
    return _POLICY.format(hashes="".join(f" '{name}'" for name in sorted(hashes)))


def script_hash(text: str) -> str:
    """Name a script as a policy does. Browsers read every line end as a line feed before they count."""
    digest = hashlib.sha256(re.sub(r"\r\n?", "\n", text).encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def inline_scripts(page: str) -> list[InlineScript]:
    """Find the scripts that stand in a page, and those of its content that would be loaded from elsewhere.

    Args:
        page: The page's HTML.

    Returns:
        The scripts in order. Blocks of data, which no browser runs, are left out, and so are files outside the content.
    """
    found = []
    starts = _SCRIPT_TAG.finditer(page)
    for node in LexborHTMLParser(page).css("script"):
        start = next(starts, None)
        attributes = node.attributes or {}
        if DATA_TYPES.fullmatch(attributes.get("type") or ""):
            continue
        from_file, in_content = "src" in attributes, _is_in_content(node)
        if in_content or not from_file:
            line = page.count("\n", 0, start.start()) + 1 if start else 1
            found.append(InlineScript("" if from_file else node.text(deep=True), line, in_content))
    return found


def _is_in_content(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if CONTENT_CLASS in ((parent.attributes or {}).get("class") or "").split():
            return True
        parent = parent.parent
    return False
