"""Render a guide to Markdown pages with Jinja.

Two kinds of templates lie in ``templates/``. ``*.md.jinja`` are the skeletons of pages: headings and order, in
Markdown, so that the site's table of contents and search see them. ``*.html.jinja`` are blocks: a whole answer, a
table, a stage; they escape by themselves, take finished fragments, and go into the page as one line of HTML. The
line matters: the engine reads the page as Markdown once more, and only a single line of block-level HTML is sure to
come through that reading unchanged.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from jinja2.exceptions import TemplateSyntaxError

from studyguide.cache import Cache, TemplateCache
from studyguide.downloads import Download, arrange, file_size
from studyguide.model import Guide
from studyguide.pages import addresses
from studyguide.pages.addresses import AddressBook, BrokenReferenceError
from studyguide.pages.answers import AnswerRenderer
from studyguide.pages.environment import TEMPLATES, base_environment, one_line, page_environment
from studyguide.pages.redirects import RedirectPage, redirect_pages
from studyguide.problems import ContentError, Problem
from studyguide.references import Reference, references, resolve_references

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
    cache: Cache | None = None,
) -> list[PageSource]:
    """Render all pages of a guide.

    Args:
        guide: The guide.
        repository: Address of the repository on its host, for links to data files; empty to leave the links out.
        templates: The folder with the templates.
        downloads: The files to offer; None where a site offers none.
        day: The day of the build; entries whose check is older than the guide allows say so. None marks none.
        cache: Keeps compiled templates and answers; only for a guide that was read from files.

    Returns:
        The pages in no particular order; :func:`studyguide.pages.navigation.navigation` orders them.

    Raises:
        ContentError: If a template has an error, with its file and line.
    """
    environment = page_environment(guide, repository, templates, day, TemplateCache(cache) if cache else None)
    environment.globals |= {"shelf": None if downloads is None else arrange(downloads), "file_size": file_size}
    try:
        renderer = _PageRenderer(environment, AnswerRenderer(guide, repository, templates, day, cache))
        pages = [renderer.page(uri, name, context) for uri, name, context in _pages(guide)]
        pages += [_redirect(page, renderer) for page in redirect_pages(guide)]
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


def _redirect(page: RedirectPage, renderer: _PageRenderer) -> PageSource:
    """Make a page that redirects: at once, unless a link to a question must find its anchor."""
    source = renderer.page(page.uri, "moved.md.jinja", {"page": page})
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
    return replace(_PageRenderer(base_environment(TEMPLATES)).page(uri, "failure.md.jinja", context), listed=listed)


class _PageRenderer:
    """Renders pages: the Markdown of each, and its blocks apart from it."""

    def __init__(self, environment: Environment, answers: AnswerRenderer | None = None) -> None:
        self._environment = environment
        self._answers = answers

    def page(self, uri: str, template: str, context: dict[str, Any]) -> PageSource:
        """Render a page from the template of its Markdown."""
        blocks: list[str] = []

        def block(name: str, **values: Any) -> str:
            blocks.append(self._block(name, values))
            return _PLACEHOLDER.format(len(blocks) - 1)

        markdown = self._environment.get_template(template).render(context, block=block)
        return PageSource(uri, markdown, tuple(blocks))

    def _block(self, name: str, values: dict[str, Any]) -> str:
        if name == "answer" and self._answers:
            line = self._answers.render(**values)
        else:
            line = one_line(self._environment.get_template(f"{name}.html.jinja").render(values))
        if not _BLOCK_START.match(line):
            raise ValueError(
                f"{name}.html.jinja must begin with a block element, or Markdown would read its line again"
            )
        return line


def render_failure_box(problems: tuple[Problem, ...]) -> str:
    """Render the box with all problems, for pages that are written by hand."""
    return one_line(base_environment(TEMPLATES).get_template("failure.html.jinja").render(problems=problems))


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
