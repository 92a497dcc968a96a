"""What holds on every page of every site: links lead somewhere, and nothing is asked of another host."""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from urllib.parse import urlsplit

import pytest

from studyguide.references import REFERENCE_SCHEMES
from tests.projects import ROOT
from tests.site.built import BuiltSite

pytestmark = pytest.mark.site

NOT_LOADED = {"canonical", "prev", "next"}
"""Kinds of ``<link>`` that a browser does not fetch."""

FOREIGN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?:https?:)?//""", re.IGNORECASE)


def test_every_link_of_our_own_leads_to_a_file_and_to_an_id_on_it(any_site: BuiltSite) -> None:
    checked = Counter(page for page, _, _ in any_site.addresses())
    faults = [(page, href, fault) for page, _, href in any_site.addresses() if (fault := any_site.fault_of(page, href))]
    assert faults == []
    assert set(checked) == set(any_site.pages), "every page has links"


def test_no_reference_is_left_unresolved(any_site: BuiltSite) -> None:
    addresses = list(any_site.addresses())
    left = [(page, href) for page, _, href in addresses if href.partition(":")[0].lower() in REFERENCE_SCHEMES]
    assert left == []


def test_links_leave_the_site_only_by_https_or_mail(any_site: BuiltSite) -> None:
    schemes = {urlsplit(href).scheme for _, _, href in any_site.addresses()}
    assert schemes <= {"", "https", "mailto"}


def test_every_id_stands_once_on_its_page(any_site: BuiltSite) -> None:
    for name, page in any_site.pages.items():
        count = Counter(str(tag["id"]) for tag in page.find_all(id=True))
        assert [identifier for identifier, times in count.items() if times > 1] == [], name


def test_no_element_has_a_handler(any_site: BuiltSite) -> None:
    handlers = [(page, tag.name, name) for page, tag in any_site.tags() for name in tag.attrs if name.startswith("on")]
    assert handlers == []


def test_no_page_makes_a_request_to_another_host(any_site: BuiltSite) -> None:
    requests = [
        (page, tag.name, address)
        for page, tag, address in any_site.addresses()
        if urlsplit(address).netloc and tag.name != "a" and not NOT_LOADED & set(tag.get_attribute_list("rel"))
    ]
    assert requests == []


def test_no_page_leads_away_by_itself_but_to_another_page_of_ours(any_site: BuiltSite) -> None:
    for page, tag in any_site.tags():
        if tag.name == "meta" and tag.get("http-equiv") not in (None, "Content-Security-Policy"):
            seconds, _, target = str(tag["content"]).partition("; url=")
            assert (tag["http-equiv"], seconds) == ("refresh", "0"), page
            assert any_site.target(page, target), page
            assert any_site.fault_of(page, target) == ""


def test_no_style_makes_a_request_to_another_host(any_site: BuiltSite) -> None:
    styles = {name: file.read_text("utf-8") for name, file in any_site.files.items() if name.endswith(".css")}
    written = [(page, str(tag.get("style", ""))) for page, tag in any_site.tags()]
    written += [(page, tag.get_text()) for page, tag in any_site.tags() if tag.name == "style"]
    assert "assets/stylesheets/guide.css" in styles
    assert [name for name, text in [*styles.items(), *written] if FOREIGN_STYLE.search(text)] == []


def test_no_file_holds_a_path_of_this_machine(any_site: BuiltSite) -> None:
    places = [str(place).encode() for place in (ROOT, any_site.folder.parent, sys.prefix)]
    for name, file in any_site.files.items():
        raw = file.read_bytes()
        text = gzip.decompress(raw) if name.endswith(".gz") else raw
        assert [place for place in [*places, b"site-packages"] if place in text] == [], name


def test_no_picture_holds_anything_live(any_site: BuiltSite) -> None:
    pictures = {name: file.read_text("utf-8") for name, file in any_site.files.items() if name.endswith(".svg")}
    pictures |= {f"{name}: {tag.get('class')}": str(tag) for name, tag in any_site.tags() if tag.name == "svg"}
    live = re.compile(
        r"<script|<foreignObject|\son\w+\s*=|javascript:|(?:href|src)\s*=\s*[\"']?(?!#|data:image)", re.IGNORECASE
    )
    assert [name for name, text in pictures.items() if live.search(text)] == []
