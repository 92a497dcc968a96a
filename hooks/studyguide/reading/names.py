"""The names under which readers look for things: each leads to one question, each short form stands for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyguide.problems import did_you_mean
from studyguide.reading.draft import Draft
from studyguide.reading.yaml_file import Place, YamlFile

Fault = tuple[YamlFile, Place, str, str]
"""The file, the place in it, what is wrong and what to do."""


def check_names(draft: Draft) -> Iterator[Fault]:
    """Find names that lead to more than one place, and short forms that lead nowhere."""
    yield from _check_aliases(draft)
    yield from _check_sentences(draft)
    yield from _check_abbreviations(draft)


def _check_aliases(draft: Draft) -> Iterator[Fault]:
    """An alias names one question; a keyword of two questions would put the wrong one first in a search."""
    shared = {_folded(item.alias): item.alias for item in draft.settings[0].shared_aliases} if draft.settings else {}
    owners: dict[str, list[str]] = {}
    for question, _ in draft.questions:
        for name in {_folded(name) for name in (question.title, question.label, question.id)}:
            owners.setdefault(name, []).append(question.id)
    for question, file in draft.questions:
        for index, alias in enumerate(question.aliases):
            others = [other for other in owners.get(_folded(alias), ()) if other != question.id]
            if others and _folded(alias) not in shared:
                message = f'"{alias}" is a name of {" and ".join(others)} too'
                yield (
                    file,
                    ("aliases", index),
                    message,
                    "keep it once, or give the reason under shared_aliases in guide.yml",
                )
        for name in {_folded(alias) for alias in question.aliases}:
            owners.setdefault(name, []).append(question.id)
    if draft.settings and len(draft.questions) == len(draft.question_ids):  # a faulty question may be the second one
        settings, file = draft.settings
        for index, item in enumerate(settings.shared_aliases):
            if len(set(owners.get(_folded(item.alias), ()))) < 2:
                message = f'"{item.alias}" is not a name of two questions'
                yield file, ("shared_aliases", index, "alias"), message, "remove it here"


def _check_sentences(draft: Draft) -> Iterator[Fault]:
    """A way of asking belongs to one question, and adds nothing where it repeats a name."""
    owners = {
        _folded(name): question.id
        for question, _ in draft.questions
        for name in (question.title, question.label, *question.aliases)
    }
    for question, file in draft.questions:
        for index, sentence in enumerate(question.asked_as):
            owner = owners.get(_folded(sentence))
            if owner == question.id:
                yield file, ("asked_as", index), f'"{sentence}" is already a name of this question', "remove it"
            elif owner:
                yield file, ("asked_as", index), f'"{sentence}" is a name of {owner} too', "keep it once"
        owners |= {_folded(sentence): question.id for sentence in question.asked_as}


def _check_abbreviations(draft: Draft) -> Iterator[Fault]:
    seen: set[str] = set()
    for item, file, index in draft.abbreviations:
        if item.short.casefold() in seen:
            yield file, (index, "short"), f'"{item.short}" stands here twice', "keep it once"
        seen.add(item.short.casefold())
        if item.question is not None and item.question not in draft.question_ids:
            message = f'there is no question "{item.question}"'
            yield file, (index, "question"), message, did_you_mean(item.question, draft.question_ids)


def _folded(name: str) -> str:
    """Write a name as the search compares it: without case, hyphens, spaces and other signs."""
    return re.sub(r"\W+", "", name.casefold())
