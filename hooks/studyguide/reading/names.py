"""The names under which readers look for things: each leads to one question, each short form stands for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from studyguide.problems import Problem, did_you_mean
from studyguide.reading.draft import Draft


def check_names(draft: Draft) -> Iterator[Problem]:
    """Find names that lead to more than one entry, and short forms that lead to none."""
    yield from _check_aliases(draft)
    yield from _check_sentences(draft)
    yield from _check_abbreviations(draft)
    yield from _check_everyday_words(draft)


def _check_aliases(draft: Draft) -> Iterator[Problem]:
    """An alias names one question; a keyword of two questions would put the wrong one first in a search."""
    shared = {_folded(item.alias): item.alias for item in draft.settings[0].shared_aliases} if draft.settings else {}
    owners: dict[str, list[str]] = {}
    for question, _ in draft.questions.valid:
        for name in {_folded(name) for name in (question.title, question.label, question.id)}:
            owners.setdefault(name, []).append(question.id)
    for question, file in draft.questions.valid:
        for index, alias in enumerate(question.aliases):
            others = [other for other in owners.get(_folded(alias), ()) if other != question.id]
            if others and _folded(alias) not in shared:
                message = f'"{alias}" is a name of {" and ".join(others)} too'
                hint = "keep it once, or give the reason under shared_aliases in guide.yml"
                yield file.problem(("aliases", index), message, hint)
        for name in {_folded(alias) for alias in question.aliases}:
            owners.setdefault(name, []).append(question.id)
    if draft.settings and draft.questions.complete:  # a faulty question may be the second one
        settings, file = draft.settings
        for index, item in enumerate(settings.shared_aliases):
            if len(set(owners.get(_folded(item.alias), ()))) < 2:
                message = f'"{item.alias}" is not a name of two questions'
                yield file.problem(("shared_aliases", index, "alias"), message, "remove it here")


def _check_sentences(draft: Draft) -> Iterator[Problem]:
    """A way of asking belongs to one question, and adds nothing where it repeats a name."""
    owners = {
        _folded(name): question.id
        for question, _ in draft.questions.valid
        for name in (question.title, question.label, *question.aliases)
    }
    for question, file in draft.questions.valid:
        for index, sentence in enumerate(question.asked_as):
            owner = owners.get(_folded(sentence))
            if owner == question.id:
                yield file.problem(("asked_as", index), f'"{sentence}" is already a name of this question', "remove it")
            elif owner:
                yield file.problem(("asked_as", index), f'"{sentence}" is a name of {owner} too', "keep it once")
        owners |= {_folded(sentence): question.id for sentence in question.asked_as}


def _check_abbreviations(draft: Draft) -> Iterator[Problem]:
    seen: set[str] = set()
    for item, file, index in draft.abbreviations:
        if item.short.casefold() in seen:
            yield file.problem((index, "short"), f'duplicate "{item.short}"', "keep it once")
        seen.add(item.short.casefold())
        if item.question is not None and item.question not in draft.questions.files:
            message = f'unknown question "{item.question}"'
            yield file.problem((index, "question"), message, did_you_mean(item.question, draft.questions.files))


def _check_everyday_words(draft: Draft) -> Iterator[Problem]:
    seen: set[str] = set()
    stop_words = set(draft.settings[0].stop_words) if draft.settings else set()
    for item, file, index in draft.everyday_words:
        for place, word in enumerate(item.say):
            ignored = [part for part in word.casefold().replace("'", "").split() if part in stop_words]
            if ignored:
                message = f'"{word}" holds "{ignored[0]}", which the search leaves out of a query'
                yield file.problem((index, "say", place), message, "write it without, or remove it")
            if _folded(word) in seen:
                yield file.problem((index, "say", place), f'duplicate "{word}"', "keep it once, with all it means")
            seen.add(_folded(word))


@lru_cache(maxsize=100_000)  # every name is compared several times
def _folded(name: str) -> str:
    """Write a name as the search compares it: without case, hyphens, spaces and other signs."""
    return re.sub(r"\W+", "", name.casefold())
