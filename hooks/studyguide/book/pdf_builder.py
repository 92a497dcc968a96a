"""Make the files: each edition on each paper in a process of its own, over all cores, and written only when whole."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import multiprocessing
import os
import re
import signal
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed, wait
from dataclasses import dataclass, replace
from pathlib import Path

from studyguide.book.build_stamp import BuildStamp
from studyguide.book.edition import DOCUMENTS, Edition, compose
from studyguide.book.entries import ABBREVIATIONS
from studyguide.book.html_tree import Node
from studyguide.book.render_warnings import RenderWarnings
from studyguide.book.typesetting import TEMPLATES, Paper, TypesetFile, TypesettingError, bisect_failure, typeset
from studyguide.cache import Cache
from studyguide.model import Guide
from studyguide.problems import ContentError, Problem


@dataclass(frozen=True)
class PdfJob:
    """One file to make.

    Attributes:
        edition: What it holds.
        paper: The size of its pages.
    """

    edition: Edition
    paper: Paper

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.edition.name}-{self.paper}.pdf"


@dataclass(frozen=True)
class BookFile:
    """A file that was written.

    Attributes:
        path: Where it lies.
        pages: How many pages it has.
        size: Its size in bytes.
    """

    path: Path
    pages: int
    size: int


class PdfBuilder:
    """Builds the PDF files of a guide.

    Args:
        project: The folder with ``data/`` and ``docs/``.
        guide: The guide.
        stamp: The day and commit of its editions.
    """

    def __init__(self, project: Path, guide: Guide, stamp: BuildStamp) -> None:
        self._project = project
        self._guide = guide
        self._stamp = stamp
        self._warnings = RenderWarnings(project)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was rendered differently from its source."""
        return self._warnings.problems

    def make(self, jobs: Sequence[PdfJob], out: Path, done: Callable[[], object]) -> list[BookFile]:
        """Make files.

        Args:
            jobs: What to make.
            out: The folder for the files; it exists.
            done: Called after each file.

        Returns:
            The files in the order of ``jobs``.

        Raises:
            ContentError: If an entry cannot be set; the other files are there.
            OSError: If a file cannot be written; no half of it is left.
            BrokenProcessPool: If the system ends one of the processes.
        """
        cache = Cache(self._project, "books")
        trees = {job.edition.name: self._tree(job.edition) for job in jobs}
        keys = {job: cache.key(self._sources(job, trees[job.edition.name])) for job in jobs}
        made: dict[PdfJob, BookFile] = {}
        for job in jobs:
            known = _unchanged(out / job.file_name, cache.get(keys[job]))
            if known:
                made[job] = known
                done()
        jobs_left = [job for job in jobs if job not in made]
        if jobs_left:
            for job, data in self._set(jobs_left, trees, out, done).items():
                made[job] = data[0]
                cache.put(keys[job], data)
        cache.save()
        return [made[job] for job in jobs]

    def _set(
        self, jobs: Sequence[PdfJob], trees: dict[str, Node], out: Path, done: Callable[[], object]
    ) -> dict[PdfJob, tuple[BookFile, str]]:
        """Set files and write them; gives each with the digest of its bytes."""
        made: dict[PdfJob, tuple[BookFile, str]] = {}
        problems: dict[str, Problem] = {}
        with ThreadPoolExecutor(min(len(jobs), os.cpu_count() or 1)) as pool:
            submitted = self._submit(pool, jobs, trees)
            try:
                for job, future in _finished(submitted):
                    try:
                        book = future.result()
                        target = write_whole(out / job.file_name, book.data)
                        made[job] = BookFile(target, book.pages, len(book.data)), _digest(book.data)
                    except TypesettingError as error:  # one entry breaks many files with the same message: find it once
                        if str(error) not in problems:
                            problems[str(error)] = self._explain(job, str(error))
                    done()
            except BaseException:
                _end(submitted)
                raise
        if problems:
            raise ContentError(dict.fromkeys(problems.values()))
        return made

    def _sources(self, job: PdfJob, tree: Node) -> Iterator[bytes]:
        """Everything that a file is made from, besides the code."""
        yield json.dumps(tree).encode()
        yield repr((job.paper, self._stamp)).encode()
        yield from (file.read_bytes() for file in sorted(TEMPLATES.glob("*.typ")))

    def _submit(
        self, pool: ThreadPoolExecutor, jobs: Sequence[PdfJob], trees: dict[str, Node]
    ) -> dict[Future[TypesetFile], PdfJob]:
        moment = self._stamp.moment
        return {pool.submit(_in_own_process, trees[job.edition.name], job.paper, moment): job for job in jobs}

    def _tree(self, edition: Edition, without: frozenset[str] = frozenset()) -> Node:
        return compose(self._project, self._guide, edition, self._stamp, self._warnings, without)

    def _explain(self, job: PdfJob, message: str) -> Problem:
        """Find the file at fault, and in it the words that Typst quotes."""

        def fails(without: frozenset[str]) -> bool:
            try:
                typeset(self._tree(job.edition, without), job.paper, self._stamp.moment)
            except TypesettingError:
                return True
            return False

        entries = [*self._guide.questions, *self._guide.comparisons, *self._guide.paths]
        lines = {entry.origin.path: entry.origin.line for entry in entries}
        lines |= dict.fromkeys([*(f"docs/{name}" for name in DOCUMENTS), ABBREVIATIONS], 1)
        path = bisect_failure(list(lines), fails)
        if not path:
            hint = "see data/guide.yml and the Typst templates"  # what is left where all else is left out
            return Problem.in_file(job.file_name, f"the book cannot be set: {message}", hint)
        quoted = re.search(r'text `"(.+?)"`', message)
        found = RenderWarnings(self._project)
        hint = "write it in another way"
        found.reporter(path, lines[path])(quoted[1] if quoted else "\0", f"the book cannot be set: {message}", hint)
        return found.problems[0]


