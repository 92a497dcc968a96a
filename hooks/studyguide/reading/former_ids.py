"""Rules for ids that were published once: each leads to one entry for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from studyguide.model import Comparison, LearningPath, Level, Settings, Topic
from studyguide.problems import Problem
from studyguide.reading.draft import Draft
from studyguide.reading.published import PUBLISHED
from studyguide.reading.yaml_file import Place, YamlFile, show_place

MAX_FORMER_PAGES = 300
"""How many pages may lead on from addresses that are gone; each is built like any other page."""

_WORDS = {
    "question": "question",
    "comparison": "table",
    "path": "learning path",
    "topic": "topic",
    "level": "level",
}


@dataclass(frozen=True)
class _Claim:
    """An entry's word that it replaces an id."""

    old: str
    new: str
    file: YamlFile
    place: Place


def check(draft: Draft) -> Iterator[Problem]:
    """Check that each id in the list of ids still leads somewhere, and that no two entries replace the same id.

    Args:
        draft: What was read. Of a kind with a faulty file no id is blamed for being gone: that file may replace it.

    Yields:
        The problems. Those of questions' ``redirect_from`` are told by :mod:`studyguide.reading.checks`.
    """
    kept: dict[str, Collection[str]] = {
        "question": draft.question_ids,
        "comparison": draft.comparison_ids,
        "path": draft.path_ids,
    }
    claims = {
        "comparison": list(_of_entries(draft.comparisons)),
        "path": list(_of_entries(draft.paths)),
    }
    replaced = {"question": {old for question, _ in draft.questions for old in question.redirect_from}}
    unsure = {
        "question": len(draft.questions) < len(draft.question_ids),
        "comparison": len(draft.comparisons) < len(draft.comparison_ids),
        "path": len(draft.paths) < len(draft.path_ids),
    }
    if draft.settings:
        settings, _ = draft.settings
        kept |= {"topic": [topic.id for topic in settings.topics], "level": [level.id for level in settings.levels]}
        claims |= {name: list(_of_settings(*draft.settings, name)) for name in ("topic", "level")}
    for kind, found in claims.items():
        yield from _clashes(kind, found, kept[kind])
        replaced[kind] = {claim.old for claim in found}
    former = {(entry.kind, entry.id) for entry, _ in draft.published if entry.kind not in ("question", "topic")}
    former |= {
        ("topic", entry.topic or entry.id) for entry, _ in draft.published if entry.kind in ("question", "topic")
    }
    former = {(kind, identifier) for kind, identifier in former if identifier not in kept.get(kind, ())}
    if len(former) > MAX_FORMER_PAGES:
        message = f"the list names {len(former)} pages that are gone"
        yield Problem(PUBLISHED, 0, 0, "", message, f"keep it under {MAX_FORMER_PAGES}: were they ever published?")
        return
    for entry, line in draft.published:
        if entry.kind not in kept or unsure.get(entry.kind) or entry.id in {*kept[entry.kind], *replaced[entry.kind]}:
            continue
        what = _WORDS[entry.kind]
        yield Problem(
            PUBLISHED,
            line,
            1,
            "",
            f'the {what} "{entry.id}" was published and is gone',
            f"add redirect_from: [{entry.id}] to the {what} that takes its place; "
            "remove this line only if it was never published",
        )


def _of_entries(entries: list[tuple[Comparison, YamlFile]] | list[tuple[LearningPath, YamlFile]]) -> Iterator[_Claim]:
    for entry, file in entries:
        for index, old in enumerate(entry.redirect_from):
            yield _Claim(old, entry.id, file, ("redirect_from", index))


def _of_settings(settings: Settings, file: YamlFile, kind: str) -> Iterator[_Claim]:
    things: Sequence[Topic | Level] = settings.topics if kind == "topic" else settings.levels
    for number, thing in enumerate(things):
        for index, old in enumerate(thing.redirect_from):
            yield _Claim(old, thing.id, file, (f"{kind}s", number, "redirect_from", index))


def _clashes(kind: str, claims: list[_Claim], kept: Collection[str]) -> Iterator[Problem]:
    first: dict[str, _Claim] = {}
    for claim in claims:
        earlier = first.setdefault(claim.old, claim)
        if claim.old in kept:
            yield _at(claim, f'"{claim.old}" is the id of a {_WORDS[kind]}', "remove it, or rename that one")
        elif earlier is not claim:
            yield _at(claim, f'"{claim.old}" already leads to {earlier.new}', "keep it in one place")


def _at(claim: _Claim, message: str, hint: str) -> Problem:
    spot = claim.file.spot(claim.place)
    return Problem(claim.file.path, spot.line, spot.column, show_place(claim.place), message, hint)
