"""The guide's command line: check the data, start an entry, write the schemas, the pages, the book.

Run it as ``python hooks/guide.py COMMAND``; it finds the guide from its own place, whatever the current folder is.
"""

from __future__ import annotations

import datetime as dt
import signal
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NoReturn

import click

from studyguide.authoring import new_question
from studyguide.book.edition import ALL, Edition, editions
from studyguide.book.imprint import read_imprint
from studyguide.book.production import Order, Press, prepare_folder
from studyguide.book.typesetting import PAPERS
from studyguide.build_time import build_day
from studyguide.downloads import FOLDER, file_size
from studyguide.freshness import future_checks, stale_entries
from studyguide.pages.rendering import export_pages, plural
from studyguide.pages.site import prepare_site
from studyguide.problems import ContentError, did_you_mean, report
from studyguide.reading.loading import load_guide
from studyguide.reading.published_ids import PUBLISHED, parse_published, published_text, removed, unlisted
from studyguide.schemas import SCHEMA_FOLDER, linked_schemas, schema_files, stale_schemas
from studyguide.source_links import Manners, Outcome, check_links, links_of, report_text

PROJECT = Path(__file__).resolve().parent.parent


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=PROJECT,
    help="The folder that holds data/ and docs/, if it is not this one.",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Check and build the study guide."""
    context.obj = project


@main.command()
@click.option(
    "--published",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An older ids.txt, as it was published: every line of it must still be there.",
)
@click.option("--freshness", is_flag=True, help="Fail too where facts were checked too long ago.")
@click.pass_obj
def check(project: Path, published: Path | None, freshness: bool) -> None:
    """Check all files and tell every problem, or what was checked."""
    site = prepare_site(project)
    if site.guide is None:
        _fail(report(site.problems))
    else:
        guide = site.guide
        problems = [*stale_schemas(project, guide.settings), *unlisted(project, guide)]
        problems += future_checks(guide, _build_day())
        if freshness:
            problems += stale_entries(guide, _build_day())
        if published:
            before = parse_published(published, published.as_posix(), problems)
            problems += removed((entry for entry, _ in before), guide)
        if problems:
            _fail(report(problems))
        counts = [
            plural(len(guide.questions), "question"),
            plural(len(guide.comparisons), "comparison"),
            plural(len(guide.paths), "learning path"),
            plural(len(guide.shown_topics), "topic"),
        ]
        click.echo(f"Sound: {', '.join(counts)}; {plural(len(site.pages), 'page')} rendered.")


@main.command()
@click.argument("topic")
@click.argument("id")
@click.pass_obj
def new(project: Path, topic: str, id: str) -> None:
    """Write a commented starting file for the question ID of TOPIC."""
    try:
        path = new_question(project, topic, id)
    except ContentError as error:
        _fail(report(error.problems))
    else:
        click.echo(f"Wrote {path}. Fill it in, then run: make check")


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a schema is out of date.")
@click.pass_obj
def schema(project: Path, only_check: bool) -> None:
    """Write the JSON Schemas that let editors complete and check data files."""
    try:
        settings = load_guide(project).settings
    except ContentError as error:
        _fail(report(error.problems))
    else:
        if only_check:
            stale = stale_schemas(project, settings)
            if stale:
                _fail(report(stale))
            return
        links = linked_schemas(project, settings)
        if links:
            _fail(report(links))
        for name, text in schema_files(settings).items():
            _write(project / SCHEMA_FOLDER / name, text)
            click.echo(f"Wrote {SCHEMA_FOLDER}/{name}.")


@main.command()
@click.option("--report", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--waits", multiple=True, type=float, default=(2, 8), help="Seconds to wait before each further try.")
@click.pass_obj
def sources(project: Path, out: Path | None, waits: tuple[float, ...]) -> None:
    """Ask for every page that is cited as a source, and report what needs a person. Goes to other hosts."""
    try:
        guide = load_guide(project)
    except ContentError as error:
        _fail(report(error.problems))
    else:
        findings = check_links(links_of(guide), Manners(waits=waits))
        text = report_text(findings, stale_entries(guide, _build_day()))
        if out:
            _write(out, text)
        sound = sum(finding.outcome is Outcome.SOUND for finding in findings)
        click.echo(f"{sound} of {plural(len(findings), 'source')} sound.")
        if text:
            _fail(text)


@main.command()
@click.pass_obj
def ids(project: Path) -> None:
    """List the ids of new entries among those that were ever published; nothing is taken out."""
    try:
        text = published_text(load_guide(project))
    except ContentError as error:
        _fail(report(error.problems))
    else:
        _write(project / PUBLISHED, text)
        click.echo(f"Wrote {PUBLISHED}.")


@main.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def pages(project: Path, out: Path) -> None:
    """Write the generated pages as Markdown files below the folder OUT, for another site engine."""
    try:
        exported = export_pages(load_guide(project), day=_build_day())
    except ContentError as error:
        _fail(report(error.problems))
    else:
        for page in exported:
            target = out / page.uri
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(page.text, "utf-8")
            except OSError as error:
                _fail(f"{target} cannot be written: {error.strerror or error}. Choose another folder.", code=2)
        click.echo(f"Wrote {len(exported)} pages to {out}.")


@main.command()
@click.option("--edition", "name", default=ALL, metavar="NAME", help="full, questions-first, a role, or all (default).")
@click.option("--paper", type=click.Choice([*PAPERS, ALL]), default=ALL, help="The size of the pages (default: all).")
@click.option("--out", type=click.Path(path_type=Path), help="The folder for the files (default: downloads).")
@click.pass_obj
def pdf(project: Path, name: str, paper: str, out: Path | None) -> None:
    """Write the guide as PDF files, one for each edition and paper."""
    folder = out or project / FOLDER
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # leave no processes behind, as after Ctrl-C
    try:
        guide = load_guide(project)
        chosen = _editions(name, editions(guide))
        orders = [Order(edition, size) for edition in chosen for size in PAPERS if paper in (size, ALL)]
        press = Press(project, guide, read_imprint(project, guide))
        prepare_folder(folder)
        with click.progressbar(length=len(orders), label="Setting the book", file=sys.stderr) as bar:
            files = press.make(orders, folder, lambda: bar.update(1))
    except ContentError as error:
        _fail(report(error.problems))
    except ValueError as error:
        _fail(str(error), code=2)
    except BrokenProcessPool:
        _fail(
            "The system has ended a process that was setting the book, perhaps because memory ran out."
            " Make one file at a time, with --edition and --paper."
        )
    except OSError as error:
        reason = error.strerror or error
        _fail(f"{error.filename or folder} cannot be written: {reason}. Choose another folder with --out.", code=2)
    else:
        if press.findings:
            click.echo("\n".join(["Printed in another way than written:", *map(str, press.findings)]), err=True)
        for file in files:
            click.echo(f"{file.path}: {plural(file.pages, 'page')}, {file_size(file.size)}")


def _editions(name: str, known: tuple[Edition, ...]) -> tuple[Edition, ...]:
    names = [edition.name for edition in known]
    if name not in (*names, ALL):
        raise ValueError(f'there is no edition "{name}"; {did_you_mean(name, [*names, ALL])}')
    return tuple(edition for edition in known if name in (edition.name, ALL))


def _build_day() -> dt.date:
    try:
        return build_day()
    except ValueError as error:
        _fail(str(error), code=2)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        _fail(f"{file} cannot be written: {error.strerror or error}. See whether it may be written to.", code=2)


def _fail(message: str, code: int = 1) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
