"""The guide's command line: check the data, start an entry, write the schemas, the pages, the book, the cards.

Run it as ``python hooks/guide.py COMMAND``; it finds the guide from its own place, whatever the current folder is.
Commands raise what is wrong; :class:`ReportingGroup` turns it into a message and an exit status.
"""

from __future__ import annotations

import signal
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import click

from studyguide.authoring import new_question
from studyguide.book.build_stamp import read_build_stamp
from studyguide.book.edition import ALL, Edition, editions
from studyguide.book.pdf_builder import PdfBuilder, PdfJob, prepare_folder, write_whole
from studyguide.book.typesetting import PAPERS
from studyguide.build_time import build_day
from studyguide.cards.changes import CHANGES, read_changes
from studyguide.cards.decks import make_decks
from studyguide.downloads import FOLDER, file_size
from studyguide.freshness import future_checks, stale_entries
from studyguide.model import Guide
from studyguide.pages.environment import plural
from studyguide.pages.pictures import pictures
from studyguide.pages.rendering import export_pages
from studyguide.pages.site import prepare_site
from studyguide.problems import ContentError, Problem, did_you_mean, report
from studyguide.reading.diagrams import read_sources
from studyguide.reading.loading import load_guide
from studyguide.reading.published_ids import PUBLISHED, parse_published, published_text, removed, unlisted
from studyguide.schemas import SCHEMA_FOLDER, linked_schemas, schema_files, stale_schemas
from studyguide.site_files import SiteFile

PROJECT = Path(__file__).resolve().parent.parent


class CommandError(click.ClickException):
    """The guide has problems, as they are shown."""

    def show(self, file: Any = None) -> None:
        """Show the message as it is: it begins with the file that is at fault."""
        click.echo(self.message, file=file, err=file is None)


class UnusableError(CommandError):
    """A command cannot be carried out at all."""

    exit_code = 2


