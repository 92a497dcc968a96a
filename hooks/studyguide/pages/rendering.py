"""Render a guide to Markdown pages with Jinja.

Two kinds of templates lie in ``templates/``. ``*.md.jinja`` are the skeletons of pages: headings and order, in
Markdown, so that the site's table of contents and search see them. ``*.html.jinja`` are blocks: a whole answer, a
table, a stage; they escape by themselves, take finished fragments, and go into the page as one line of HTML. The
line matters: the engine reads the page as Markdown once more, and only a single line of block-level HTML is sure to
come through that reading unchanged.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from markupsafe import Markup

from studyguide import study_plan
from studyguide.cache import TemplateCache
from studyguide.downloads import Download, arrange, file_size
from studyguide.freshness import is_stale
from studyguide.model import Guide
from studyguide.pages import addresses
from studyguide.pages.addresses import AddressBook, BrokenReferenceError
from studyguide.pages.redirects import RedirectPage, moved_questions, redirect_pages
from studyguide.problems import ContentError, Problem
from studyguide.references import Reference, references, resolve_references
from studyguide.repository_links import edit_address, report_address

TEMPLATES = Path(__file__).parent / "templates"


_BLOCK_START = re.compile(r"<(?:div|details|dl|form|ol|p|section|table|ul)\b")
_PLACEHOLDER = '<div data-block="{}"></div>'
_PLACED = re.compile(r'<div data-block="(\d+)"></div>')


@dataclass(frozen=True)
class PageSource:
    """A generated page.

    Attributes:
        uri: Its Markdown file, relative to the folder of pages.
        markdown: Its Markdown, with a placeholder for each block, so that a site engine need not parse the blocks.
        blocks: The HTML of the blocks, one line each, with references not yet resolved.
        moved_to: For a page that only redirects, what is in its place now.
        listed: Whether it stands in the navigation.
    """

    uri: str
    markdown: str
    blocks: tuple[str, ...] = ()
    moved_to: Reference | None = None
    listed: bool = True

    @property
    def text(self) -> str:
        """The whole page as Markdown, for engines that take it as it is."""
        return self.put_blocks_into(self.markdown)

    def put_blocks_into(self, content: str) -> str:
        """Replace the placeholders in the page, as Markdown or as HTML, with the blocks."""
        return _PLACED.sub(lambda match: self.blocks[int(match[1])], content) if self.blocks else content


def render_pages(
    guide: Guide,
    repository: str = "",
    templates: Path = TEMPLATES,
    downloads: Sequence[Download] | None = (),
    day: dt.date | None = None,
    compiled: TemplateCache | None = None,
) -> list[PageSource]:
    """Render all pages of a guide.

    Args:
        guide: The guide.
        repository: Address of the repository on its host, for links to data files; empty to leave the links out.
        templates: The folder with the templates.
        downloads: The files to offer; None where a site offers none.
        day: The day of the build; entries whose check is older than the guide allows say so. None marks none.
        compiled: Templates that were compiled before.

    Returns:
        The pages in no particular order; :func:`studyguide.pages.navigation.navigation` orders them.

    Raises:
        ContentError: If a template has an error, with its file and line.
    """
    environment = _environment(guide, repository, templates, day)
    environment.bytecode_cache = compiled
    environment.globals |= {"shelf": None if downloads is None else arrange(downloads), "file_size": file_size}
    try:
        pages = [_page(environment, uri, name, context) for uri, name, context in _pages(guide)]
        pages += [_redirect(page, environment) for page in redirect_pages(guide)]
    except Exception as error:  # a template can fail in any way, and its editor needs to know where
        raise ContentError([_template_problem(error, templates)]) from error
    broken = list(_broken_links(pages, guide))
    if broken:
        raise ContentError(broken)
    return pages


def export_pages(guide: Guide, repository: str = "", day: dt.date | None = None) -> list[PageSource]:
    """Render all pages with relative links in place of references, for engines that do not run our hook."""
    book = AddressBook(guide)

    def resolved(page: PageSource) -> str:
        def link(reference: Reference) -> str:
            return book.link(reference, lambda address: address.relative_to(page.uri))

        return resolve_references(page.text, link)

    return [PageSource(page.uri, resolved(page)) for page in render_pages(guide, repository, day=day)]


def _redirect(page: RedirectPage, environment: Environment) -> PageSource:
    """Make a page that redirects: at once, unless a link to a question must find its anchor."""
    source = _page(environment, page.uri, "moved.md.jinja", {"page": page})
    return replace(source, moved_to=None if page.questions else page.moved_to, listed=False)


def _broken_links(pages: list[PageSource], guide: Guide) -> Iterator[Problem]:
    """Find broken references. Those of the data were checked before, so a template has made them."""
    book = AddressBook(guide)
    for page in pages:
        for reference in dict.fromkeys(references(page.text)):
            try:
                book.find(reference)
            except BrokenReferenceError:
                yield Problem.in_file(page.uri, f'broken link "{reference}"', "fix the page template")


def render_failure(uri: str, title: str, problems: tuple[Problem, ...], *, listed: bool = True) -> PageSource:
    """Render the page that an editor sees in place of a generated one while the guide is faulty."""
    context = {"title": title, "problems": problems}
    return replace(_page(_base_environment(TEMPLATES), uri, "failure.md.jinja", context), listed=listed)


def _page(environment: Environment, uri: str, template: str, context: dict[str, Any]) -> PageSource:
    """Render a page: its Markdown, and its blocks apart from it."""
    blocks: list[str] = []

    def block(name: str, **values: object) -> str:
        line = one_line(environment.get_template(f"{name}.html.jinja").render(values))
        if not _BLOCK_START.match(line):
            raise ValueError(
                f"{name}.html.jinja must begin with a block element, or Markdown would read its line again"
            )
        blocks.append(line)
        return _PLACEHOLDER.format(len(blocks) - 1)

    markdown = environment.get_template(template).render(context, block=block)
    return PageSource(uri, markdown, tuple(blocks))


def render_failure_box(problems: tuple[Problem, ...]) -> str:
    """Render the box with all problems, for pages that are written by hand."""
    return one_line(_base_environment(TEMPLATES).get_template("failure.html.jinja").render(problems=problems))


def one_line(block: str) -> str:
    """Write a block of HTML on one line without changing what it shows.

    Inside ``pre`` a line end becomes ``&#10;`` and a tab ``&#9;``; elsewhere white space is a single space.
    """
    parts = re.split(r"(<pre\b.*?</pre>)", block, flags=re.DOTALL)
    for index, part in enumerate(parts):
        inside_pre = index % 2 == 1
        parts[index] = (
            part.replace("\n", "&#10;").replace("\t", "&#9;") if inside_pre else re.sub(r"[ \t\r\n\f]+", " ", part)
        )
    return "".join(parts).strip()


def escape_markdown(text: str) -> str:
    """Write plain text so that Markdown shows it as typed: all but letters, digits and spaces become references."""
    return "".join(char if char.isalnum() or char == " " else f"&#{ord(char)};" for char in text)


def escape_front_matter(text: str) -> str:
    """Write plain text as a YAML value that is safe as HTML too: the theme does not escape the titles of pages."""
    return json.dumps(html.escape(text), ensure_ascii=False)


def _base_environment(templates: Path) -> Environment:
    """Make an environment that knows nothing of any guide. It is new for each build, so that edits show."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=lambda name: bool(name and name.endswith(".html.jinja")),  # noqa: S701  the skeletons are Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    environment.filters |= {
        "md": escape_markdown,
        "front_matter": escape_front_matter,
        "day": _day,
        "hours": _hours,
        "plural": plural,
    }
    return environment


