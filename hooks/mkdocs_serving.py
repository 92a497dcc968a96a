"""While serving: after a save, rebuild only the pages that changed, and answer requests meanwhile.

MkDocs rebuilds the whole site on every save and lets requests wait for it. A save of an entry changes a few pages,
the search index and perhaps a data file: those are written into the site that is being served, and nothing else is.
Whatever this cannot know to be complete, such as an edited template, a changed navigation or a fault, is a build of
the whole site, beside the one that is served, which it then replaces file by file.

Besides the hook itself this is the only module that knows MkDocs. Of its server it uses two attributes that are not
public, ``_epoch_cond`` and the two epochs; ``tests/site/test_serving.py`` fails when they are gone.
"""

from __future__ import annotations

import filecmp
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from studyguide.site_files import SiteFile

if TYPE_CHECKING:  # an unchanged site is copied, and needs none of it
    from studyguide.build import Build
    from studyguide.pages.rendering import PageSource

log = get_plugin_logger("studyguide")

SITE_BUILD = "studyguide_build"
"""The key of the :class:`SiteBuild` in ``config.extra``, which lives as long as the build."""

Inputs = dict[Path, tuple[int, int]]
"""Files with the time of their last change in nanoseconds, and their size in bytes."""


def inputs_of(config: MkDocsConfig) -> Inputs:
    """Look at what a site is made from besides the data: pages by hand, templates, overrides, settings."""
    settings = Path(config.config_file_path)
    data = settings.parent / "data"
    folders = [Path(config.docs_dir), *(Path(watched) for watched in config.watch)]
    if config.theme.custom_dir:
        folders.append(Path(config.theme.custom_dir))
    found = {settings: _stamp(settings)}
    for folder in folders:
        if folder != data:
            found |= {file: _stamp(file) for file in (folder, *folder.rglob("*"))}
    return found


def _stamp(file: Path) -> tuple[int, int]:
    try:
        about = file.stat()
    except OSError:  # gone, or a broken link
        return 0, 0
    return about.st_mtime_ns, about.st_size


def _loads_practice(source: PageSource, site: SiteBuild) -> bool:
    """Return whether a page names the index of practice, so that it changes with it."""
    file = site.files.get_file_from_path(source.uri) if site.files else None
    return bool(file and file.page and file.page.meta.get("practice_index"))


@dataclass
class SiteBuild:
    """A build by MkDocs, with everything that it takes to make one of its pages again.

    Attributes:
        build: The guide and its pages.
        inputs: The files it is made from besides the data, as they were before it began.
        files: The files of the site.
        nav: Its navigation.
        env: The theme's templates.
        theme_index: What the theme's search plugin has found on pages written by hand.
        search_files: Addresses of the files of the search index.
    """

    build: Build
    inputs: Inputs
    files: Files | None = None
    nav: Navigation | None = None
    env: Environment | None = None
    theme_index: dict[str, Any] = field(default_factory=dict)
    search_files: set[str] = field(default_factory=set)


