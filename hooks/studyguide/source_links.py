"""Ask for the official pages that entries name, and tell which of them no longer support anything.

Nothing here runs during a build: the check goes to other hosts, so people and a monthly workflow start it by hand.
What those hosts answer is not trusted either: it only reaches the report as short pieces of code.
"""

from __future__ import annotations

import http.client
import re
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from studyguide.model import Guide
from studyguide.problems import Problem

MAX_BYTES = 1_500_000
MAX_REDIRECTS = 6
MAX_SHOWN = 300
MAX_REPORT = 60_000
"""Characters; an issue on GitHub holds 65,536."""

RETRIED = {408, 425, 429, 500, 502, 503, 504}
GONE = {404, 410}
REDIRECTS = {301, 302, 303, 307, 308}

_HIDDEN_PARTS = re.compile(r"(?i)<(/?)(script|style|template|svg)\b[^<>]*>|<!--|-->")
_BANNER = re.compile(
    r"(?i)end of support notice"
    r"|\b(?:has been|have been|will be) discontinued\b"
    r"|\bwill (?:discontinue|end) support\b"
    r"|\b(?:no longer|not) (?:be )?(?:open|available|accepting)\b[^.]{0,40}\bnew customers\b"
    r"|\bclosed to new customers\b"
    r"|\bhas reached (?:its )?end[ -]of[ -](?:life|support)\b"
)


class Outcome(Enum):
    """What became of a page. The values are the headings of the report, the worst first."""

    GONE = "Gone"
    DISCONTINUED = "Announces an end"
    MOVED = "Moved"
    UNREACHABLE = "Could not be read"
    SOUND = "Sound"


@dataclass(frozen=True)
class Link:
    """An official page with the entries that name it.

    Attributes:
        url: Its address, without a fragment.
        entries: The entries, as ``question:id`` or ``comparison:id``.
    """

    url: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """What became of one page.

    Attributes:
        link: The page.
        outcome: What became of it.
        detail: What was seen; comes from another host and is not trusted.
    """

    link: Link
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True)
class Manners:
    """How the hosts are treated.

    Attributes:
        at_once: Requests at the same time, over all hosts.
        per_host: Requests at the same time to one host.
        pause: Seconds for which a place at a host stays taken after the check of a page, with all its requests.
        timeout: Seconds to wait for an answer.
        waits: Seconds to wait before each further try.
    """

    at_once: int = 8
    per_host: int = 2
    pause: float = 0.3
    timeout: float = 20
    waits: tuple[float, ...] = (2, 8)


def links_of(guide: Guide) -> list[Link]:
    """List every page that an entry names as its source, each once."""
    entries: dict[str, list[str]] = defaultdict(list)
    for question in guide.questions:
        for source in question.sources:
            entries[urldefrag(source.url).url].append(f"question:{question.id}")
    for table in guide.comparisons:
        for source in table.sources:
            entries[urldefrag(source.url).url].append(f"comparison:{table.id}")
    return [Link(url, tuple(dict.fromkeys(names))) for url, names in sorted(entries.items())]


def check_links(links: Sequence[Link], manners: Manners | None = None) -> list[Finding]:
    """Ask for every page.

    Args:
        links: The pages.
        manners: How the hosts are treated; politely if left out.

    Returns:
        What became of each, in the order of ``links``.
    """
    kept = manners or Manners()
    hosts: dict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(kept.per_host))
    places = [hosts[urlsplit(link.url).netloc] for link in links]

    def check(link: Link, place: threading.Semaphore) -> Finding:
        with place:
            found = _check(link, kept)
            time.sleep(kept.pause)
            return found

    with ThreadPoolExecutor(max_workers=kept.at_once) as pool:
        return list(pool.map(check, links, places))


