"""Compare the guide's search with the theme's own, in one run of one browser.

Usage: ``make benchmark-search``. Both workers get the same queries from the judged set, in turn, one query each, so
that the load of the machine meets both alike. Times are given as medians and as ratios; they are measured, never
asserted.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))
from tests.browser.browsers import launch_chromium
from tests.browser.serving import served
from tests.browser.test_budgets import compressed
from tests.projects import ROOT, copy_project, mkdocs, replace
from tests.search.searcher import name_of

from studyguide.search.words import read_steps, write_steps

SIZES = (1, 2, 9)
"""How often the guide is repeated: about its own size, that of the finished bank, and a thousand questions."""

KEYSTROKES = 60
"""How many of the judged queries are typed letter by letter for the times."""

OUR_SEARCH = (
    'page.meta["search"] = {"exclude": True}',
    """    for file in build.search_files(json.loads((site / INDEX).read_text("utf-8"))):
        file.write_to(site)
""",
    'env.filters["use_search_worker"] = lambda block: use_search_worker(block, build.worker.uri)',
)
"""What the adapter does for our search; without it, the theme's own search finds the same pages."""

_START = """
async ([address, index]) => {
  const begun = performance.now();
  window.worker = new Worker(address);
  window.ask = (message) => new Promise((done) => {
    window.worker.onmessage = (event) => done(event.data);
    window.worker.postMessage(message);
  });
  await window.ask({type: 0, data: {...index, options: {suggest: true}}});
  await window.ask({type: 2, data: "warm up"});
  return performance.now() - begun;
}
"""
_FIND = """
async (queries) => {
  const all = [];
  for (const data of queries) all.push((await window.ask({type: 2, data})).data.items);
  return all;
}
"""
_TYPE = """
async (query) => {
  const times = [];
  for (let end = 1; end <= query.length; end++) {
    const begun = performance.now();
    await window.ask({type: 2, data: query.slice(0, end)});
    times.push(performance.now() - begun);
  }
  return times;
}
"""


@dataclass(frozen=True)
class Candidate:
    """A worker with its index.

    Attributes:
        name: What it is called in the report.
        worker: Its script, relative to the site.
        index: What it is given.
        loaded: What a reader loads with every page.
        fetched: What a reader loads for the first search.
    """

    name: str
    worker: str
    index: dict[str, Any]
    loaded: tuple[Path, ...]
    fetched: tuple[Path, ...] = ()


