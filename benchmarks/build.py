"""Compare builds of the guide with plain MkDocs and Material on the same words, and write ``results.md``.

Usage: ``python benchmarks/build.py [--sizes 77 214 1001 10010] [--rounds 5]``. Both programs take turns in one run, so
that what else the machine does falls on both; what counts are the ratios. Times of CPU are steadier than those on the
wall. A size of more than 5,000 is measured once, because its builds take minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks import levers
from benchmarks.growing import EDITED, ROOT, grow, write_plain

RESULTS = Path(__file__).with_name("results.md")
LIBRARIES = ("mkdocs", "mkdocs-material", "markdown-it-py", "pydantic", "jinja2")
NO_CACHE = {"STUDYGUIDE_CACHE": "off"}
SIZES = (77, 214, 1001, 10010)
LARGE = 5000
"""From this size on everything is measured once."""

LEVERS_SIZE = 214
"""The size at which the single measures are compared."""

WARM_UP = 0.3
"""Seconds between a change and the look for it, so that a server has begun to watch."""


@dataclass(frozen=True)
class Run:
    """One run of a program.

    Attributes:
        wall: Seconds on the wall.
        cpu: Seconds of CPU, of the program and its children.
        memory: Peak memory in MiB.
    """

    wall: float
    cpu: float
    memory: float


def run(command: list[str], folder: Path, extra: dict[str, str] | None = None) -> Run:
    """Run a program and measure it; a failure ends the benchmark."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment(extra), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} in {folder} ended with status {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of the programs: without the notice of the theme, and without what would change the output."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **(extra or {})}


def measure(rounds: int, **programs: Callable[[], Run]) -> dict[str, list[Run]]:
    """Let programs take turns; the first round is for the disk's sake and does not count."""
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, program in programs.items():
            result = program()
            if number:
                runs[name].append(result)
    return runs


def mkdocs_build(project: Path, extra: dict[str, str] | None = None) -> Callable[[], Run]:
    """Give a function that builds a project."""
    return lambda: run([sys.executable, "-m", "mkdocs", "build", "--quiet"], project, extra)


def guide_check(project: Path, prepare: Callable[[], None]) -> Callable[[], Run]:
    """Give a function that checks a project, after a change that is not measured."""

    def check() -> Run:
        prepare()
        return run([sys.executable, "hooks/guide.py", "check"], project)

    return check


def edit_to_page(project: Path, rounds: int, file: Path, page: str, old: str) -> list[float]:
    """Serve a project and measure the seconds from a save to the new word on the page, as a waiting browser sees it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = file.read_text("utf-8")
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=project, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/{page}", "</html>")
            seconds = []
            for number in range(rounds + 1):
                time.sleep(WARM_UP)
                word = f"benchmark{number}word"
                file.write_text(text.replace(old, f"{old} {word}", 1), "utf-8")
                begun = time.perf_counter()
                wait_for(f"http://127.0.0.1:{port}/{page}", word)
                if number:
                    seconds.append(time.perf_counter() - begun)
        finally:
            server.send_signal(signal.SIGINT)
            file.write_text(text, "utf-8")
    return seconds


def wait_for(url: str, words: str) -> None:
    """Request a page until it holds some words."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                if words in answer.read().decode("utf-8", "replace"):
                    return
        except OSError:
            pass
        time.sleep(0.02)
    sys.exit(f"{url} never showed {words}")


def compressed(file: Path) -> int:
    """The bytes that a browser gets."""
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def first_visit(site: Path) -> tuple[int, int, int]:
    """Bytes of a first visit to the largest topic page, of the search data in it, and of the data after a query."""
    page = max((site / "questions").glob("*/index.html"), key=lambda file: file.stat().st_size)
    html = page.read_text("utf-8")
    linked = {(page.parent / name).resolve() for name in re.findall(r'(?:src|href)="([^":]+\.(?:css|js))"', html)}
    index = site / "search" / "search_index.json"
    before = compressed(index)
    scripts = site / "assets/javascripts"
    worker = next(iter([*scripts.glob("search.*.js"), *scripts.glob("workers/search.*.js")]))  # the one that is loaded
    after = sum(compressed(file) for file in (site / "search").glob("*.*.*"))  # the parts, under names with a hash
    return compressed(page) + sum(map(compressed, linked)) + compressed(worker) + before, before, before + after


