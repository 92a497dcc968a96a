"""The pictures of diagrams: files of the site with names that change with their content, and how pages show them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from studyguide.build import Build
from studyguide.model import Guide
from studyguide.pages.pictures import pictures
from studyguide.pages.rendering import render_pages
from studyguide.reading.loading import load_guide
from tests.unit.test_build import build

URI = "questions/brakes.md"


def test_each_diagram_has_two_files_with_their_hashes(bicycle_guide: Guide) -> None:
    light, dark = pictures(bicycle_guide)
    (diagram,) = bicycle_guide.diagrams
    assert light.content == diagram.light.svg.encode()
    assert dark.content == diagram.dark.svg.encode()
    assert light.uri.startswith("assets/diagrams/bubble.light.")
    other = diagram.model_copy(update={"light": diagram.light.model_copy(update={"svg": "<svg/>"})})
    changed, same = pictures(bicycle_guide.model_copy(update={"diagrams": (other,)}))
    assert changed.uri != light.uri
    assert same.uri == dark.uri


def test_a_build_hands_the_files_over(bicycle: Path) -> None:
    uris = {file.uri for file in build(bicycle).files}
    assert {file.uri for file in pictures(load_guide(bicycle))} <= uris


@pytest.mark.parametrize("uri", [URI, "comparisons/rim-vs-disc.md"])
def test_a_page_shows_both_pictures_with_their_size_and_words(bicycle_guide: Guide, uri: str) -> None:
    (page,) = (page for page in render_pages(bicycle_guide) if page.uri == uri)
    soup = BeautifulSoup(page.text, "html.parser")
    (diagram,) = bicycle_guide.diagrams
    shown = [(image["class"], image["alt"], image["src"], image["width"]) for image in soup.select("figure img")]
    assert shown == [
        ([f"on-{scheme}"], diagram.alt, f"diagram:bubble.{scheme}", str(picture.width))
        for scheme, picture in (("light", diagram.light), ("dark", diagram.dark))
    ]
    assert [link["href"] for link in soup.select("figure p a")] == ["diagram:bubble.light", "diagram:bubble.dark"]
    assert diagram.description.text.split(".")[0] in soup.select("figure details")[0].get_text()


def test_a_build_gives_pictures_the_urls_of_the_engine(bicycle: Path) -> None:
    made: Build = build(bicycle)
    made.urls |= {file.uri: file.uri for file in made.files}
    page = made.site.page(URI)
    assert page
    finished = made.finish_page(URI, page.markdown, lambda url: f"../../{url}")
    light, dark = pictures(load_guide(bicycle))
    for file in (light, dark):
        assert f'src="../../{file.uri}"' in finished
        assert f'href="../../{file.uri}"' in finished


def test_a_changed_picture_is_a_build_of_the_whole_site(bicycle: Path) -> None:
    before = build(bicycle)
    assert build(bicycle).has_structure_of(before)
    for file in (bicycle / "data/diagrams").glob("*.svg"):
        file.write_text(file.read_text("utf-8").replace(">Lever<", ">Hebel<"), "utf-8")
    after = build(bicycle)
    assert not after.problems
    assert not after.has_structure_of(before)
