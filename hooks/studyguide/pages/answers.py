"""Render the answers of questions and keep them for the next run: they are nearly all of a site's HTML.

An answer is made from its question, its diagram and an :class:`~studyguide.pages.outline.Outline`, never from the whole
guide.
So the key of a kept answer is complete by construction: a template cannot read what the key does not cover.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from studyguide.cache import Cache, TemplateCache
from studyguide.freshness import is_stale
from studyguide.model import Guide, Question
from studyguide.pages.environment import answer_environment, one_line
from studyguide.pages.outline import Outline


class AnswerRenderer:
    """Renders answers.

    Args:
        guide: The guide.
        repository: Address of the repository on its host; empty to leave out links to it.
        templates: The folder with the templates.
        day: The day of the build; an answer whose facts are due for another check by then says so.
        cache: Keeps answers. Only for a guide that was read from files, which gives its questions their digests.
    """

    def __init__(
        self, guide: Guide, repository: str, templates: Path, day: dt.date | None, cache: Cache | None = None
    ) -> None:
        outline = Outline.of(guide)
        compiled = TemplateCache(cache) if cache else None
        self._template = answer_environment(outline, repository, templates, day, compiled).get_template(
            "answer.html.jinja"
        )
        self._guide, self._day, self._cache = guide, day, cache
        sources = [file.read_bytes() for file in sorted(templates.glob("*.html.jinja"))] if cache else []
        self._common = cache.key((*sources, repr(outline).encode(), repository.encode())) if cache else b""

    def render(self, question: Question) -> str:
        """Render an answer as one line of HTML, with references not yet resolved."""
        diagram = self._guide.diagram_by_id.get(question.diagram or "")
        if self._cache is None:
            return one_line(self._template.render(question=question, diagram=diagram))
        stale = is_stale(question, self._guide.settings, self._day)
        digest = self._guide.digests[question.origin.path]
        drawn = self._guide.digests[diagram.origin.path] if diagram else b""
        key = self._cache.key((b"answer", self._common, digest, drawn, b"stale" if stale else b""))
        answer: str | None = self._cache.get(key)
        if answer is None:
            answer = one_line(self._template.render(question=question, diagram=diagram))
            self._cache.put(key, answer)
        return answer
