"""Where each part of a guide lives, and how pages link to it."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyguide.model import ID_PATTERN, Guide, is_id
from studyguide.pages.addresses import BROKEN, Address, AddressBook, BrokenReferenceError, folder_of
from studyguide.references import Reference

IDS = st.one_of(st.from_regex(ID_PATTERN, fullmatch=True), st.text(max_size=12)).filter(is_id)


@pytest.mark.parametrize(
    ("scheme", "target", "expected"),
    [
        ("question", "true-a-wheel", Address("questions/wheels.md", "true-a-wheel")),
        ("question", "bleed-a-brake", Address("questions/brakes.md", "bleed-a-brake")),
        ("comparison", "rim-vs-disc", Address("comparisons/rim-vs-disc.md")),
        ("path", "mechanic", Address("paths/mechanic.md")),
        ("topic", "wheels", Address("questions/wheels.md")),
        ("level", "master", Address("levels/master.md")),
        ("page", "home", Address("index.md")),
        ("page", "questions", Address("questions/index.md")),
        ("page", "comparisons", Address("comparisons/index.md")),
        ("page", "paths", Address("paths/index.md")),
        ("page", "practice", Address("practice/index.md")),
        ("page", "mock-interview", Address("practice/mock.md")),
        ("page", "practice#path=mechanic", Address("practice/index.md", "path=mechanic")),
        ("page", "practice#topic=wheels", Address("practice/index.md", "topic=wheels")),
    ],
)
def test_a_reference_leads_to_a_page(bicycle_guide: Guide, scheme: str, target: str, expected: Address) -> None:
    assert AddressBook(bicycle_guide).find(Reference(scheme, target)) == expected


@pytest.mark.parametrize("scheme", ["question", "comparison", "path", "topic", "level", "page"])
def test_a_reference_to_nothing_has_no_address(bicycle_guide: Guide, scheme: str) -> None:
    with pytest.raises(BrokenReferenceError, match=f"{scheme}:nothing"):
        AddressBook(bicycle_guide).find(Reference(scheme, "nothing"))


def test_a_topic_without_a_question_has_no_address(bicycle_guide: Guide) -> None:
    with pytest.raises(BrokenReferenceError):
        AddressBook(bicycle_guide).find(Reference("topic", "paint"))


def test_while_the_guide_is_faulty_no_link_leads_anywhere() -> None:
    assert AddressBook(None).link(Reference("question", "true-a-wheel"), lambda address: address.uri) == BROKEN


@pytest.mark.parametrize(
    ("address", "page", "link"),
    [
        pytest.param(Address("questions/a.md", "b"), "index.md", "questions/a/#b", id="down"),
        pytest.param(Address("index.md"), "questions/a.md", "../../", id="up"),
        pytest.param(Address("questions/a.md", "b"), "paths/c.md", "../../questions/a/#b", id="across"),
        pytest.param(Address("questions/a.md"), "questions/index.md", "a/", id="from a list to its page"),
        pytest.param(Address("questions/index.md"), "questions/a.md", "../", id="from a page to its list"),
        pytest.param(Address("questions/a.md"), "questions/b.md", "../a/", id="same folder"),
        pytest.param(Address("questions/a.md", "b"), "questions/a.md", "./#b", id="same page"),
        pytest.param(Address("faq.md"), "index.md", "faq/", id="beside the home page"),
    ],
)
def test_a_link_is_written_from_one_published_page_to_another(address: Address, page: str, link: str) -> None:
    assert address.relative_to(page) == link


@pytest.mark.parametrize(
    ("uri", "folder"),
    [
        ("index.md", ""),
        ("README.md", ""),
        ("faq.md", "faq"),
        ("questions/index.md", "questions"),
        ("questions/storage.md", "questions/storage"),
        ("questions/storage/index.markdown", "questions/storage"),
        ("v1.2.md", "v1.2"),
    ],
)
def test_a_page_is_published_in_a_folder_of_its_name(uri: str, folder: str) -> None:
    assert folder_of(uri) == folder


@settings(deadline=None)
@given(IDS, IDS, st.sampled_from(["index.md", "faq.md", "questions/a.md", "levels/b.md"]))
def test_every_address_and_every_link_stays_among_the_pages(
    bicycle_guide: Guide, identifier: str, topic: str, page: str
) -> None:
    book = AddressBook(renamed(bicycle_guide, identifier, topic))
    for scheme in ("question", "comparison", "path", "level", "topic"):
        target = topic if scheme == "topic" else identifier
        address = book.find(Reference(scheme, target))
        assert posixpath.normpath(address.uri) == address.uri
        assert not address.uri.startswith(("/", ".."))
        assert address.uri.endswith(".md")
        link, _, anchor = address.relative_to(page).partition("#")
        assert posixpath.normpath(posixpath.join("/", folder_of(page), link)) == f"/{folder_of(address.uri)}"
        assert link.endswith("/")
        assert anchor == (identifier if scheme == "question" else "")


def renamed(guide: Guide, identifier: str, topic: str) -> Guide:
    """A guide with one entry of each sort, all of them with the same id."""
    config = guide.settings
    return Guide(
        settings=config.model_copy(
            update={
                "topics": (config.topics[0].model_copy(update={"id": topic}),),
                "levels": (config.levels[0].model_copy(update={"id": identifier}),),
            }
        ),
        questions=(guide.questions[0].model_copy(update={"id": identifier, "topic": topic, "level": identifier}),),
        comparisons=(guide.comparisons[0].model_copy(update={"id": identifier}),),
        paths=(guide.paths[0].model_copy(update={"id": identifier}),),
    )
