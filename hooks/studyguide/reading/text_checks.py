"""Rules about what is written inside texts: links to parts of the guide, and names that the guide does not use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from studyguide.cache import Cache
from studyguide.diagrams.source import SCHEMES
from studyguide.markup import Fragment
from studyguide.model import Term
from studyguide.problems import Problem, did_you_mean
from studyguide.reading.documents import Document
from studyguide.reading.draft import Draft
from studyguide.reading.wording import uses
from studyguide.reading.yaml_file import EntryFile, FieldPath
from studyguide.references import INDEX_PAGES, Reference

_NAMES = ("aliases", "asked_as", "origin", "id", "redirect_from", "light", "dark")
"""Fields in which a retired name may stand: people search for it, or it is no text but a picture."""


def check_texts(draft: Draft, cache: Cache) -> Iterator[Problem]:
    """Check the texts of all entries, and the links of hand-written pages.

    Args:
        draft: What was read.
        cache: Remembers which entries had no fault.

    Yields:
        The problems, in no order.
    """
    targets = _targets(draft)
    yield from _check_entries(draft, targets, cache)
    if draft.settings:
        settings, file = draft.settings
        yield from _check_fields(settings, file, targets, draft.terms)
    for document in draft.documents:
        for reference, line, column in _references(document, cache):
            fault = _broken_link(reference, targets)
            if fault:
                yield Problem.in_file(document.path, *fault, line=line, column=column)


def _check_entries(draft: Draft, targets: Mapping[str, list[str]], cache: Cache) -> Iterator[Problem]:
    """Check the entries that were not found faultless before, under the same link targets and refused names."""
    key = cache.key([b"faultless texts", repr(targets).encode(), repr(draft.terms).encode()])
    before: frozenset[bytes] = cache.get(key) or frozenset()
    faultless = set()
    for loaded in (*draft.entries.values(), draft.diagrams):
        for entry, file in loaded.valid:
            digest = draft.digests[file.path]
            if digest not in before:
                terms = [term for term in draft.terms if entry.id not in term.discussed_in]
                problems = list(_check_fields(entry, file, targets, terms))
                yield from problems
                if problems:
                    continue
            faultless.add(digest)
    if faultless != before:
        cache.put(key, frozenset(faultless))


def _references(document: Document, cache: Cache) -> list[tuple[Reference, int, int]]:
    key = cache.key([b"references", document.text.encode()])
    found: list[tuple[Reference, int, int]] | None = cache.get(key)
    if found is None:
        found = list(document.references())
        cache.put(key, found)
    return found


def _targets(draft: Draft) -> dict[str, list[str]]:
    """List what references of each scheme can name: of topics and levels only those that have a page."""
    topics = {path.split("/")[2] for path in draft.questions.files.values()}
    levels = {question.level for question, _ in draft.questions.valid}
    # A faulty question may be the one that gives a level its page, so no link to a level is blamed while there is one.
    if draft.settings:
        settings, _ = draft.settings
        topics &= {topic.id for topic in settings.topics}
        levels = {level.id for level in settings.levels if not draft.questions.complete or level.id in levels}
    elif not draft.questions.complete:
        links = (reference for document in draft.documents for reference, _, _ in document.references())
        levels |= {reference.target for reference in links if reference.scheme == "level"}
    lists: dict[str, object] = {
        "comparisons": draft.comparisons.files,
        "paths": draft.paths.files,
        "glossary": draft.abbreviations,
    }
    return {
        **{name: list(loaded.files) for name, loaded in draft.entries.items()},
        "topic": sorted(topics),
        "level": sorted(levels),
        "diagram": [f"{name}.{scheme}" for name in draft.diagrams.files for scheme in SCHEMES],
        "page": [page for page in INDEX_PAGES if lists.get(page, True)],
    }


def _check_fields(
    entry: BaseModel, file: EntryFile, targets: Mapping[str, list[str]], terms: list[Term]
) -> Iterator[Problem]:
    texts = list(_texts(entry, ()))
    named = [(path, text) for path, text in texts if path[0] not in _NAMES]
    words = "\n".join(map(_source, (text for _, text in named)))
    used = [term for term in terms if any(name in words for name in term.names)]  # nearly always none
    for path, text in texts:
        for link in text.links if isinstance(text, Fragment) else ():
            fault = _broken_link(link.reference, targets)
            if fault:
                yield file.problem(path, *fault, offset=link.offset)
    for path, text in named if used else ():
        for term in used:
            for offset, name in uses(term, _source(text)):
                yield file.problem(path, f'"{name}" is not used here: {term.because}', f'say "{term.say}"', offset)


def _source(text: Fragment | str) -> str:
    return text.source if isinstance(text, Fragment) else text


def _texts(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, Fragment | str]]:
    """Walk through all texts of a model, each with its path in the file."""
    if isinstance(value, (Fragment, str)):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))


def _broken_link(reference: Reference, targets: Mapping[str, list[str]]) -> tuple[str, str] | None:
    known = targets[reference.scheme]
    if reference.target in known:
        return None
    return f'broken link "{reference}"', did_you_mean(reference.target, known)
