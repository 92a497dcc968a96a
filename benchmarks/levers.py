"""Measure what each measure for speed is worth: builds with all of them, and with all but one, in turn.

``python benchmarks/build.py`` calls :func:`table`. A build without a measure is this program with its name: it undoes
the measure in its own process and then builds, so that the code of the guide needs no switches for it.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

LEVERS: dict[str, tuple[str, str]] = {}
"""What each measure is, and whether it is measured in a cold or a warm build, by its name."""

_UNDO: dict[str, Callable[[], None]] = {}


def _lever(name: str, build: str, what: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def register(undo: Callable[[], None]) -> Callable[[], None]:
        LEVERS[name] = (what, build)
        _UNDO[name] = undo
        return undo

    return register


@_lever("parser", "cold", "fields without any mark skip the parser and the sanitizer")
def _parse_everything() -> None:
    from studyguide.markup import dialect

    vars(dialect)["_convert_unmarked"] = lambda *arguments: None


@_lever("blocks", "cold", "blocks of HTML stay out of the Markdown that the engine converts")
def _leave_blocks_in_the_markdown() -> None:
    from studyguide.pages import rendering

    page = rendering.PageSource

    def whole(uri: str, markdown: str, blocks: tuple[str, ...] = (), **rest: Any) -> rendering.PageSource:
        return page(uri, page(uri, markdown, blocks).text, (), **rest)

    vars(rendering)["PageSource"] = whole


@_lever("index", "cold", "generated pages stay out of the theme's index, which parses them again")
def _index_finished_pages() -> None:
    from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]

    index = SearchPlugin.on_page_context

    def on_page_context(self: Any, context: Any, *, page: Any, config: Any, nav: Any) -> Any:
        page.meta.pop("search", None)
        return index(self, context, page=page, config=config, nav=nav)

    SearchPlugin.on_page_context = on_page_context


@_lever("collector", "cold", "the garbage collector rests while files are read, and leaves alone what was read")
def _collect_garbage() -> None:
    from studyguide.reading import loading

    vars(loading)["_without_garbage_collection"] = contextlib.nullcontext
    gc.freeze = lambda: None


@_lever("templates", "warm", "compiled templates are kept")
def _compile_templates() -> None:
    from studyguide.cache import TemplateCache

    TemplateCache.load_bytecode = lambda self, bucket: None  # type: ignore[method-assign]


@_lever("answers", "warm", "rendered answers are kept")
def _render_answers() -> None:
    from studyguide.pages import rendering
    from studyguide.pages.answers import AnswerRenderer

    vars(rendering)["AnswerRenderer"] = lambda *arguments: AnswerRenderer(*arguments[:-1])


@_lever("copy", "unchanged", "an unchanged site is copied")
def _build_unchanged_sites() -> None:
    from studyguide.kept_site import KeptSite

    KeptSite.load = lambda self, key: None  # type: ignore[method-assign]


def table(
    project: Path, rounds: int, run: Callable[[list[str], Path, dict[str, str]], float], edit: Callable[[], None]
) -> Iterator[str]:
    """Measure all and write a table.

    Args:
        project: The project to build.
        rounds: How often each build is measured.
        run: Runs a command in a folder, with variables of the environment besides, and gives its seconds of CPU.
        edit: Changes a question; a warm build is one after such a change.
    """
    yield "\n| measure | build | with it, s of CPU | without | ratio |\n|---|---|--:|--:|--:|\n"
    for name, (what, build) in LEVERS.items():
        extra = {"STUDYGUIDE_CACHE": "off"} if build == "cold" else {}
        times: dict[bool, list[float]] = {True: [], False: []}
        for number in range(rounds + 1):
            for with_it, found in times.items():
                if build == "warm":
                    edit()
                command = [sys.executable, __file__, "all" if with_it else name]
                seconds = run(command, project, extra)
                if number:  # the first round is for the disk's sake
                    found.append(seconds)
        ours, without = median(times[True]), median(times[False])
        yield f"| {what} | {build} | {ours:.2f} | {without:.2f} | **{ours / without:.2f}** |\n"


def main() -> None:
    """Build the project in the current folder without one measure."""
    sys.path.insert(0, "hooks")
    if sys.argv[1] != "all":
        _UNDO[sys.argv[1]]()
    sys.path.pop(0)
    sys.argv[1:] = ["build", "--quiet"]
    from mkdocs.__main__ import cli

    cli()


if __name__ == "__main__":
    main()