def main() -> None:
    """Build the site with either search, ask both, and print the report."""
    queries = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        ours, theirs = _build(Path(place))
        browser = launch_chromium(playwright)
        typed = [entry["query"] for entry in queries][:: max(1, len(queries) // KEYSTROKES)]
        for candidate, site in ((ours, "ours"), (theirs, "theirs")):
            with served(Path(place) / site / "site") as base:
                page = browser.new_page()
                page.goto(base + "404.html")
                _relevance(page, base, candidate, queries)
                page.close()
        for size in SIZES:
            _speed(browser, Path(place), (ours, theirs), size, typed)
        browser.close()


def _build(place: Path) -> tuple[Candidate, Candidate]:
    projects = {name: copy_project(ROOT, place / name) for name in ("ours", "theirs")}
    plain = projects["theirs"]
    for ours in OUR_SEARCH:
        replace(plain / "hooks/mkdocs_hooks.py", ours, "")
    for name, project in projects.items():
        result = mkdocs(project, "build", "--quiet")
        if result.returncode:
            sys.exit(f"The site with {name} search cannot be built:\n{result.stderr}")
    found = []
    for name, pattern in (("ours", "search.*.js"), ("theirs", "workers/search.*.js")):
        site = projects[name] / "site"
        (worker,) = (site / "assets/javascripts").glob(pattern)
        index = json.loads((site / "search/search_index.json").read_text("utf-8"))
        loaded = (worker, site / "search/search_index.json")
        fetched = tuple(site / part for part in index["config"].get("parts", {}).values())
        label = "this guide's search" if name == "ours" else "the theme's search"
        found.append(Candidate(label, worker.relative_to(site).as_posix(), index, loaded, fetched))
    return found[0], found[1]


def _relevance(page: Page, base: str, candidate: Candidate, queries: list[dict[str, Any]]) -> None:
    page.evaluate(_START, [base + candidate.worker, candidate.index])
    for half in ("tuned", "held"):
        chosen = [entry for entry in queries if entry["half"] == half]
        answers = page.evaluate(_FIND, [entry["query"] for entry in chosen])
        scores: dict[str, list[tuple[bool, bool]]] = {}
        for entry, groups in zip(chosen, answers, strict=True):
            names = _rows(groups)
            wanted = set(entry["wants"])
            right = (bool(wanted & set(names[:1])), bool(wanted & set(names[:5]))) if wanted else (not names, not names)
            for kind in ("all that want a row" if wanted else "all that want none", entry["kind"]):
                scores.setdefault(kind, []).append(right)
        print(f"\n{candidate.name}, {half} half (queries, right first, among the first five)")
        for kind, own in sorted(scores.items()):
            first, five = (sum(part) / len(own) for part in zip(*own, strict=True))
            print(f"  {kind:20} {len(own):4} {first:.2f} {five:.2f}")
    for what, files in (("with every page", candidate.loaded), ("for the first search", candidate.fetched)):
        print(
            f"{candidate.name}, {what}: {sum(compressed(file.read_bytes()) for file in files) / 1000:.1f} kB compressed"
        )


def _rows(groups: list[list[dict[str, Any]]]) -> list[str]:
    """The rows that name a question, a table, a path or a page by hand; rows for whole topics are left out."""
    names = []
    for item in (item for group in groups for item in group):
        location = re.sub(r"\?h=[^#]*", "", item["location"])
        if re.match(r"questions/[^#]*$|(comparisons|paths)/$|$", location):
            continue
        name = name_of(re.sub(r"^(questions/[^#]+#.+?)(-answer)?$", r"\1-answer", location))
        if name not in names:
            names.append(name)
    return names


def _speed(browser: Browser, place: Path, candidates: tuple[Candidate, Candidate], size: int, typed: list[str]) -> None:
    ready: list[float] = []
    times: list[list[float]] = [[], []]
    with served(place) as base:
        pages = [browser.new_page() for _ in candidates]
        for page, candidate, site in zip(pages, candidates, ("ours/site", "theirs/site"), strict=True):
            page.goto(f"{base}{site}/404.html")
            index = _repeated(candidate, place / site, size)
            ready.append(page.evaluate(_START, [f"{base}{site}/{candidate.worker}", index]))
        for query in typed:
            for page, own in zip(pages, times, strict=True):
                own += page.evaluate(_TYPE, query)
        for page in pages:
            page.close()
    own = json.loads(candidates[0].fetched[0].read_text("utf-8"))["documents"]
    questions = sum(entry["kind"] == "question" for entry in own) * size
    print(f"\n{questions} questions (milliseconds)")
    report = [
        (begun, statistics.median(own), statistics.quantiles(own, n=20)[-1])
        for begun, own in zip(ready, times, strict=True)
    ]
    for candidate, (begun, median, late) in zip(candidates, report, strict=True):
        print(f"  {candidate.name}: ready {begun:.0f}, keystroke median {median:.1f}, 95th percentile {late:.1f}")
    ours, theirs = report
    print("  ratio theme / guide: " + ", ".join(f"{b / a:.1f}" for a, b in zip(ours, theirs, strict=True)))


def _repeated(candidate: Candidate, site: Path, times: int) -> dict[str, Any]:
    """The index with all its documents several times, under other addresses, with the words of their texts."""
    config = dict(candidate.index["config"])
    if "parts" not in config:
        return {"config": config, "docs": _copies(candidate.index["docs"], times)}
    texts = {name: (site / part).read_text("utf-8") for name, part in config["parts"].items()}
    first = json.loads(texts["documents"])
    count = len(first["documents"])
    words, _, lists = texts["words"].partition("\n\n")
    spread = ["/".join(_spread(steps, count, times) for steps in line.split("/")) for line in lists.split("\n")]
    repeated = {
        "documents": json.dumps({**first, "documents": _copies(first["documents"], times)}),
        "words": words + "\n\n" + "\n".join(spread),
        "sentences": "\n".join([texts["sentences"]] * times),
    }
    config["parts"] = {name: f"search/{name}-{times}-times" for name in repeated}
    for name, text in repeated.items():
        (site / config["parts"][name]).write_text(text, "utf-8")
    return {"config": config, "docs": []}


def _copies(documents: list[dict[str, Any]], times: int) -> list[dict[str, Any]]:
    return [
        {**entry, "location": entry["location"] if copy == 0 else f"copy{copy}/{entry['location']}", "behind": []}
        for copy in range(times)
        for entry in documents
    ]


def _spread(steps: str, count: int, times: int) -> str:
    """Repeat the documents of a word for each copy of all documents."""
    numbers = list(read_steps(steps))
    everywhere = [number + count * copy for copy in range(times) for number in numbers]
    return write_steps(everywhere)


if __name__ == "__main__":
    main()
