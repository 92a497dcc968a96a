"""The guide's MkDocs events. Only this module and ``mkdocs_search`` know MkDocs; everything they call works without it.

One build runs the events in this order: ``on_config`` reads the guide and renders its pages, ``on_files`` hands
them to MkDocs, ``on_page_content`` turns references such as ``question:what-is-vpc`` into links, in generated and
hand-written pages alike, and ``on_post_build`` writes the content policy into the finished pages.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Literal

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from studyguide.build_time import build_day
from studyguide.content_policy import protect
from studyguide.markup import Reference, resolve_references
from studyguide.pages.navigation import NavEntry
from studyguide.pages.rendering import render_failure_box
from studyguide.pages.site import Site, prepare_site
from studyguide.problems import ContentError, report

log = logging.getLogger("mkdocs.hooks.studyguide")

SITE = "studyguide_site"
"""Where the site of the current build lies in ``config.extra``, which lives exactly as long as the build."""

serving = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether an editor is watching: then a fault is shown on the page instead of ending the run."""
    global serving  # MkDocs tells the command here and nowhere else
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the guide. Every problem of every file ends a build in one message."""
    project = Path(config.config_file_path).parent
    repository = (config.extra.get("repository") or "").rstrip("/")
    config.edit_uri = f"{repository}/blob/HEAD/docs/" if repository else ""  # for pages written by hand
    try:
        day = build_day()
    except ValueError as error:
        raise PluginError(str(error)) from error
    # A copy for reading from disk is a download itself: it would hold the one before it, and so on without end.
    site = prepare_site(project, repository, day, downloads=config.use_directory_urls)
    if site.problems and not serving:
        raise PluginError(report(site.problems))
    if site.problems:
        log.error(report(site.problems))
    config.extra[SITE] = site
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the generated pages and the downloads. They belong to no single file, so they get no link to edit them."""
    site: Site = config.extra[SITE]
    for page in site.pages:
        inclusion = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, page.uri, content=page.text, inclusion=inclusion))
    for uri, path in site.downloads.items():
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    config.nav = [*map(_nav_item, site.navigation), *(config.nav or [])]
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Resolve references now, when MkDocs knows every page's final address."""
    site: Site = config.extra[SITE]

    def link(reference: Reference) -> str:
        address = site.address(reference)
        target = files.get_file_from_path(address.uri) if address else None
        if address is None or target is None:
            return "#"  # only while the guide is faulty: checked references always lead somewhere
        return target.url_relative_to(page.file) + (f"#{address.anchor}" if address.anchor else "")

    moved_to = site.moved_to(page.file.src_uri)
    if moved_to:
        page.meta["moved_to"] = link(moved_to)
    box = render_failure_box(site.problems) if site.problems and page.file.generated_by is None else ""
    return box + resolve_references(html, link)


@event_priority(-100)  # after everything else that writes pages
def on_post_build(*, config: MkDocsConfig) -> None:
    """Let browsers run the site's own scripts only. Not while serving, which puts a script of its own into pages.

    A copy that is read from disk has no origin of its own, so that ``'self'`` would allow nothing.
    """
    if serving or not config.use_directory_urls:
        return
    try:
        protect(Path(config.site_dir))
    except ContentError as error:
        raise PluginError(str(error)) from error


def _nav_item(nav: NavEntry) -> Any:
    # The theme puts titles into its pages as they are, but escapes them in some places. Markup suits both.
    title = escape(nav.title)
    if nav.children:
        return {title: [_nav_item(child) for child in nav.children]}
    return {title: nav.uri} if title else nav.uri
