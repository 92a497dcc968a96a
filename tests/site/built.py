"""A built site, as its readers' browsers see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

ADDRESS_ATTRIBUTES = ("href", "src", "action", "formaction", "poster", "data", "background", "cite", "xlink:href")


@dataclass(frozen=True)
class BuiltSite:
    """The files of a site.

    Attributes:
        folder: Where they are.
        address: Where they will be published, with a slash at the end.
    """

    folder: Path
    address: str = "https://published.example/"

    @cached_property
    def files(self) -> dict[str, Path]:
        """All files by their name below the folder, with forward slashes."""
        found = sorted(file for file in self.folder.rglob("*") if file.is_file())
        return {file.relative_to(self.folder).as_posix(): file for file in found}

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        """All pages, parsed."""
        return {
            name: BeautifulSoup(file.read_text("utf-8"), "html.parser")
            for name, file in self.files.items()
            if name.endswith(".html")
        }

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        """What a fragment can name, by page."""
        return {name: {str(tag["id"]) for tag in page.find_all(id=True)} for name, page in self.pages.items()}

    def tags(self) -> Iterator[tuple[str, Tag]]:
        """Every element of every page, with the page's name."""
        for name, page in self.pages.items():
            for tag in page.find_all(True):
                yield name, tag

    def addresses(self) -> Iterator[tuple[str, Tag, str]]:
        """Every address that stands in an attribute, with its page and element."""
        for name, tag in self.tags():
            for attribute in ADDRESS_ATTRIBUTES:
                if tag.has_attr(attribute):
                    yield name, tag, str(tag[attribute])
            for candidate in str(tag.get("srcset", "")).split(","):
                if candidate.strip():
                    yield name, tag, candidate.split()[0]

    def target(self, page: str, address: str) -> tuple[str, str] | None:
        """Find the file and the fragment to which an address on a page leads; None if it leaves the site.

        Above the folder where the site is published there is no file of ours: then the name begins with two dots.
        """
        parts = urlsplit(urljoin(self.address + page, address))
        home = urlsplit(self.address)
        if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
            return None
        if not parts.path.startswith(home.path):
            return (f"..{parts.path}", "") if not urlsplit(address).netloc else None
        name = unquote(parts.path.removeprefix(home.path))
        return name + ("index.html" if name.endswith("/") or not name else ""), unquote(parts.fragment)

    def fault_of(self, page: str, address: str) -> str:
        """Return why an address on a page is broken; empty for valid ones and for those of other hosts."""
        found = self.target(page, address)
        if found is None:
            return ""
        name, fragment = found
        if name not in self.files:
            return f"there is no file {name}"
        if "=" in fragment:  # for the script of the page, which ignores what it does not know
            return ""
        if fragment and fragment not in self.anchors.get(name, ()):
            return f"there is no id {fragment} on {name}"
        return ""


def words(tag: Tag | None) -> str:
    """The text of an element with white space folded, without the marks that link to headings."""
    if tag is None:
        return ""
    parts = [text for text in tag.find_all(string=True) if not text.find_parent(class_="headerlink")]
    return " ".join("".join(parts).split())


def content(page: BeautifulSoup) -> Tag:
    """The part of a page that does not come from the theme."""
    found = page.select_one("article.md-content__inner")
    assert found, "the page has no content"
    return found
