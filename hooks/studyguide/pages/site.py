"""Everything a site engine needs for one build: pages, navigation and links, or what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from studyguide.downloads import FOLDER, list_downloads
from studyguide.markup import Reference
from studyguide.model import Guide, is_id
from studyguide.pages import addresses
from studyguide.pages.addresses import Address
from studyguide.pages.former import published_uris
from studyguide.pages.navigation import NavEntry, navigation
from studyguide.pages.rendering import PageSource, render_failure, render_pages
from studyguide.problems import ContentError, Problem
from studyguide.reading.documents import DOCUMENT_ENDINGS, document_files
from studyguide.reading.loading import DATA, DOCS, load_guide
from studyguide.reading.published import read_published
from studyguide.reading.yaml_file import UnreadableFileError, read_yaml


@dataclass(frozen=True)
class Site:
    """The generated part of a site.

    Attributes:
        pages: The generated pages. While there are problems they keep their addresses and show the problems instead.
        navigation: The order of the generated pages.
        problems: What is wrong; a site with problems must not be published.
        guide: The guide; None while there are problems.
        downloads: Files to publish next to the page that lists them, by their address on the site.
    """

    pages: tuple[PageSource, ...]
    navigation: tuple[NavEntry, ...]
    problems: tuple[Problem, ...] = ()
    guide: Guide | None = None
    downloads: Mapping[str, Path] = field(default_factory=dict)

    def address(self, reference: Reference) -> Address | None:
        """Find where a reference leads; None while the guide cannot be used."""
        return addresses.address_of(reference, self.guide) if self.guide else None

    def moved_to(self, uri: str) -> Reference | None:
        """Find what has the place of a page that was published once; None for all other pages."""
        return next((page.moved_to for page in self.pages if page.uri == uri), None)


def prepare_site(project: Path, repository: str = "", day: dt.date | None = None, *, downloads: bool = True) -> Site:
    """Read a guide and render its pages.

    Args:
        project: The folder that holds ``data/`` and ``docs/``.
        repository: Address of the repository on its host; empty to leave out links to data files.
        day: The day of the build; entries whose check is too old by then say so. None marks none.
        downloads: Whether the site offers the project's downloads.

    Returns:
        The site, also where the guide is faulty: then it holds the problems, and every page shows them.
    """
    try:
        guide = load_guide(project)
        offered = list_downloads(project) if downloads else ()
        pages = render_pages(guide, repository, downloads=offered if downloads else None, day=day)
        taken = list(_taken(project / DOCS, pages))
        if taken:
            raise ContentError(taken)
    except ContentError as error:
        return _failed_site(project, error.problems)
    files = {f"{FOLDER}/{file.name}": project / FOLDER / file.name for file in offered}
    return Site(tuple(pages), navigation(guide), guide=guide, downloads=files)


def _taken(docs: Path, pages: list[PageSource]) -> Iterator[Problem]:
    """Find pages written by hand that a generated page would replace: the same file, or one with the same address."""
    generated = {addresses.folder_of(page.uri) for page in pages}
    for file in document_files(docs, (*DOCUMENT_ENDINGS, ".html")):
        uri = file.relative_to(docs).as_posix()
        if addresses.folder_of(uri).casefold() in generated:
            yield Problem(f"{DOCS}/{uri}", 0, 0, "", "a generated page has the same address", "rename this file")


def _failed_site(project: Path, problems: tuple[Problem, ...]) -> Site:
    """Keep every address alive while the guide is faulty, so that open tabs come back when the fault is mended."""
    data = project / DATA
    topics = sorted(child.name for child in (data / "questions").glob("*/"))
    uris = [("Home", addresses.HOME), ("Questions", addresses.QUESTIONS)]
    uris += [(topic, addresses.topic_uri(topic)) for topic in topics]
    uris += [(level, addresses.level_uri(level)) for level in _level_ids(data)]
    for name, index, uri in (
        ("comparisons", addresses.COMPARISONS, addresses.comparison_uri),
        ("paths", addresses.PATHS, addresses.path_uri),
    ):
        uris += [
            (name.capitalize(), index),
            *((file.stem, uri(file.stem)) for file in sorted((data / name).glob("*.yml"))),
        ]
    if (data / "abbreviations.yml").exists():
        uris.append(("Glossary", addresses.GLOSSARY))
    uris.append(("Downloads", addresses.DOWNLOADS))
    taken = partial(_is_written, project / DOCS)
    pages = [PageSource(uri, render_failure(title, problems)) for title, uri in uris if not taken(uri)]
    made = {uri for _, uri in uris}
    listed = (entry for entry, _ in read_published(project, []))  # what is wrong with the list is told elsewhere
    former = [uri for uri in published_uris(listed) if uri not in made and not taken(uri)]
    pages += [PageSource(uri, render_failure("Moved", problems), listed=False) for uri in former]
    return Site(tuple(pages), tuple(NavEntry(title, uri) for title, uri in uris), problems)


def _level_ids(data: Path) -> list[str]:
    """The ids of the levels, as far as a guide.yml that may be faulty can be read."""
    try:
        levels = read_yaml(data / "guide.yml", "").data["levels"]
        return [level["id"] for level in levels if is_id(level["id"])]
    except (UnreadableFileError, KeyError, TypeError):  # whatever is wrong with it is told elsewhere
        return []


def _is_written(docs: Path, uri: str) -> bool:
    return (docs / uri).exists()
