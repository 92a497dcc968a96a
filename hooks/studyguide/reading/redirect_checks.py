"""Rules for ids that were published: each leads to one entry for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from studyguide.kinds import ENTRY_KINDS, EntryKind
from studyguide.problems import Problem
from studyguide.reading.draft import Draft
from studyguide.reading.published_ids import PUBLISHED
from studyguide.reading.yaml_file import EntryFile, FieldPath

MAX_REDIRECT_PAGES = 300
"""How many pages may exist only to redirect; each is built like any other page."""


@dataclass(frozen=True)
class _Claim:
    """An entry says that it replaces an id."""

    old: str
    new: str
    file: EntryFile
    at: FieldPath

    def problem(self, message: str, hint: str) -> Problem:
        return self.file.problem(self.at, message, hint)


def check(draft: Draft) -> Iterator[Problem]:
    """Check that each published id still leads somewhere, and that no two entries replace the same id.

    Args:
        draft: What was read. Of a kind with a faulty file no id is reported as removed: that file may replace it.

    Yields:
        The problems.
    """
    known: dict[str, set[str]] = {}
    for kind in ENTRY_KINDS.values():
        current = _current_ids(draft, kind)
        if current is None:
            continue
        claims = list(_claims(draft, kind))
        yield from _clashes(kind, claims, current)
        known[kind.name] = {*current, *(claim.old for claim in claims)}
    gone = _pages_gone(draft)
    if gone > MAX_REDIRECT_PAGES:
        message = f"the list holds {gone} pages that no longer exist"
        yield Problem.in_file(PUBLISHED, message, f"keep it under {MAX_REDIRECT_PAGES}: were they ever published?")
        return
    for entry, line in draft.published:
        kind = ENTRY_KINDS[entry.kind]
        loaded = draft.entries.get(kind.name)
        if kind.name not in known or (loaded and not loaded.complete) or entry.id in known[kind.name]:
            continue
        message = f'the {kind.noun} "{entry.id}" was published and no longer exists'
        hint = (
            f"add redirect_from: [{entry.id}] to the {kind.noun} that replaces it; "
            "remove this line only if it was never published"
        )
        yield Problem.in_file(PUBLISHED, message, hint, line=line, column=1)


def _current_ids(draft: Draft, kind: EntryKind) -> Collection[str] | None:
    """Give the ids of a kind; None if ``guide.yml``, which lists them, cannot be read."""
    if kind.folder:
        return draft.entries[kind.name].files
    return [entry.id for entry in getattr(draft.settings[0], kind.settings_list)] if draft.settings else None


def _claims(draft: Draft, kind: EntryKind) -> Iterator[_Claim]:
    if kind.folder:
        for entry, file in draft.entries[kind.name].valid:
            for index, old in enumerate(entry.redirect_from):
                yield _Claim(old, entry.id, file, ("redirect_from", index))
    elif draft.settings:
        settings, file = draft.settings
        for number, item in enumerate(getattr(settings, kind.settings_list)):
            for index, old in enumerate(item.redirect_from):
                yield _Claim(old, item.id, file, (kind.settings_list, number, "redirect_from", index))


def _clashes(kind: EntryKind, claims: list[_Claim], current: Collection[str]) -> Iterator[Problem]:
    first: dict[str, _Claim] = {}
    for claim in claims:
        earlier = first.setdefault(claim.old, claim)
        if claim.old in current:
            yield claim.problem(f'"{claim.old}" is the id of a {kind.noun}', "remove it, or rename that one")
        elif earlier is not claim:
            yield claim.problem(f'"{claim.old}" already leads to {earlier.new}', "keep it in one place")


def _pages_gone(draft: Draft) -> int:
    """Count the pages that were published and that no current id has."""
    pages = {entry.page for entry, _ in draft.published}
    return sum(identifier not in (_current_ids(draft, ENTRY_KINDS[kind]) or ()) for kind, identifier in pages)