class ReportingGroup(click.Group):
    """Commands whose errors end in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except ContentError as error:
            raise CommandError(report(error.problems)) from error
        except ValueError as error:  # an option or a variable of the environment that makes no sense
            raise UnusableError(str(error)) from error
        except BrokenProcessPool as error:
            message = (
                "The system has ended a process that was setting the book, perhaps because memory ran out. "
                "Make one file at a time, with --edition and --paper."
            )
            raise CommandError(message) from error
        except OSError as error:
            reason = error.strerror or error
            message = f"{error.filename} cannot be written: {reason}. Check its permissions, or choose another folder."
            raise UnusableError(message) from error


@click.group(cls=ReportingGroup, context_settings={"help_option_names": ["-h", "--help"]})
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
    """Check all files and report every problem, or what was checked."""
    site = prepare_site(project)
    if site.guide is None:
        raise ContentError(site.problems)
    guide = site.guide
    problems = [*stale_schemas(project, guide.settings), *unlisted(project, guide), *future_checks(guide, build_day())]
    if freshness:
        problems += stale_entries(guide, build_day())
    if published:
        problems += _removed_since(published, guide)
    if problems:
        raise ContentError(problems)
    counts = [
        plural(len(guide.questions), "question"),
        plural(len(guide.comparisons), "comparison"),
        plural(len(guide.paths), "learning path"),
        plural(len(guide.diagrams), "diagram"),
        plural(len(guide.shown_topics), "topic"),
    ]
    click.echo(f"No problems in {', '.join(counts)}; {plural(len(site.pages), 'page')} rendered.")


@main.command()
@click.argument("topic")
@click.argument("id")
@click.pass_obj
def new(project: Path, topic: str, id: str) -> None:
    """Write a commented starting file for the question ID of TOPIC."""
    click.echo(f"Wrote {new_question(project, topic, id)}. Fill it in, then run: make check")


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a schema is out of date.")
@click.pass_obj
def schema(project: Path, only_check: bool) -> None:
    """Write the JSON Schemas that let editors complete and check data files."""
    settings = load_guide(project).settings
    problems = stale_schemas(project, settings) if only_check else linked_schemas(project, settings)
    if problems:
        raise ContentError(problems)
    for name, text in schema_files(settings).items() if not only_check else ():
        _write(project / SCHEMA_FOLDER / name, text)
        click.echo(f"Wrote {SCHEMA_FOLDER}/{name}.")


@main.command()
@click.pass_obj
def diagrams(project: Path) -> None:
    """Draw all diagrams again, from data/diagrams/*.d2. Needs D2, which requirements-dev.txt installs."""
    from studyguide.drawing.pictures import draw  # here, because only this command needs the tools for fonts

    for name, content in draw(read_sources(project)).items():
        file = project / name
        if not (file.is_file() and file.read_bytes() == content):
            write_whole(file, content).chmod(0o644)
            click.echo(f"Wrote {name}.")


@main.command()
@click.option("--report", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--retries", type=click.IntRange(0, 10), default=2, help="How often to ask again after a passing fault.")
@click.option("--backoff", type=float, default=2.0, help="Seconds to wait before the first retry; doubled each time.")
@click.pass_obj
def sources(project: Path, out: Path | None, retries: int, backoff: float) -> None:
    """Request every page that is cited as a source, and report what needs a person. Goes to other hosts."""
    from studyguide import source_links  # here, because a check would spend a tenth of its time on a library for HTTP

    guide = load_guide(project)
    limits = source_links.RequestLimits(retries=retries, backoff=backoff)
    results = source_links.check_links(source_links.links_of(guide), limits)
    text = source_links.report_text(results, stale_entries(guide, build_day()))
    if out:
        _write(out, text)
    count = sum(result.outcome is source_links.Outcome.OK for result in results)
    click.echo(f"{count} of {plural(len(results), 'source')} OK.")
    if text:
        raise CommandError(text)


@main.command()
@click.pass_obj
def ids(project: Path) -> None:
    """Add the ids of new entries to the list of published ids; nothing is removed from it."""
    _write(project / PUBLISHED, published_text(load_guide(project)))
    click.echo(f"Wrote {PUBLISHED}.")


@main.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def pages(project: Path, out: Path) -> None:
    """Write the generated pages as Markdown files below the folder OUT, for another site engine."""
    guide = load_guide(project)
    exported = export_pages(guide, day=build_day())
    for page in exported:
        _write(out / page.uri, page.text)
    for file in pictures(guide):
        file.write_to(out)
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
    guide = load_guide(project)
    chosen = _editions(name, editions(guide))
    jobs = [PdfJob(edition, size) for edition in chosen for size in PAPERS if paper in (size, ALL)]
    builder = PdfBuilder(project, guide, read_build_stamp(project, guide))
    prepare_folder(folder)
    with click.progressbar(length=len(jobs), label="Setting the book", file=sys.stderr) as bar:
        files = builder.make(jobs, folder, lambda: bar.update(1))
    if builder.warnings:
        click.echo("\n".join(["Rendering warnings:", *map(str, builder.warnings)]), err=True)
    for file in files:
        click.echo(f"{file.path}: {plural(file.pages, 'page')}, {file_size(file.size)}")


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="The folder for the files (default: downloads).")
@click.option("--site-url", envvar="SITE_URL", default="", help="Where the site is, for links on the cards.")
@click.option("--keep-list", is_flag=True, help="Leave data/cards.txt as it is.")
@click.pass_obj
def cards(project: Path, out: Path | None, site_url: str, keep_list: bool) -> None:
    """Write decks for Anki, and note in data/cards.txt what has changed: commit it with a release."""
    folder = out or project / FOLDER
    guide = load_guide(project)
    known = read_changes(project)
    decks, current = make_decks(guide, known, build_day(), site_url)
    for deck in decks:
        SiteFile(deck.name, deck.content).write_to(folder)
        click.echo(f"{folder / deck.name}: {plural(deck.notes, 'note')}, {file_size(len(deck.content))}")
    if current != known and not keep_list:
        _write(project / CHANGES, current.text)
        click.echo(f"Wrote {CHANGES}.")


def _removed_since(published: Path, guide: Guide) -> list[Problem]:
    problems: list[Problem] = []
    before = parse_published(published, published.as_posix(), problems)
    return [*problems, *removed((entry for entry, _ in before), guide)]


def _editions(name: str, known: tuple[Edition, ...]) -> tuple[Edition, ...]:
    names = [edition.name for edition in known]
    if name not in (*names, ALL):
        raise ValueError(f'unknown edition "{name}"; {did_you_mean(name, [*names, ALL])}')
    return tuple(edition for edition in known if name in (edition.name, ALL))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
