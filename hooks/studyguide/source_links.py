"""Request the official pages that entries cite, and report which of them no longer support anything.

Nothing here runs during a build: the check goes to other hosts, so people and a monthly workflow start it by hand.
What those hosts answer is not trusted either: it only reaches the report as short pieces of code.
"""

from __future__ import annotations

import http
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from html import unescape
from urllib.parse import urldefrag, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from studyguide.model import Guide
from studyguide.problems import Problem

MAX_BYTES = 1_500_000
MAX_REDIRECTS = 6
MAX_SHOWN = 300
MAX_REPORT = 60_000
"""Characters; an issue on GitHub holds 65,536."""

RETRIED = {408, 425, 429, 500, 502, 503, 504}
GONE = {404, 410}
MAX_RETRY_AFTER = 60
"""Seconds; a host may ask for more, and is not asked again then."""

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
    """The result for a page. The values are the headings of the report, the worst first."""

    GONE = "Gone"
    DISCONTINUED = "Announces an end"
    MOVED = "Moved"
    UNREACHABLE = "Could not be read"
    OK = "OK"


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
class LinkResult:
    """The result for one page.

    Attributes:
        link: The page.
        outcome: The result.
        detail: What was seen; comes from another host and is not trusted.
    """

    link: Link
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True)
class RequestLimits:
    """How hosts are treated.

    Attributes:
        concurrent: Requests at the same time, over all hosts.
        per_host: Requests at the same time to one host.
        pause: Seconds to wait at a host after each page.
        timeout: Seconds to wait for an answer.
        retries: How often to ask again where the fault may be temporary.
        backoff: Seconds before the first retry, doubled for each further one. A host's own ``Retry-After`` comes first.
    """

    concurrent: int = 8
    per_host: int = 2
    pause: float = 0.3
    timeout: float = 20
    retries: int = 2
    backoff: float = 2


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


def check_links(links: Sequence[Link], limits: RequestLimits | None = None) -> list[LinkResult]:
    """Request every page.

    Args:
        links: The pages.
        limits: How hosts are treated; with restraint if left out.

    Returns:
        The result for each, in the order of ``links``.
    """
    kept = limits or RequestLimits()
    hosts: dict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(kept.per_host))
    slots = [hosts[urlsplit(link.url).netloc] for link in links]

    def check(link: Link, slot: threading.Semaphore) -> LinkResult:
        with slot, _session(kept) as session:
            result = _check(link, session, kept.timeout)
            time.sleep(kept.pause)
            return result

    with ThreadPoolExecutor(max_workers=kept.concurrent) as pool:
        return list(pool.map(check, links, slots))


def report_text(results: Iterable[LinkResult], stale: Sequence[Problem]) -> str:
    """Write what needs a person as Markdown; empty if nothing does.

    Args:
        results: The results for all pages.
        stale: Entries whose facts are due for a check.
    """
    listed = list(results)
    parts = []
    for outcome in Outcome:
        lines = [_line(result) for result in listed if result.outcome is outcome and outcome is not Outcome.OK]
        if lines:
            parts.append(f"## {outcome.value} ({len(lines)})\n\n" + "\n".join(lines))
    if stale:
        lines = [f"- {_code(problem.path)}: {problem.message}" for problem in stale]
        parts.append(f"## Due for a check ({len(lines)})\n\n" + "\n".join(lines))
    if not parts:
        return ""
    text = "\n\n".join([f"{len(listed)} sources were requested.", *parts]) + "\n"
    if len(text) > MAX_REPORT:
        text = text[:MAX_REPORT].rpartition("\n")[0] + "\n\nThe list is truncated here.\n"
    return text


def _line(result: LinkResult) -> str:
    detail = f" {_code(result.detail)}" if result.detail else ""
    return f"- {_code(result.link.url)}{detail}: {', '.join(map(_code, result.link.entries))}"


def _code(text: str) -> str:
    """Write a text that may come from anywhere as a piece of code: no mark, mention or link comes alive in it."""
    shown = " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())
    return f"`{shown.replace('`', chr(39))[:MAX_SHOWN] or ' '}`"


_HEADERS = {
    "User-Agent": "study-guide-source-check/1.0 (monthly check of cited pages)",
    "Accept": "text/html,*/*;q=0.5",
}


def _session(limits: RequestLimits) -> requests.Session:
    retry = Retry(
        limits.retries,
        redirect=False,
        status_forcelist=RETRIED,
        backoff_factor=limits.backoff,
        retry_after_max=MAX_RETRY_AFTER,
        raise_on_status=False,
    )
    session = requests.Session()
    session.headers.update(_HEADERS)
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def _check(link: Link, session: requests.Session, timeout: float) -> LinkResult:
    """Request a page and follow its redirects, which are part of the result."""
    url, first = link.url, 0
    for _ in range(MAX_REDIRECTS):
        try:
            # Not followed by itself: a redirect to another scheme would only be an exception, without its target.
            with session.get(url, timeout=timeout, allow_redirects=False, stream=True) as response:
                status, following = response.status_code, response.next
                page = response.raw.read(MAX_BYTES, decode_content=True).decode("utf-8", "replace")
        except (requests.RequestException, OSError) as error:
            return LinkResult(link, Outcome.UNREACHABLE, _reason(error))
        if following is not None and following.url:
            first, url = first or status, urldefrag(following.url).url
            if urlsplit(url).scheme not in ("https", urlsplit(link.url).scheme):
                return LinkResult(link, Outcome.MOVED, f"{status} to {url}")
            continue
        if status in GONE:
            return LinkResult(link, Outcome.GONE, f"{status}" + (f" at {url}" if url != link.url else ""))
        if status != http.HTTPStatus.OK:
            return LinkResult(link, Outcome.UNREACHABLE, f"status {status}")
        banner = _banner(page)
        if banner:
            return LinkResult(link, Outcome.DISCONTINUED, banner)
        if _page(url) != _page(link.url):
            return LinkResult(link, Outcome.MOVED, f"{first} to {url}")
        return LinkResult(link, Outcome.OK)
    return LinkResult(link, Outcome.UNREACHABLE, f"{MAX_REDIRECTS} redirects and no page")


def _reason(error: Exception) -> str:
    """Give what urllib3 says, without the layers that requests puts around it."""
    cause = error.args[0] if error.args else error
    return str(getattr(cause, "reason", cause)) or type(error).__name__


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
