"""One site that shows all hostile texts, each in an entry of its own, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import Tag

from tests.hostile.corpus import Case, read_entry, write_entry, write_text
from tests.projects import BICYCLE, copy_project, mkdocs
from tests.site.built import BuiltSite, content, words

CANARY = "canary-in-a-file-of-the-machine"

FIELD_TAGS = {"br", "hr", "blockquote"}
"""Elements that a field may hold, and that the tiny guide happens not to use."""

CODE_CLASSES = re.compile(r"[a-z]{1,3}[0-9]?|filename|linenodiv|normal")
"""Classes that colour code or number its lines."""


def write_guide(cases: Iterable[Case], folder: Path, *, renamed: bool = False) -> Path:
    """Write the tiny guide with a copy of an entry for each case.

    Args:
        cases: What to show. Each question also stands on the home page and in the learning path.
        folder: Where to write; it must not exist.
        renamed: Whether the questions have had another id before.

    Returns:
        ``folder``.
    """
    project = copy_project(BICYCLE, folder)
    (project / "canary.txt").write_text(CANARY, "utf-8")
    guide = read_entry(project / "data/guide.yml")
    path = read_entry(project / "data/paths/mechanic.yml")
    for number, case in enumerate(cases):
        if case.entry == "guide":
            write_text(guide, case.place, case.text)
            continue
        entry = read_entry(project / case.file)
        if case.entry == "question":
            entry |= {
                "title": f"Asked{number}?",
                "label": f"Label {number}",
                "aliases": [f"Alias {number}"],
                "asked_as": [],
            }
            entry["redirect_from"] = [f"before-{number}"] if renamed else []
            guide["featured"].append(case.name)
            path["stages"][0]["questions"].append(case.name)
        elif case.entry == "comparison":
            entry["title"] = f"Table {number}"
            path["stages"][0].setdefault("comparisons", []).append(case.name)
        else:
            entry["title"] = f"Path {number}"
            guide["roles"].append({"id": case.name, "name": f"Role {number}"})
        write_text(entry, case.place, case.text)
        write_entry((project / case.file).with_stem(case.name), entry)
    write_entry(project / "data/guide.yml", guide)
    write_entry(project / "data/paths/mechanic.yml", path)
    return project


def build_site(cases: Iterable[Case], folder: Path, *, renamed: bool = False) -> BuiltSite:
    """Build the guide that :func:`write_guide` writes."""
    project = write_guide(cases, folder, renamed=renamed)
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return BuiltSite(project / "site")


def lost_texts(site: BuiltSite, cases: Iterable[Case]) -> list[str]:
    """List the cases whose text is not shown as typed in every place where readers look for it."""
    return [
        f"{case.name}: {place} shows {shown[:300]!r}"
        for case in cases
        for place, shown in _places(site, case)
        if " ".join(case.shows.split()) not in shown
    ]


def live_parts(site: BuiltSite, ordinary: BuiltSite) -> list[str]:
    """List what no page may hold, measured against the same site without hostile texts."""
    outside = {tag.name for _, tag in ordinary.tags() if not _in_content(tag)}
    inside = {tag.name for _, tag in ordinary.tags() if _in_content(tag)} | FIELD_TAGS
    classes = {name for _, tag in ordinary.tags() for name in tag.get_attribute_list("class") if _in_content(tag)}
    attributes = {name for _, tag in ordinary.tags() for name in tag.attrs}
    styles = {_style(tag) for _, tag in ordinary.tags()}
    scripts = {_script(tag) for _, tag in ordinary.tags() if tag.name == "script"}
    faults = []
    for page, tag in site.tags():
        if tag.name not in (inside if _in_content(tag) else outside):
            faults.append(f"{page}: an element {tag.name}")
        faults += [
            f"{page}: an attribute {name} of {tag.name}" for name in tag.attrs if name not in attributes | {"start"}
        ]
        if tag.name == "script" and _script(tag) not in scripts:
            faults.append(f"{page}: a script {tag}")
        if _in_content(tag):
            strange = [name for name in tag.get_attribute_list("class") if name and name not in classes]
            faults += [f"{page}: a class {name}" for name in strange if not CODE_CLASSES.fullmatch(name)]
        if _style(tag) not in styles and not re.fullmatch("text-align: ?(left|right|center);?", _style(tag)):
            faults.append(f"{page}: a style {tag['style']}")
    for page, tag, address in site.addresses():
        if not re.match(r"https://|mailto:|[^:]*$", address) or (tag.name != "a" and re.match(r"\w+:|//", address)):
            faults.append(f"{page}: {tag.name} leads to {address}")
    return sorted(set(faults))


def search_index(site: BuiltSite) -> dict[str, Any]:
    """Give what the search can find; its texts are plain, the worker writes them as HTML."""
    index = json.loads(site.files["search/search_index.json"].read_text("utf-8"))
    found: dict[str, Any] = json.loads(site.files[index["config"]["parts"]["documents"]].read_text("utf-8"))
    return {**found, "parts": index["config"]["parts"]}


def _places(site: BuiltSite, case: Case) -> Iterator[tuple[str, str]]:
    """Give the places where readers look for a text, each with its words."""
    page = _page_called(case)
    if page:
        yield "the heading", words(site.pages[page].find("h1"))
        yield "the title of the page", words(site.pages[page].find("title"))
        links = list(_links_of_the_theme(site, page))
        assert links, f"nothing leads to {page}"
        for place, link in links:
            yield place, words(link)
            if link.has_attr("aria-label"):
                yield f"the name of {place}", str(link["aria-label"])
    elif case.entry == "question":
        yield from _places_of_answer(site, case)
    elif case.entry == "guide":
        yield "the whole site", _all_words(site)
    else:
        folder = {"comparison": "comparisons", "path": "paths"}[case.entry]
        own = site.pages[f"{folder}/{case.name}/index.html"]
        yield "the page", words(content(own))
        if (case.entry, case.place) == ("comparison", "question"):
            yield "the description", " ".join(str(tag["content"]) for tag in own.select('meta[name="description"]'))
            yield "the list of tables", _content_words(site, "comparisons/index.html")


def _page_called(case: Case) -> str:
    """The page that has the text as its name; empty if none has."""
    names = {
        ("comparison", "title"): f"comparisons/{case.name}/index.html",
        ("path", "title"): f"paths/{case.name}/index.html",
        ("guide", "levels[1].name"): "levels/apprentice/index.html",
        ("guide", "topics[1].name"): "questions/wheels/index.html",
        ("guide", "topics[2].name"): "questions/brakes/index.html",
    }
    return names.get((case.entry, case.place), "")


def _links_of_the_theme(site: BuiltSite, page: str) -> Iterator[tuple[str, Tag]]:
    """Give the links with which navigation and footers lead to a page by its name."""
    for name, other in site.pages.items():
        for link in other.select("a.md-nav__link, a.md-footer__link"):
            folded = link.find_parent(class_="md-nav__item--pruned")  # such a link has the name of a group
            if not folded and site.target(name, str(link["href"])) == (page, ""):
                yield f"the link on {name}", link


@cache
def _content_words(site: BuiltSite, page: str) -> str:
    return words(content(site.pages[page]))


@cache
def _all_words(site: BuiltSite) -> str:
    return " ".join(words(page) for page in site.pages.values())


def _places_of_answer(site: BuiltSite, case: Case) -> Iterator[tuple[str, str]]:
    page = site.pages["questions/wheels/index.html"]
    heading = page.find("h3", id=case.name)
    assert isinstance(heading, Tag), f"{case.name} has no heading"
    if case.place == "label":
        entries = page.select(f'.md-nav a[href="#{case.name}"]')
        assert entries, f"{case.name} is not in the contents list"
        for entry in entries:
            yield "the contents list", words(entry)
        return
    article = heading.find_parent("article")
    answer = article.find("details") if article else None
    yield "the answer", words(answer)
    if case.place == "title":
        yield "the heading", words(heading)
        yield "the list of questions", _content_words(site, "questions/index.html")
    if case.place in ("title", "short"):
        yield "the home page", _content_words(site, "index.html")
        yield "the learning path", _content_words(site, "paths/mechanic/index.html")


def _in_content(tag: Tag) -> bool:
    return tag.find_parent("article", class_="md-content__inner") is not None


def _style(tag: Tag) -> str:
    return re.sub(r"[0-9.]+", "0", str(tag.get("style", "")))


def _script(tag: Tag) -> tuple[str, str]:
    return str(tag.get("src", "")).rpartition("/")[2], tag.get_text()