def _unchanged(target: Path, known: tuple[BookFile, str] | None) -> BookFile | None:
    """Give what is known of a file that would be made again with the same bytes; None if it must be made."""
    if known is None or not target.is_file() or _digest(target.read_bytes()) != known[1]:
        return None
    return replace(known[0], path=target)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _finished(waiting: dict[Future[TypesetFile], PdfJob]) -> Iterator[tuple[PdfJob, Future[TypesetFile]]]:
    futures: Iterable[Future[TypesetFile]] = as_completed(waiting)
    return ((waiting[future], future) for future in futures)


def _in_own_process(tree: Node, paper: Paper, moment: dt.datetime) -> TypesetFile:
    """Set one file in a process that ends with it: Typst keeps what it has set, and several books would pile up.

    Each process has queues of its own, so that one that is ended while it holds a lock of them blocks no other.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=_leave_interrupts_to_parent) as pool:
        return pool.submit(typeset, tree, paper, moment).result()


def _end(submitted: Collection[Future[TypesetFile]]) -> None:
    """Give up what is not done. A process may start while others are ended, so look until nothing is left."""
    for future in submitted:
        future.cancel()
    while wait(submitted, timeout=0.05).not_done:
        for child in multiprocessing.active_children():
            child.terminate()


def _leave_interrupts_to_parent() -> None:
    """Let Ctrl-C, which reaches all processes of a terminal, reach the first alone: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def prepare_folder(out: Path) -> None:
    """Create the folder for the files, and make sure before any work that it can be written.

    Raises:
        OSError: If it cannot.
    """
    out.mkdir(parents=True, exist_ok=True)
    probe = out / ".writable"
    probe.write_bytes(b"")
    probe.unlink()


def write_whole(target: Path, data: bytes) -> Path:
    """Write a file beside its place and move it there, so that nobody sees half of it.

    Args:
        target: Where it shall lie.
        data: Its bytes.

    Returns:
        ``target``.

    Raises:
        OSError: If it cannot be written; nothing is left behind.
    """
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    return target
