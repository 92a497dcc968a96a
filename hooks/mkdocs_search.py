"""Puts the guide's own search behind the theme's search box.

The theme keeps its box, keyboard, suggestions and marking of words. It gets another worker script and another index:
``on_env`` offers the filter that ``overrides/main.html`` uses to name the worker, and ``on_post_build`` writes the
script and the index in place of the ones that the search plugin made.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nh3
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from mkdocs_hooks import SITE
from studyguide.markup import Reference
from studyguide.pages.site import Site
from studyguide.search import Section, index_json, search_documents, search_index, worker_script

WORKER_PARTS = ("text.js", "index.js", "engine.js", "worker.js")
"""The files of ``docs/assets/javascripts/search/``, in the order in which they build on each other."""

FILES = "studyguide_files"
"""Where the files of the current build lie in ``config.extra``, as ``mkdocs_hooks.SITE`` does."""

_THEME_ENTRY = re.compile(r'("search":\s*"[^"]*?)assets/javascripts/workers/search\.[0-9a-f]+\.min\.js(")')


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Offer the filter that names our worker in the theme's settings."""
    name, _ = _worker(config)

    def use_search_worker(block: str) -> Markup:
        changed, count = _THEME_ENTRY.subn(rf"\g<1>{name}\g<2>", str(block))
        if count != 1:
            raise PluginError(
                f"overrides/main.html: the theme's settings name its search worker {count} times instead of once; "
                "compare the block 'config' of the theme's base.html, or pin the version before"
            )
        return Markup(changed)  # noqa: S704  the theme's own block, with a file name that holds only letters and digits

    env.filters["use_search_worker"] = use_search_worker
    config.extra[FILES] = files
    return env


@event_priority(-50)  # after the search plugin has written its index
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the worker and the index."""
    site: Site = config.extra[SITE]
    output = Path(config.site_dir)
    index_file = output / "search" / "search_index.json"
    theme_index = json.loads(index_file.read_text("utf-8"))
    documents = []
    if site.guide:  # while the guide is faulty nothing is found, and the box says so
        files: Files = config.extra[FILES]
        documents = search_documents(site.guide, _Locator(site, files), list(_sections(theme_index, site, files)))
    index = search_index(documents, site.guide)
    name, script = _worker(config)
    (output / name).write_text(script, "utf-8", newline="\n")
    (output / index.words_name).write_text(index.words, "utf-8", newline="\n")
    text = index_json(index, theme_index["config"])
    index_file.write_text(text, "utf-8", newline="\n")
    if not config.use_directory_urls:  # a copy for reading from disk, where scripts may not fetch
        words = json.dumps(index.words, ensure_ascii=False)
        index_file.with_suffix(".js").write_text(
            f"var __index = {text}, searchWords = {words};\n", "utf-8", newline="\n"
        )


class _Locator:
    """Gives the address of a part of the guide, relative to the site."""

    def __init__(self, site: Site, files: Files) -> None:
        self._site, self._files = site, files

    def __call__(self, reference: Reference) -> str:
        address = self._site.address(reference)
        page = self._files.get_file_from_path(address.uri) if address else None
        if address is None or page is None:
            raise PluginError(f"the search cannot find the page of {reference}")
        return page.url + (f"#{address.anchor}" if address.anchor else "")


def _sections(theme_index: dict[str, Any], site: Site, files: Files) -> Iterator[Section]:
    """Take the pages written by hand, section by section, from what the search plugin has found in them."""
    generated = {page.url for source in site.pages if (page := files.get_file_from_path(source.uri))}
    titles = {entry["location"]: html.unescape(entry["title"]) for entry in theme_index["docs"]}
    for entry in theme_index["docs"]:
        page = entry["location"].partition("#")[0]
        if page not in generated:
            text = html.unescape(nh3.clean(entry["text"].replace("<", " <"), tags=set()))
            yield Section(entry["location"], titles[entry["location"]], titles.get(page, ""), text)


def _worker(config: MkDocsConfig) -> tuple[str, str]:
    folder = Path(config.docs_dir) / "assets" / "javascripts" / "search"
    return worker_script([(folder / part).read_text("utf-8") for part in WORKER_PARTS])
