"""The adapter to MkDocs: its events, and nothing else. Only this module and ``mkdocs_serving`` know MkDocs.

One build runs the events in this order: ``on_config`` reads the guide and renders its pages, ``on_files`` hands them
to MkDocs, ``on_page_content`` turns references such as ``question:what-is-vpc`` into links, ``on_env`` names the
search worker, and ``on_post_build`` writes the search index and the content security policy.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_serving import SITE_BUILD, ServedSite, SiteBuild, inputs_of
from mkdocs_unchanged import UnchangedSite
from studyguide.build_time import build_day
from studyguide.content_policy import add_content_security_policy
from studyguide.problems import ContentError, report
from studyguide.theme import INDEX, use_search_worker

if TYPE_CHECKING:  # an unchanged site is copied, and needs none of it
    from studyguide.build import Build
    from studyguide.pages.navigation import NavEntry

log = get_plugin_logger("studyguide")

UNCHANGED = "studyguide_unchanged"
"""The key of the :class:`~mkdocs_unchanged.UnchangedSite` in ``config.extra``; only builds to publish have one."""

serving = False
"""Set once, by the only event that is given the command."""

served: ServedSite | None = None
"""The site that ``mkdocs serve`` shows, once its first build has ended. All other state belongs to the build."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether an editor is watching: then a fault is shown on the page instead of ending the run."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the guide. All problems of all files end a build in one message."""
    repository = _repository(config)
    config.edit_uri = f"{repository}/blob/HEAD/docs/" if repository else ""  # for hand-written pages
    if served:
        config.site_dir = str(served.staging)
    inputs = inputs_of(config) if serving else {}
    try:
        unchanged = None if serving else UnchangedSite(config)
        config.extra[UNCHANGED] = unchanged
        if unchanged and unchanged.files is not None:
            config.nav = None
            return config
        build = _read(config)
    except ValueError as error:
        raise PluginError(str(error)) from error
    if build.problems and not serving:
        raise PluginError(report(build.problems))
    if build.problems:
        log.error(report(build.problems))
    config.extra[SITE_BUILD] = SiteBuild(build, inputs)
    gc.freeze()  # all this lives as long as the build, and need not be looked at again and again
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the generated pages and files. They belong to no single source file, so they get no link to edit them."""
    if _is_unchanged(config):
        return Files([])  # there is nothing to do until on_post_build
    site: SiteBuild = config.extra[SITE_BUILD]
    build, site.files = site.build, files
    for page in build.site.pages:
        inclusion = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, page.uri, content=page.markdown, inclusion=inclusion))
    build.urls = {file.src_uri: file.url for file in files}  # before the files: some of them hold URLs of pages
    for file in build.files:
        if isinstance(file.content, Path):
            files.append(File.generated(config, file.uri, abs_src_path=str(file.content)))
        else:
            files.append(File.generated(config, file.uri, content=file.content))
    config.nav = [*map(_nav_item, build.site.navigation), *(config.nav or [])]
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Remember the navigation, which a page needs that is made again."""
    if not _is_unchanged(config):
        config.extra[SITE_BUILD].nav = nav
    return nav


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Resolve references now that MkDocs knows the URL of every page."""
    site: SiteBuild = config.extra[SITE_BUILD]
    build = site.build

    def relative(url: str) -> str:
        return get_relative_url(url, page.url)

    source = build.site.page(page.file.src_uri)
    if source:
        page.meta["search"] = {"exclude": True}  # it is indexed from the data, and parsing it again is slow
        if source.moved_to:
            page.meta["moved_to"] = build.link(source.moved_to, relative)
    return build.finish_page(page.file.src_uri, html, relative)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Give ``overrides/main.html`` what it writes into pages: our search worker, scripts, the index of practice."""
    if _is_unchanged(config):
        return env
    site: SiteBuild = config.extra[SITE_BUILD]
    build, site.env = site.build, env
    env.bytecode_cache = build.compiled
    env.filters["use_search_worker"] = lambda block: use_search_worker(block, build.worker.uri)
    env.globals |= build.page_globals
    return env


@event_priority(-100)  # after the search plugin has written its index, and after everything else that writes pages
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write our search index, and let browsers run only the scripts of the site.

    There is no policy while serving, when MkDocs puts a script of its own into pages, and in a copy to read from disk,
    which has no origin, so that ``'self'`` would allow nothing.
    """
    gc.unfreeze()
    folder = Path(config.site_dir)
    unchanged: UnchangedSite | None = config.extra[UNCHANGED]
    if not _is_unchanged(config):
        _finish(folder, config)
    if unchanged:
        unchanged.finish(folder)


def _finish(folder: Path, config: MkDocsConfig) -> None:
    site: SiteBuild = config.extra[SITE_BUILD]
    site.theme_index = json.loads((folder / INDEX).read_text("utf-8"))
    for file in site.build.search_files(site.theme_index):
        file.write_to(folder)
        site.search_files.add(file.uri)
    if served:
        served.publish(config)
    if serving or not config.use_directory_urls:
        return
    try:
        add_content_security_policy(folder)
    except ContentError as error:
        raise PluginError(str(error)) from error


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Rebuild only what changed from now on."""
    global served
    served = ServedSite(server, builder, _read, config)
    server.builder = served.rebuild
    return server


def on_shutdown() -> None:
    """Leave no folder behind."""
    if served:
        served.close()


def _read(config: MkDocsConfig) -> Build:
    from studyguide.build import Build  # here: an unchanged site is copied without it

    return Build(
        Path(config.config_file_path).parent,
        Path(config.docs_dir),
        repository=_repository(config),
        day=build_day(),
        for_disk=not config.use_directory_urls,
    )


def _is_unchanged(config: MkDocsConfig) -> bool:
    unchanged: UnchangedSite | None = config.extra.get(UNCHANGED)
    return unchanged is not None and unchanged.files is not None


def _repository(config: MkDocsConfig) -> str:
    return str(config.extra.get("repository") or "").rstrip("/")


def _nav_item(entry: NavEntry) -> Any:
    # The theme puts titles into its pages as they are, but escapes them in some places. Markup suits both.
    title = escape(entry.title)
    if entry.children:
        return {title: [_nav_item(child) for child in entry.children]}
    return {title: entry.uri} if title else entry.uri
