"""The editions of the book, and the tree of each: what it holds and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from studyguide.book.build_stamp import BuildStamp
from studyguide.book.entries import ABBREVIATIONS, EntryTrees
from studyguide.book.html_tree import Node, TreeBuilder
from studyguide.book.render_warnings import RenderWarnings
from studyguide.downloads import FULL, QUESTIONS_FIRST
from studyguide.markup import Fragment
from studyguide.markup.documents import convert_document
from studyguide.model import Entry, Guide, LearningPath

E = TypeVar("E", bound=Entry)

ALL = "all"
"""In place of an edition's name: all of them."""

DOCUMENTS = ("prepare.md", "faq.md")
"""The pages written by hand that open the book, where a guide has them."""


@dataclass(frozen=True)
class Edition:
    """One of the books that a guide makes.

    Attributes:
        name: The first part of its file's name.
        title: What it is called next to the guide's title.
        path: The learning path whose order it follows; None for the editions with all questions.
    """

    name: str
    title: str
    path: LearningPath | None = None


def editions(guide: Guide) -> tuple[Edition, ...]:
    """List the editions of a guide: the full one, the one for self-testing, one per learning path."""
    paths = (Edition(path.id, path.title, path) for path in guide.paths)
    return (Edition(FULL, "Full edition"), Edition(QUESTIONS_FIRST, "Questions first"), *paths)


def compose(
    project: Path,
    guide: Guide,
    edition: Edition,
    stamp: BuildStamp,
    warnings: RenderWarnings,
    without: frozenset[str] = frozenset(),
) -> Node:
    """Build the tree of an edition.

    Args:
        project: The folder with the pages written by hand.
        guide: The guide.
        edition: The edition.
        stamp: Its day and commit.
        warnings: Collects what the book renders differently.
        without: Paths of files to leave out, to find the one that cannot be set.

    Returns:
        The tree that the template reads.
    """
    return _Composer(project, guide, edition, warnings, without).book(stamp)


