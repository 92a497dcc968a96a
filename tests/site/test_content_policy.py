"""Every page of a built site carries the content policy, and it fits the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag

from studyguide.content_policy import inline_scripts, script_hash
from tests.projects import mkdocs
from tests.site.built import BuiltSite

pytestmark = pytest.mark.site


def policy_of(site: BuiltSite, name: str) -> str:
    found = site.pages[name].find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert len(found) == 1, name
    (tag,) = found
    assert isinstance(tag, Tag)
    head = tag.find_parent("head")
    assert head, name
    assert not [before.name for before in tag.find_previous_siblings() if before.get("charset") is None], name
    return str(tag["content"])


@pytest.mark.parametrize("name", ["real", "tiny", "moved"])
def test_every_page_has_one_policy_that_names_its_scripts(name: str, request: pytest.FixtureRequest) -> None:
    site: BuiltSite = request.getfixturevalue(name)
    assert "404.html" in site.pages
    policies = {policy_of(site, page) for page in site.pages}
    assert len(policies) == 1
    named = policies.pop()
    for page, file in site.files.items():
        if page.endswith(".html"):
            scripts = inline_scripts(file.read_text("utf-8"))
            assert scripts, f"{page} has no script of the theme: the policy was not tried"
            assert [script for script in scripts if script_hash(script.text) not in named] == [], page


def test_a_site_to_read_from_disk_has_no_policy(flat: BuiltSite) -> None:
    assert [name for name, file in flat.files.items() if b"Content-Security-Policy" in file.read_bytes()] == []


def test_a_script_in_a_page_written_by_hand_ends_the_build(project: Path) -> None:
    (project / "docs/about.md").write_text("# About\n\n<script>count()</script>\n", "utf-8")
    result = mkdocs(project, "build")
    assert result.returncode == 1
    assert "about/index.html:" in result.stderr
    assert "script inside the content" in result.stderr
    assert "Traceback" not in result.stderr