def median(values: list[float]) -> str:
    """Write a median with its spread."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


def row(label: str, ours: list[float], other: list[float], note: str = "") -> str:
    """Write a row: two medians and their ratio, which is all that other machines can compare."""
    share = statistics.median(ours) / statistics.median(other)
    return f"| {label} | {median(ours)} | {median(other)}{note} | **{share:.2f}** |\n"


def sizes(label: str, ours: float, other: float) -> str:
    """Write a row of two sizes."""
    return f"| {label} | {ours:,.1f} | {other:,.1f} | {ours / other:.2f} |\n"


def changes(question: Path) -> Callable[[], None]:
    """Give a function that changes a sentence of a question, each time to something new."""
    text = question.read_text("utf-8")
    edits = iter(range(10_000))

    def change() -> None:
        question.write_text(text.replace(" objects", f" objects edit{next(edits)}", 1), "utf-8")

    return change


def table(size: int, rounds: int, folder: Path, seconds: dict[int, float]) -> Iterator[str]:
    """Measure one size and write its table.

    Args:
        size: The number of questions.
        rounds: How often each program is measured.
        folder: Where the projects are made.
        seconds: Gets the CPU time of the cold build by size.
    """
    ours, plain = folder / f"ours-{size}", folder / f"plain-{size}"
    grow(ours, size)
    write_plain(plain, ours)
    question = ours / EDITED
    change = changes(question)
    if size > LARGE:
        rounds = 1

    def edited_build() -> Run:
        change()
        return mkdocs_build(ours)()

    runs = measure(
        rounds,
        cold=mkdocs_build(ours, NO_CACHE),
        plain=mkdocs_build(plain),
        edited=edited_build,
        unchanged=mkdocs_build(ours),
        check_cold=lambda: run([sys.executable, "hooks/guide.py", "check"], ours, NO_CACHE),
        check_changed=guide_check(ours, change),
    )
    cpu = {name: [each.cpu for each in found] for name, found in runs.items()}
    seconds[size] = statistics.median(cpu["cold"])
    wall = {name: [each.wall for each in found] for name, found in runs.items()}
    memory = {name: [each.memory for each in found] for name, found in runs.items()}
    edited = edit_to_page(ours, rounds, question, "questions/storage/", "objects")
    same = plain / "docs/questions/storage.md"
    edited_plain = edit_to_page(plain, rounds, same, "questions/storage/", "objects")
    visit, before, after = first_visit(ours / "site")
    plain_visit, plain_before, _ = first_visit(plain / "site")
    whole = [sum(file.stat().st_size for file in (each / "site").rglob("*.*")) / 1e6 for each in (ours, plain)]
    yield f"\n## {size:,} questions\n\n| | this guide | plain Material | ratio |\n|---|--:|--:|--:|\n"
    yield row("cold build, s of CPU", cpu["cold"], cpu["plain"])
    yield row("cold build, s", wall["cold"], wall["plain"])
    yield row("peak memory, MiB", memory["cold"], memory["plain"])
    yield row("rebuild after an edit, s of CPU", cpu["edited"], cpu["plain"])
    yield row("unchanged rebuild, s of CPU", cpu["unchanged"], cpu["plain"])
    yield row("unchanged rebuild against our own cold build", cpu["unchanged"], cpu["cold"], " (ours)")
    yield row("from a save to the page while serving, s", edited, edited_plain)
    yield row("`check` after one changed file against cold", cpu["check_changed"], cpu["check_cold"], " (ours)")
    yield sizes("site, MB", *whole)
    yield sizes("first visit of the largest topic page, kB compressed", visit / 1000, plain_visit / 1000)
    yield sizes("search data before a query, kB compressed", before / 1000, plain_before / 1000)
    yield sizes("search data after the first query, kB compressed", after / 1000, plain_before / 1000)


def growth(seconds: dict[int, float]) -> Iterator[str]:
    """Write how the cold build grows with the guide."""
    yield "\n## Growth\n\n| questions | cold build, s of CPU | milliseconds for each question |\n|--:|--:|--:|\n"
    for size, spent in seconds.items():
        yield f"| {size:,} | {spent:.2f} | {1000 * spent / size:.1f} |\n"


def each_lever(rounds: int, folder: Path) -> Iterator[str]:
    """Write what each measure for speed is worth."""
    project = folder / "levers"
    grow(project, LEVERS_SIZE)
    yield f"\n## With and without each measure, {LEVERS_SIZE} questions\n"
    change = changes(project / EDITED)
    yield from levers.table(project, rounds, lambda command, place, extra: run(command, place, extra).cpu, change)


def main() -> None:
    """Measure all sizes and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    head = [
        "# Builds against plain Material\n\n",
        f"Written by `{' '.join(['python benchmarks/build.py', *sys.argv[1:]])}` on {dt.date.today():%d %B %Y}: ",
        f"Python {platform.python_version()}, {os.cpu_count()} cores; ",
        ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        f". Medians of {arguments.rounds} rounds in which the programs took turns, with the lowest and highest value. ",
        "The projects are made by [growing.py](growing.py) from the real guide.\n",
    ]
    folder = Path(tempfile.mkdtemp(prefix="benchmark-"))
    try:
        seconds: dict[int, float] = {}
        parts = [part for size in arguments.sizes for part in table(size, arguments.rounds, folder, seconds)]
        parts += [*growth(seconds), *each_lever(arguments.rounds, folder)]
    finally:
        shutil.rmtree(folder)
    RESULTS.write_text("".join([*head, *parts]), "utf-8")
    print(f"Wrote {RESULTS.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