class _Composer:
    def __init__(
        self, project: Path, guide: Guide, edition: Edition, warnings: RenderWarnings, without: frozenset[str]
    ) -> None:
        self._guide = guide
        self._edition = edition
        self._warnings = warnings
        self._without = without
        self._documents = dict(self._read_documents(project))
        self._questions = self._kept(
            [guide.question_by_id[name] for name in dict.fromkeys(edition.path.question_ids)]
            if edition.path
            else guide.questions
        )
        tables = [table for table in guide.comparisons if not edition.path or table.id in self._tables_of(edition.path)]
        self._tables = self._kept(tables)
        self._paths = self._kept([edition.path] if edition.path else guide.paths)
        self._labels = self._all_labels()
        self._trees = EntryTrees(guide, self._label_of, warnings)

    def book(self, stamp: BuildStamp) -> Node:
        guide = self._guide
        tree = TreeBuilder(self._label_of, self._warnings.reporter("data/guide.yml"))
        settings = guide.settings
        return {
            "title": tree.plain(settings.title),
            "edition": tree.plain(self._edition.title),
            "kind": "role" if self._edition.path else self._edition.name,
            "headline": tree.plain(settings.headline),
            "imprint": tree.inline(settings.imprint) if settings.imprint else [],
            "note": tree.inline(settings.note),
            "date": stamp.day.isoformat(),
            "commit": stamp.commit,
            "verified": guide.last_verified.isoformat() if guide.last_verified else None,
            "counts": {
                "questions": len(self._questions),
                "topics": len({question.topic for question in self._questions}),
                "comparisons": len(self._tables),
                "paths": len(self._paths) if self._has_paths() else 0,
            },
            "levels": [
                {"rank": rank, "name": tree.plain(level.name), "about": tree.inline(level.about)}
                for rank, level in enumerate(settings.levels, start=1)
            ],
            "chapters": list(self._chapters()),
        }

    def _chapters(self) -> Iterator[Node]:
        if self._edition.path and self._paths:
            yield {**self._trees.path(self._paths[0]), "kind": "overview"}
        yield from (self._document(name, fragment) for name, fragment in self._documents.items())
        if self._edition.path:
            yield from self._stages(self._edition.path)
        elif self._edition.name == QUESTIONS_FIRST:
            yield {"kind": "part", "part": "questions"}
            yield from self._topics("prompts")
            yield {"kind": "part", "part": "answers"}
            yield from self._topics("answers")
        else:
            yield from self._topics("topic")
        if self._tables:
            entries = [self._trees.comparison(table) for table in self._tables]
            yield {"kind": "comparisons", "label": "page-comparisons", "entries": entries}
        if self._has_paths() and self._paths:
            yield {"kind": "paths", "label": "page-paths", "entries": [self._trees.path(path) for path in self._paths]}
        if self._has_glossary():
            yield {"kind": "glossary", "label": "page-glossary", "rows": self._trees.glossary()}

    def _topics(self, kind: str) -> Iterator[Node]:
        for topic in self._guide.shown_topics:
            tree = TreeBuilder(self._label_of, self._warnings.reporter("data/guide.yml"))
            questions = [question for question in self._questions if question.topic == topic.id]
            entries = [
                self._trees.prompt(each) if kind == "prompts" else self._trees.question(each) for each in questions
            ]
            if questions:
                yield {
                    "kind": kind,
                    "label": f"prompts-{topic.id}" if kind == "prompts" else f"topic-{topic.id}",
                    "title": tree.plain(topic.name),
                    "intro": tree.inline(topic.intro),
                    "entries": entries,
                }

    def _stages(self, path: LearningPath) -> Iterator[Node]:
        shown: set[str] = set()
        kept = {question.id for question in self._questions}
        for stage in path.shown_stages:
            new = [name for name in stage.questions if name in kept - shown]
            shown |= set(new)
            entries = [self._trees.question(self._guide.question_by_id[name]) for name in new]
            yield {**self._trees.stage(path, stage), "kind": "stage", "entries": entries}

    def _document(self, name: str, fragment: Fragment) -> Node:
        tree = TreeBuilder(lambda href: self._label_in(name, href), self._warnings.reporter(f"docs/{name}"))
        blocks = tree.blocks(fragment)
        title = name
        if blocks and blocks[0]["kind"] == "heading" and blocks[0]["depth"] == 1:
            title = blocks.pop(0)["content"]
        depth = 1
        for block in blocks:
            if block["kind"] == "heading":
                depth = block["depth"] = max(2, min(block["depth"], depth + 1))  # a tagged file may skip no level
                label = f"{_document_label(name)}--{block.pop('anchor')}"
                block["label"] = label if label in self._labels else ""
        return {
            "kind": "document",
            "label": _document_label(name),
            "title": title,
            "content": blocks,
            "links": tree.linked(),
        }

    def _read_documents(self, project: Path) -> Iterator[tuple[str, Fragment]]:
        for name in DOCUMENTS:
            file = project / "docs" / name
            if file.is_file() and f"docs/{name}" not in self._without:
                yield name, convert_document(file.read_text("utf-8-sig"))

    def _kept(self, entries: Iterable[E]) -> tuple[E, ...]:
        return tuple(entry for entry in entries if entry.origin.path not in self._without)

    def _label_of(self, href: str) -> str:
        label = href.replace(":", "-", 1)
        return label if label in self._labels else ""

    def _label_in(self, name: str, href: str) -> str:
        """Give the label of a link in a page written by hand, which may lead to another such page."""
        match = re.fullmatch(r"([\w-]+\.md)?(?:#([\w-]+))?", href)
        if not match:
            return self._label_of(href)
        label = _document_label(match[1] or name) + (f"--{match[2]}" if match[2] else "")
        return label if label in self._labels else ""

    def _all_labels(self) -> frozenset[str]:
        labels = {f"question-{question.id}" for question in self._questions}
        labels |= {f"comparison-{table.id}" for table in self._tables}
        labels |= {f"path-{path.id}" for path in self._paths} if self._edition.name != QUESTIONS_FIRST else set()
        if not self._edition.path:
            labels |= {f"topic-{question.topic}" for question in self._questions}
        if self._edition.name == QUESTIONS_FIRST:
            labels |= {f"prompt-{question.id}" for question in self._questions}
        if self._tables:
            labels.add("page-comparisons")
        if self._has_paths() and self._paths:
            labels.add("page-paths")
        if self._has_glossary():
            labels.add("page-glossary")
        for name, fragment in self._documents.items():
            labels.add(_document_label(name))
            anchors = re.findall(r'<h[2-6] id="([\w-]+)"', fragment.html)
            labels |= {f"{_document_label(name)}--{anchor}" for anchor in anchors}
        return frozenset(labels)

    def _has_paths(self) -> bool:
        return self._edition.name == FULL

    def _has_glossary(self) -> bool:
        left_out = ABBREVIATIONS in self._without
        return bool(self._guide.abbreviations) and not self._edition.path and not left_out

    def _tables_of(self, path: LearningPath) -> set[str]:
        tables = {name for stage in path.shown_stages for name in stage.comparisons}
        return tables | {
            question.comparison
            for question in map(self._guide.question_by_id.__getitem__, path.question_ids)
            if question.comparison
        }


def _document_label(name: str) -> str:
    return f"document-{name.removesuffix('.md')}"