def _environment(guide: Guide, repository: str, templates: Path, day: dt.date | None) -> Environment:
    environment = _base_environment(templates)
    environment.globals |= {
        "guide": guide,
        "edit_address": partial(edit_address, repository),
        "report_address": partial(report_address, repository),
        "is_stale": partial(is_stale, settings=guide.settings, day=day),
        "moved_questions": partial(moved_questions, guide),
        "level_rank": {level.id: rank for rank, level in enumerate(guide.settings.levels, start=1)},
        "spoken_seconds": partial(study_plan.spoken_seconds, guide=guide),
        "study_minutes": partial(study_plan.study_minutes, guide=guide),
        "stage_minutes": partial(study_plan.stage_minutes, guide=guide),
        "path_minutes": partial(study_plan.path_minutes, guide=guide),
        "spans": partial(study_plan.spans, guide=guide),
        "plans": partial(study_plan.plans, guide=guide),
    }
    return environment


def _pages(guide: Guide) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """List all pages as address, template and what the template is about."""
    yield addresses.HOME, "home.md.jinja", {}
    yield addresses.QUESTIONS, "questions.md.jinja", {}
    for topic in guide.shown_topics:
        yield addresses.topic_uri(topic.id), "topic.md.jinja", {"topic": topic}
    for level in guide.settings.levels:
        if guide.questions_of(level=level.id):
            yield addresses.level_uri(level.id), "level.md.jinja", {"level": level}
    if guide.comparisons:
        yield addresses.COMPARISONS, "comparisons.md.jinja", {}
    for comparison in guide.comparisons:
        yield addresses.comparison_uri(comparison.id), "comparison.md.jinja", {"comparison": comparison}
    if guide.paths:
        yield addresses.PATHS, "paths.md.jinja", {}
    for path in guide.paths:
        yield addresses.path_uri(path.id), "path.md.jinja", {"path": path}
    yield addresses.PRACTICE, "practice.md.jinja", {}
    yield addresses.MOCK_INTERVIEW, "mock_interview.md.jinja", {}
    if guide.abbreviations:
        yield addresses.GLOSSARY, "glossary.md.jinja", {}
    yield addresses.DOWNLOADS, "downloads.md.jinja", {}


def _day(date: dt.date) -> Markup:
    """Write a date for people and machines. Month names are fixed: ``strftime`` would follow the machine's language."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return Markup('<time datetime="{}">{} {} {}</time>').format(
        date.isoformat(), date.day, months[date.month - 1], date.year
    )


def _hours(minutes: int) -> str:
    """Write minutes as hours, to half an hour from one hour on: ``45 min``, ``3.5 h``."""
    if minutes < 60:
        return f"{minutes} min"
    return f"{(minutes + 15) // 30 / 2:g} h"  # a quarter goes up, as in guide.typ


def plural(count: int, word: str) -> str:
    """Write a count with its noun: ``1 question``, ``2 questions``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _template_problem(error: Exception, templates: Path) -> Problem:
    """Report the file and line of a template that cannot be read, or that failed while it ran."""
    if isinstance(error, TemplateSyntaxError):
        name, line, message = error.filename or error.name or "", error.lineno, error.message
        return Problem.in_file(name, f"template error: {message}", "fix the template", line=line, column=1)
    trace, name, line = error.__traceback__, str(templates), 0
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".jinja"):
            name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    message = error.message if isinstance(error, TemplateError) else str(error)
    return Problem.in_file(name, f"template error: {message}", "fix the template", line=line, column=1)
