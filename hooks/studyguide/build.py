"""One build of the site, for whatever engine makes the pages.

An engine's adapter makes one :class:`Build` for each build, hands its pages and files to the engine, gives it the URLs
that the engine has given them, and asks it for links and for the search index. Nothing of a build outlives it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from studyguide.cache import Cache, TemplateCache
from studyguide.pages.addresses import Address
from studyguide.pages.rendering import render_failure_box
from studyguide.pages.site import Site, prepare_site
from studyguide.practice.files import PracticeFiles, practice_files
from studyguide.problems import Problem
from studyguide.references import Reference, resolve_references
from studyguide.script_bundles import script_bundles
from studyguide.search.documents import search_documents
from studyguide.search.hand_written import hand_written_sections
from studyguide.search.index import index_files, search_index
from studyguide.search.worker import search_worker
from studyguide.site_files import SiteFile


class Build:
    """Everything that one build of the site needs.

    Args:
        project: The folder that holds ``data/``.
        docs: The folder with hand-written pages and assets.
        repository: Address of the repository on its host; empty to leave out links to it.
        day: The day of the build.
        for_disk: Whether the site is a copy to read from disk. Such a copy is a download itself, so it offers none.

    Attributes:
        site: The generated part of the site.
        worker: The script of the search.
        bundles: The scripts of pages, by the names that their templates use.
        compiled: Templates of the theme that were compiled before.
        urls: The URL of each page, relative to the root of the site, by its Markdown file. The adapter fills it once
            the engine knows.
    """

    def __init__(self, project: Path, docs: Path, *, repository: str, day: dt.date, for_disk: bool) -> None:
        self._cache = Cache(project, "site")
        self.compiled = TemplateCache(self._cache)
        self.site: Site = prepare_site(project, repository, day, downloads=not for_disk)
        self.worker: SiteFile = search_worker(docs)
        self.bundles = script_bundles(docs)
        self.urls: dict[str, str] = {}
        self._for_disk = for_disk
        self._repository = repository

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the guide; a site with problems must not be published."""
        return self.site.problems

    @property
    def files(self) -> tuple[SiteFile, ...]:
        """The generated files that are known before the pages are finished, but after their URLs are."""
        return (*self.site.files, *(self.practice.all if self.practice else ()), *self.bundles.values(), self.worker)

    @cached_property
    def practice(self) -> PracticeFiles | None:
        """What the practice pages load; None while the guide is faulty."""
        guide = self.site.guide
        return practice_files(guide, self._from_root, self._repository) if guide else None

    @property
    def page_globals(self) -> dict[str, Any]:
        """What ``overrides/main.html`` writes into pages: addresses whose hashes change with the content of files."""
        return {
            "practice_index": self.practice.index.uri if self.practice else "",
            "script_bundles": {name: file.uri for name, file in self.bundles.items()},
        }

    def has_structure_of(self, other: Build) -> bool:
        """Return whether pages, navigation and addresses are those of another build, so that only contents differ.

        A page that is the same in both is then the same in the finished site too.
        """
        if self.problems or other.problems or self.worker.uri != other.worker.uri:
            return False
        here, there = self.site, other.site
        return (
            [(page.uri, page.listed, page.moved_to) for page in here.pages]
            == [(page.uri, page.listed, page.moved_to) for page in there.pages]
            and here.navigation == there.navigation
            and here.addresses.agrees_with(there.addresses)
        )

    def finish_page(self, uri: str, html: str, relative: Callable[[str], str]) -> str:
        """Finish the content of a page: put its blocks in and resolve its references.

        Args:
            uri: The Markdown file of the page.
            html: Its content, as the engine has converted it.
            relative: Writes the URL of another page as this page links to it.

        Returns:
            The content. While the guide is faulty, hand-written pages show the problems, as generated ones do.
        """
        page = self.site.page(uri)
        if page:
            html = page.put_blocks_into(html)
        elif self.problems:
            html = render_failure_box(self.problems) + html
        return resolve_references(html, lambda reference: self.link(reference, relative))

    def link(self, reference: Reference, relative: Callable[[str], str]) -> str:
        """Write a reference as a page links to it; see :meth:`finish_page`."""
        return self.site.addresses.link(reference, lambda address: relative(self._url(address)) + address.fragment)

    def search_files(self, theme_index: dict[str, Any]) -> list[SiteFile]:
        """Make the search index.

        Args:
            theme_index: The index of the theme's own search plugin, which has read the hand-written pages.

        Returns:
            The files of the index. While the guide is faulty nothing can be found.
        """
        guide = self.site.guide
        documents = []
        if guide:
            documents = search_documents(guide, self._from_root, list(hand_written_sections(theme_index)))
        index = search_index(documents, guide, self._cache)
        self._cache.save()
        return index_files(index, theme_index["config"], for_disk=self._for_disk)

    def _from_root(self, reference: Reference) -> str:
        def write(address: Address) -> str:
            return self._url(address) + address.fragment

        return self.site.addresses.link(reference, write)

    def _url(self, address: Address) -> str:
        """Give the URL of a page, as the engine says, or of another file, which is published under its own name."""
        return self.urls.get(address.uri, address.uri)