def report_text(findings: Iterable[Finding], stale: Sequence[Problem]) -> str:
    """Write what needs a person as Markdown; empty if nothing does.

    Args:
        findings: What became of the pages.
        stale: Entries whose facts are due for a check.
    """
    listed = list(findings)
    parts = []
    for outcome in Outcome:
        lines = [_line(finding) for finding in listed if finding.outcome is outcome and outcome is not Outcome.SOUND]
        if lines:
            parts.append(f"## {outcome.value} ({len(lines)})\n\n" + "\n".join(lines))
    if stale:
        lines = [f"- {_code(problem.path)}: {problem.message}" for problem in stale]
        parts.append(f"## Due for a check ({len(lines)})\n\n" + "\n".join(lines))
    if not parts:
        return ""
    text = "\n\n".join([f"{len(listed)} sources were asked for.", *parts]) + "\n"
    if len(text) > MAX_REPORT:
        text = text[:MAX_REPORT].rpartition("\n")[0] + "\n\nThe list is cut here.\n"
    return text


def _line(finding: Finding) -> str:
    detail = f" {_code(finding.detail)}" if finding.detail else ""
    return f"- {_code(finding.link.url)}{detail}: {', '.join(map(_code, finding.link.entries))}"


def _code(text: str) -> str:
    """Write a text that may come from anywhere as a piece of code: no mark, mention or link comes alive in it."""
    shown = " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())
    return f"`{shown.replace('`', chr(39))[:MAX_SHOWN] or ' '}`"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)
_HEADERS = {
    "User-Agent": "study-guide-source-check/1.0 (monthly check of cited pages)",
    "Accept": "text/html,*/*;q=0.5",
}


def _check(link: Link, manners: Manners) -> Finding:
    """Ask for a page, and again where the fault may be a passing one."""
    finding = Finding(link, Outcome.UNREACHABLE)
    for wait in (*manners.waits, None):
        finding, passing = _ask(link, manners.timeout)
        if not passing or wait is None:
            break
        time.sleep(wait)
    return finding


def _ask(link: Link, timeout: float) -> tuple[Finding, bool]:
    """Ask for a page once; tells too whether another try may end better."""
    url, first = link.url, 0
    for _ in range(MAX_REDIRECTS):
        try:
            status, target, text = _get(url, timeout)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            return Finding(link, Outcome.UNREACHABLE, str(reason) or type(error).__name__), True
        if status in REDIRECTS and target:
            first, following = first or status, urldefrag(urljoin(url, target)).url
            if urlsplit(following).scheme not in ("https", urlsplit(link.url).scheme):
                return Finding(link, Outcome.MOVED, f"{status} to {following}"), False
            url = following
            continue
        if status in GONE:
            return Finding(link, Outcome.GONE, f"{status}" + (f" at {url}" if url != link.url else "")), False
        if status != http.HTTPStatus.OK:
            return Finding(link, Outcome.UNREACHABLE, f"status {status}"), status in RETRIED
        banner = _banner(text)
        if banner:
            return Finding(link, Outcome.DISCONTINUED, banner), False
        if _page(url) != _page(link.url):
            return Finding(link, Outcome.MOVED, f"{first} to {url}"), False
        return Finding(link, Outcome.SOUND), False
    return Finding(link, Outcome.UNREACHABLE, f"{MAX_REDIRECTS} redirects and no page"), False


def _get(url: str, timeout: float) -> tuple[int, str, str]:
    """Give the status, the target of a redirect and the text of a page."""
    request = urllib.request.Request(url, headers=_HEADERS)  # noqa: S310  http and https only, see the model and _ask
    try:
        with _OPENER.open(request, timeout=timeout) as answer:
            return answer.status, "", answer.read(MAX_BYTES).decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("Location", ""), ""


def _banner(page: str) -> str:
    """Find the sentence with which a page says that what it is about comes to an end."""
    text = " ".join(unescape(re.sub(r"<[^<>]*>", " ", _shown(page))).split())
    match = _BANNER.search(text)
    return text[max(0, match.start() - 60) : match.end() + 120] if match else ""


def _shown(page: str) -> str:
    """Leave out scripts, styles and comments. One pass: a page must not be able to make this slow."""
    parts, start, inside = [], 0, ""
    for mark in _HIDDEN_PARTS.finditer(page):
        name = (mark[2] or "comment").lower()
        ends = mark[1] == "/" or mark[0] == "-->"
        if inside and ends and name == inside:
            inside, start = "", mark.end()
        elif not inside and not ends:
            parts.append(page[start : mark.start()])
            inside = name
    return " ".join(parts if inside else [*parts, page[start:]])


def _page(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/"), parts.query
