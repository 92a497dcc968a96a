"""Compare the book with WeasyPrint: the same fragments of as many questions as you like, in one paired run.

Run it as ``make benchmark-book``. Both programs are started anew for each measurement, so that start-up counts, and
take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from studyguide.book.build_stamp import BuildStamp
from studyguide.book.edition import compose, editions
from studyguide.book.render_warnings import RenderWarnings
from studyguide.book.typesetting import typeset
from studyguide.markup import Fragment
from studyguide.model import Guide, Question
from studyguide.reading.loading import load_guide
from studyguide.references import Reference, resolve_references

STYLE = """
@page { size: A4; margin: 27mm 22mm 24mm 60mm;
  @top-right { content: string(topic) } @bottom-right { content: counter(page) } }
body { font: 9.4pt/1.4 sans-serif } h1 { break-before: page; string-set: topic content() } h2 { break-after: avoid }
.say { background: #e6f1ef; padding: 8pt; break-inside: avoid } pre { background: #f6f4ef; font-size: 8pt }
table { border-collapse: collapse } td, th { border-bottom: 0.5pt solid; padding: 4pt; text-align: left }
nav a::after { content: leader('.') target-counter(attr(href), page) }
a[href^='#']::after { content: ' (p. ' target-counter(attr(href), page) ')' }
"""
"""Less than the template does, in WeasyPrint's favour: no labels in the margin, no tags, no own fonts."""


@dataclass(frozen=True)
class Run:
    """One measurement: seconds by the clock, and the most memory in megabytes."""

    seconds: float
    megabytes: float


def grown(guide: Guide, count: int) -> Guide:
    """A guide of ``count`` questions, copied from one guide's with ids of their own."""
    questions = []
    for number in range(count):
        question = guide.questions[number % len(guide.questions)]
        mark = f"{question.title} ({number})"
        questions.append(question.model_copy(update={"id": f"{question.id}-{number}", "title": mark}))
    first = {question.id: f"{question.id}-{number}" for number, question in enumerate(guide.questions)}
    questions = [each.model_copy(update={"related": tuple(first[name] for name in each.related)}) for each in questions]
    return guide.model_copy(update={"questions": tuple(questions), "comparisons": (), "paths": (), "abbreviations": ()})


def page(guide: Guide) -> str:
    """The questions as one page of HTML, made of the same fragments."""

    def address(reference: Reference) -> str:
        return f"#{reference.target}"

    contents = "".join(f'<p><a href="#{each.id}">{escape(each.title)}</a></p>' for each in guide.questions)
    parts = [f"<!doctype html><meta charset=utf-8><title>{escape(guide.settings.title)}</title><style>{STYLE}</style>"]
    parts.append(f"<nav>{contents}</nav>")
    for topic in guide.shown_topics:
        parts.append(f"<h1>{escape(topic.name)}</h1>")
        parts += [article(question) for question in guide.questions_of(topic=topic.id)]
    return resolve_references("".join(parts), address)


def article(question: Question) -> str:
    """One question with its whole answer as HTML."""

    def items(fragments: Iterator[Fragment]) -> str:
        return "<ul>" + "".join(f"<li>{each.html}</li>" for each in fragments) + "</ul>"

    related = " ".join(f'<a href="#{name}">{name}</a>' for name in question.related)
    sources = "".join(f'<p><a href="{each.url}">{escape(each.title)}</a> {each.url}</p>' for each in question.sources)
    return (
        f'<h2 id="{question.id}">{escape(question.title)}</h2><div class=say>{question.short.html}</div>'
        + items(iter(question.key_points))
        + "".join(f"<p>{s.do.html} {s.look_for.html}<pre>{escape(s.command or '')}</pre>" for s in question.steps)
        + question.detail.html
        + "".join(f"<p><b>{each.ask.html}</b>{each.answer.html}" for each in question.follow_ups)
        + "".join(f"<p><i>{each.say.html}</i> {each.fact.html}" for each in question.pitfalls)
        + f"{question.stands_out.html}<p>{related}{sources}"
    )


def set_book(guide: Guide, target: Path) -> None:
    """Set the questions as the product does."""
    stamp = BuildStamp(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    project = target.parent  # no pages written by hand there
    tree = compose(project, guide, editions(guide)[0], stamp, RenderWarnings(project))
    target.write_bytes(typeset(tree, "a4", stamp.moment).data)


def measured(command: list[str]) -> Run:
    """Run a program and wait for it."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1000)


def show(name: str, runs: list[Run], target: Path, questions: int) -> None:
    """Print one line of the table."""
    seconds, memory = median(run.seconds for run in runs), max(run.megabytes for run in runs)
    print(f"| {name} | {seconds:.1f} s | {memory:.0f} MB | {target.stat().st_size / questions / 1000:.2f} kB |")


def main() -> None:
    """Read the arguments and print a table in Markdown."""
    parser = argparse.ArgumentParser(description="Set many questions with the book's template and with WeasyPrint.")
    parser.add_argument("--project", type=Path, default=ROOT / "tests/guides/bicycle", help="the guide to copy from")
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--weasyprint", default=sys.executable, help="a Python that has WeasyPrint")
    parser.add_argument("--set", type=Path, help=argparse.SUPPRESS)  # how this program calls itself
    arguments = parser.parse_args()
    project: Path = arguments.project
    guide = grown(load_guide(project), arguments.questions)
    if arguments.set:
        set_book(guide, arguments.set)
        return
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, html = (Path(folder) / name for name in ("ours.pdf", "theirs.pdf", "guide.html"))
        html.write_text(page(guide), "utf-8")
        count = str(arguments.questions)
        commands: dict[str, tuple[Path, Callable[[], list[str]]]] = {
            "this book": (
                ours,
                lambda: [sys.executable, __file__, "--project", str(project), "--questions", count, "--set", str(ours)],
            ),
            "WeasyPrint": (theirs, lambda: [arguments.weasyprint, "-m", "weasyprint", str(html), str(theirs)]),
        }
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(arguments.rounds):
            for name, (_, command) in commands.items():
                runs[name].append(measured(command()))
        print(f"| {count} questions | time | memory | a question |\n|---|--:|--:|--:|")
        for name, (target, _) in commands.items():
            show(name, runs[name], target, arguments.questions)
        ratio = median(w.seconds / b.seconds for w, b in zip(runs["WeasyPrint"], runs["this book"], strict=True))
        print(f"\nWeasyPrint took {ratio:.1f} times as long.")


if __name__ == "__main__":
    main()
