"""Everything a site engine needs for one build: pages, navigation and links, or what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from studyguide.cache import Cache
from studyguide.downloads import FOLDER, list_downloads
from studyguide.kinds import ENTRY_KINDS
from studyguide.model import Guide, is_id
from studyguide.pages import addresses
from studyguide.pages.addresses import AddressBook
from studyguide.pages.navigation import NavEntry, navigation
from studyguide.pages.pictures import pictures
from studyguide.pages.redirects import published_uris
from studyguide.pages.rendering import PageSource, render_failure, render_pages
from studyguide.problems import ContentError, Problem
from studyguide.reading.documents import DOCUMENT_ENDINGS, document_files
from studyguide.reading.loading import DATA, DOCS, load_guide
from studyguide.reading.published_ids import read_published
from studyguide.reading.yaml_reader import UnreadableFileError, read_yaml
from studyguide.site_files import SiteFile


@dataclass(frozen=True)
class Site:
    """The generated part of a site.

    Attributes:
        pages: The generated pages. While there are problems they keep their URLs and show the problems instead.
        navigation: The order of the generated pages.
        addresses: Resolves references.
        files: Generated files of other types, and the files to copy.
        problems: What is wrong; a site with problems must not be published.
        guide: The guide; None while there are problems.
    """

    pages: tuple[PageSource, ...]
    navigation: tuple[NavEntry, ...]
    addresses: AddressBook
    files: tuple[SiteFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    guide: Guide | None = None

    def page(self, uri: str) -> PageSource | None:
        """Find a generated page; None for pages written by hand."""
        return self._by_uri.get(uri)

    @cached_property
    def _by_uri(self) -> dict[str, PageSource]:
        return {page.uri: page for page in self.pages}


def prepare_site(
    project: Path,
    repository: str = "",
    day: dt.date | None = None,
    *,
    downloads: bool = True,
) -> Site:
    """Read a guide and render its pages.

    Args:
        project: The folder that holds ``data/`` and ``docs/``.
        repository: Address of the repository on its host; empty to leave out links to data files.
        day: The day of the build; entries that are due for another check by then say so. None marks none.
        downloads: Whether the site offers the project's downloads.

    Returns:
        The site, also where the guide is faulty: then it holds the problems, and every page shows them.
    """
    try:
        guide = load_guide(project)
        offered = list_downloads(project) if downloads else None
        cache = Cache(project, "pages")
        pages = render_pages(guide, repository, downloads=offered, day=day, cache=cache)
        cache.save()
        taken = list(_taken(project / DOCS, pages))
        if taken:
            raise ContentError(taken)
    except ContentError as error:
        return _failed_site(project, error.problems)
    books = (SiteFile(f"{FOLDER}/{file.name}", project / FOLDER / file.name) for file in offered or ())
    return Site(tuple(pages), navigation(guide), AddressBook(guide), (*books, *pictures(guide)), guide=guide)


def _taken(docs: Path, pages: list[PageSource]) -> Iterator[Problem]:
    """Find pages written by hand that a generated page would replace: the same file, or one with the same URL."""
    generated = {addresses.folder_of(page.uri) for page in pages}
    for file in document_files(docs, (*DOCUMENT_ENDINGS, ".html")):
        uri = file.relative_to(docs).as_posix()
        if addresses.folder_of(uri).casefold() in generated:
            yield Problem.in_file(f"{DOCS}/{uri}", "a generated page has the same URL", "rename this file")


def _failed_site(project: Path, problems: tuple[Problem, ...]) -> Site:
    """Keep every URL alive while the guide is faulty, so that open tabs come back when all errors are fixed."""
    data = project / DATA
    topics = sorted(child.name for child in (data / ENTRY_KINDS["question"].folder).glob("*/"))
    uris = [("Home", addresses.HOME), ("Questions", addresses.QUESTIONS)]
    uris += [(topic, addresses.topic_uri(topic)) for topic in topics]
    uris += [(level, addresses.level_uri(level)) for level in _level_ids(data)]
    for index, kind in ((addresses.COMPARISONS, ENTRY_KINDS["comparison"]), (addresses.PATHS, ENTRY_KINDS["path"])):
        uris.append((kind.folder.capitalize(), index))
        uris += [(file.stem, kind.page_uri(file.stem)) for file in sorted((data / kind.folder).glob("*.yml"))]
    uris += [("Practice", addresses.PRACTICE), ("Mock interview", addresses.MOCK_INTERVIEW)]
    if (data / "abbreviations.yml").exists():
        uris.append(("Glossary", addresses.GLOSSARY))
    uris.append(("Downloads", addresses.DOWNLOADS))
    hand_written = partial(_is_hand_written, project / DOCS)
    pages = [render_failure(uri, title, problems) for title, uri in uris if not hand_written(uri)]
    made = {uri for _, uri in uris}
    published = (entry for entry, _ in read_published(project, []))  # faults of the list are among the problems
    old = [uri for uri in published_uris(published) if uri not in made and not hand_written(uri)]
    pages += [render_failure(uri, "Moved", problems, listed=False) for uri in old]
    menu = tuple(NavEntry(title, uri) for title, uri in uris)
    return Site(tuple(pages), menu, AddressBook(None), problems=problems)


def _level_ids(data: Path) -> list[str]:
    """The ids of the levels, as far as a guide.yml that may be faulty can be read."""
    try:
        levels = read_yaml(data / "guide.yml", "").data["levels"]
        return [level["id"] for level in levels if is_id(level["id"])]
    except (UnreadableFileError, KeyError, TypeError):  # its faults are among the problems
        return []


def _is_hand_written(docs: Path, uri: str) -> bool:
    return (docs / uri).exists()