class ServedSite:
    """The site that is being served.

    Args:
        server: The server.
        full_build: Builds the whole site; MkDocs calls it on every save unless something else is put in its place.
        read: Reads the guide anew.
        config: The configuration of the build that is being served.
    """

    def __init__(
        self,
        server: LiveReloadServer,
        full_build: Callable[[], None],
        read: Callable[[MkDocsConfig], Build],
        config: MkDocsConfig,
    ) -> None:
        self._server = server
        self._full_build = full_build
        self._read = read
        self._config = config
        self._root = Path(server.root)
        self._unused: set[str] = set()
        self.staging = self._root.with_name(f"{self._root.name}_next")
        """The folder for builds of the whole site. It is renamed file by file, so it lies beside the served one."""

    def rebuild(self) -> None:
        """Bring the served site up to date after a save."""
        self._answer_meanwhile()
        begun = time.perf_counter()
        if self._rebuild_changed_pages():
            log.info("Changed pages rebuilt in %.2f seconds", time.perf_counter() - begun)
        else:
            self._full_build()  # ends in publish()

    def publish(self, config: MkDocsConfig) -> None:
        """Show a build of the whole site, which lies in the staging folder."""
        self._config, self._unused = config, set()
        made = [file for file in self.staging.rglob("*") if file.is_file()]
        kept = {self._root / file.relative_to(self.staging) for file in made}
        for file in sorted(made, key=lambda file: file.suffix == ".html"):  # pages come after what they load
            target = self._root / file.relative_to(self.staging)
            if not (target.is_file() and filecmp.cmp(file, target, shallow=False)):
                target.parent.mkdir(parents=True, exist_ok=True)
                file.replace(target)
        for file in [file for file in self._root.rglob("*") if file.is_file() and file not in kept]:
            file.unlink()
        self.close()
        self._reload_browsers()

    def close(self) -> None:
        """Remove the staging folder, also where a build has failed in it."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def _rebuild_changed_pages(self) -> bool:
        """Make only what has changed; give False, and change nothing, if that might not be all."""
        site: SiteBuild = self._config.extra[SITE_BUILD]
        old = site.build
        if old.problems or site.inputs != inputs_of(self._config):
            return False
        new = self._read(self._config)
        if not new.has_structure_of(old):
            return False
        new.urls, site.build = old.urls, new
        self._remove_unused()
        self._write([file for file in new.files if file not in old.files])
        changed = [page for page in new.site.pages if page != old.site.page(page.uri)]
        self._rewrite(changed, site)
        self._reload_browsers()  # an editor looks at a page; the rest may follow
        if new.page_globals != old.page_globals:
            self._rewrite(
                [page for page in new.site.pages if page not in changed and _loads_practice(page, site)], site
            )
        search = new.search_files(site.theme_index)
        self._write(search)
        uris = {file.uri for file in (*new.files, *search)}
        self._unused = ({file.uri for file in old.files} | site.search_files) - uris
        site.search_files = {file.uri for file in search}
        return True

    def _rewrite(self, pages: Iterable[PageSource], site: SiteBuild) -> None:
        assert site.env is not None  # noqa: S101  the build has ended
        site.env.globals |= site.build.page_globals
        for page in pages:
            self._write([self._finished(page, site)])

    def _remove_unused(self) -> None:
        """Remove files that nothing refers to any more. They stayed for pages that a browser had open."""
        for uri in self._unused:
            (self._root / uri).unlink(missing_ok=True)

    def _finished(self, source: PageSource, site: SiteBuild) -> SiteFile:
        """Let MkDocs finish a page as it would in a build of the whole site."""
        config, files, nav, env = self._config, site.files, site.nav, site.env
        assert files is not None and nav is not None and env is not None  # noqa: S101, PT018  the build has ended
        file = files.get_file_from_path(source.uri)
        assert file is not None and file.page is not None  # noqa: S101, PT018  it has the same pages
        page = file.page
        file.content_string = source.markdown
        page.read_source(config)
        assert page.markdown is not None  # noqa: S101  it was read
        page.markdown = config.plugins.on_page_markdown(page.markdown, page=page, config=config, files=files)
        page.render(config, files)
        assert page.content is not None  # noqa: S101  it was rendered
        page.content = config.plugins.on_page_content(page.content, page=page, config=config, files=files)
        page.active = True
        try:
            shown = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            context = get_context(nav, shown, config, page)
            template = env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False
        return SiteFile(file.dest_uri, output.encode("utf-8", errors="xmlcharrefreplace"))

    def _write(self, files: Iterable[SiteFile]) -> None:
        """Write files so that a request meets either the old one or the new one, never a part."""
        for file in files:
            file.write_to(self.staging)
            target = self._root / file.uri
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.staging / file.uri).replace(target)

    def _answer_meanwhile(self) -> None:
        """Let the server answer from the last good build; else it makes every request wait for the next one."""
        with self._server._epoch_cond:
            self._server._wanted_epoch = self._server._visible_epoch
            self._server._epoch_cond.notify_all()

    def _reload_browsers(self) -> None:
        with self._server._epoch_cond:
            epoch = max(self._server._visible_epoch + 1, round(time.monotonic() * 1000))  # it counts milliseconds
            self._server._wanted_epoch = self._server._visible_epoch = epoch
            self._server._epoch_cond.notify_all()
