"""The rules that hold across files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from studyguide.markup import INDEX_PAGES, Fragment, Reference, locate_reference
from studyguide.model import (
    ANSWER_SUFFIX,
    EVERY_ROLE,
    Comparison,
    Kind,
    LearningPath,
    Level,
    Question,
    Role,
    Settings,
    Term,
    Topic,
)
from studyguide.problems import Problem, did_you_mean
from studyguide.reading import former_ids
from studyguide.reading.draft import Draft
from studyguide.reading.names import check_names
from studyguide.reading.wording import long_sentences, similar_titles, uses
from studyguide.reading.yaml_file import Place, YamlFile, show_place

SHORT_WORDS = (40, 120)
"""How many words a short answer has: fewer say too little, more cannot be said in a minute."""

RESERVED_IDS = r"stage-\d+|try(-\d+)?|plan|table|trap|pick-when|top"
"""Ids that pages use for their own headings, besides those of topics, levels and kinds."""


def check(draft: Draft) -> list[Problem]:
    """Check everything that no file can be blamed for on its own.

    Args:
        draft: What was read. Entries that are not sound are not looked at, but they exist for references.

    Returns:
        All problems, in no order.
    """
    problems: list[Problem] = []
    known = _known(draft)
    if draft.settings:
        settings, settings_file = draft.settings
        problems += _check_settings(settings, settings_file, draft)
        for question, file in draft.questions:
            problems += _check_question(question, file, settings, draft)
        for path, file in draft.paths:
            problems += _check_role(path, file, settings)
    for comparison, file in draft.comparisons:
        problems += _check_table(comparison, file)
    for path, file in draft.paths:
        problems += _check_stages(path, file, draft)
    for entry, file in [*_entries(draft), *([draft.settings] if draft.settings else [])]:
        terms = [term for term in draft.terms if entry.id not in term.discussed_in]
        problems += _check_fields(entry, file, known, terms)
    problems += _check_terms(draft)
    for document in draft.documents:
        problems += [
            _dangling(reference, known, document.path, line, column, "")
            for reference, line, column in document.references()
            if reference.target not in known[reference.scheme]
        ]
    problems += [_at(*fault) for fault in check_names(draft)]
    return [*problems, *_check_titles(draft), *_check_redirects(draft), *former_ids.check(draft)]


def _entries(draft: Draft) -> Iterator[tuple[Question | Comparison | LearningPath, YamlFile]]:
    yield from draft.questions
    yield from draft.comparisons
    yield from draft.paths


def _known(draft: Draft) -> dict[str, list[str]]:
    """What references of each scheme can name: of topics and levels only those that have a page."""
    topics = {path.split("/")[2] for path in draft.question_ids.values()}
    levels = {question.level for question, _ in draft.questions}
    # A faulty question may be the one that gives a level its page, so no link to a level is blamed while there is one.
    some_faulty = len(draft.questions) < len(draft.question_ids)
    if draft.settings:
        settings, _ = draft.settings
        topics &= {topic.id for topic in settings.topics}
        levels = {level.id for level in settings.levels if some_faulty or level.id in levels}
    elif some_faulty:
        links = (reference for document in draft.documents for reference, _, _ in document.references())
        levels |= {reference.target for reference in links if reference.scheme == "level"}
    lists: dict[str, object] = {
        "comparisons": draft.comparison_ids,
        "paths": draft.path_ids,
        "glossary": draft.abbreviations,
    }
    return {
        "question": list(draft.question_ids),
        "comparison": list(draft.comparison_ids),
        "path": list(draft.path_ids),
        "topic": sorted(topics),
        "level": sorted(levels),
        "page": [page for page in INDEX_PAGES if lists.get(page, True)],
    }


def _at(file: YamlFile, place: Place, message: str, hint: str = "", offset: int = 0) -> Problem:
    spot = file.spot(place, offset)
    return Problem(file.path, spot.line, spot.column, show_place(place), message, hint)


def _unknown(file: YamlFile, place: Place, what: str, value: str, choices: Iterable[str]) -> Problem:
    return _at(file, place, f'there is no {what} "{value}"', did_you_mean(value, choices))


def _check_settings(settings: Settings, file: YamlFile, draft: Draft) -> Iterator[Problem]:
    lists: dict[str, Sequence[Level | Kind | Role | Topic]] = {
        "levels": settings.levels,
        "kinds": settings.kinds,
        "roles": settings.roles,
        "topics": settings.topics,
    }
    for name, things in lists.items():
        yield from _repeated(file, (((name, index, "id"), thing.id) for index, thing in enumerate(things)))
    for index, role in enumerate(settings.roles):
        if role.id == EVERY_ROLE:
            yield _at(file, ("roles", index, "id"), f'the id "{EVERY_ROLE}" means every role', "choose another")
    for index, identifier in enumerate(settings.featured):
        if identifier not in draft.question_ids:
            yield _unknown(file, ("featured", index), "question", identifier, draft.question_ids)
    yield from _repeated(file, _listed("featured", settings.featured))


def _check_question(question: Question, file: YamlFile, settings: Settings, draft: Draft) -> Iterator[Problem]:
    yield from _check_choices(question, file, settings)
    low, high = SHORT_WORDS
    if not low <= question.short.words <= high:
        yield _at(file, ("short",), f"the short answer has {question.short.words} words", f"say it in {low} to {high}")
    most = settings.longest_spoken_sentence
    for length, start in long_sentences(question.short.text, most) if most else ():
        yield _at(file, ("short",), f'sentence too long ({length} of {most} words): "{start} ..."', "split it")
    if question.comparison is not None and question.comparison not in draft.comparison_ids:
        yield _unknown(file, ("comparison",), "comparison", question.comparison, draft.comparison_ids)
    for index, other in enumerate(question.related):
        if other == question.id:
            yield _at(file, ("related", index), "a question is not related to itself", "remove it")
        elif other not in draft.question_ids:
            yield _unknown(file, ("related", index), "question", other, draft.question_ids)
    yield from _repeated(file, _listed("aliases", question.aliases))
    yield from _repeated(file, _listed("asked_as", question.asked_as))
    yield from _repeated(file, _listed("related", question.related))
    yield from _repeated(
        file, ((("sources", index, "url"), source.url) for index, source in enumerate(question.sources))
    )


def _check_choices(question: Question, file: YamlFile, settings: Settings) -> Iterator[Problem]:
    """Check what a question takes from the lists of ``guide.yml``, and that its id is not needed for something else."""
    topics, levels = [topic.id for topic in settings.topics], [level.id for level in settings.levels]
    kinds, roles = {kind.id: kind for kind in settings.kinds}, [role.id for role in settings.roles]
    if question.topic not in topics:
        hint = did_you_mean(question.topic, topics) or "add it to data/guide.yml"
        yield Problem(file.path, 0, 0, "", f'the folder "{question.topic}" is no topic of data/guide.yml', hint)
    if question.level not in levels:
        yield _unknown(file, ("level",), "level", question.level, levels)
    if question.kind not in kinds:
        yield _unknown(file, ("kind",), "kind", question.kind, kinds)
    elif kinds[question.kind].steps and not question.steps:
        yield _at(file, (), "steps are missing", f"a {question.kind} is answered in steps: add do and look_for")
    elif question.steps and not kinds[question.kind].steps:
        yield _at(file, ("steps",), f"a {question.kind} has no steps", "remove them, or change the kind")
    for index, role in enumerate(question.roles if question.roles != EVERY_ROLE else ()):
        if role not in roles:
            yield _unknown(file, ("roles", index), "role", role, roles)
    yield from _repeated(file, _listed("roles", question.roles if question.roles != EVERY_ROLE else ()))
    reserved = {*topics, *levels, *kinds}
    if _is_reserved(question.id, reserved):
        yield Problem(file.path, 0, 0, "", f'the id "{question.id}" is used for other anchors', "rename the file")
    for index, old in enumerate(question.redirect_from):
        if _is_reserved(old, reserved):
            yield _at(file, ("redirect_from", index), f'the id "{old}" is used for other anchors', "remove it")


def _is_reserved(identifier: str, reserved: set[str]) -> bool:
    return identifier in reserved or identifier.endswith(ANSWER_SUFFIX) or bool(re.fullmatch(RESERVED_IDS, identifier))


def _check_role(path: LearningPath, file: YamlFile, settings: Settings) -> Iterator[Problem]:
    roles = [role.id for role in settings.roles]
    if path.role not in roles:
        hint = did_you_mean(path.role, roles)
        yield Problem(file.path, 0, 0, "", f'the file\'s name "{path.role}" is no role of data/guide.yml', hint)


def _check_table(comparison: Comparison, file: YamlFile) -> Iterator[Problem]:
    items = [item.id for item in comparison.items]
    yield from _repeated(file, ((("items", index, "id"), item) for index, item in enumerate(items)))
    rows = [
        (("groups", number, "criteria", index), criterion)
        for number, group in enumerate(comparison.groups)
        for index, criterion in enumerate(group.criteria)
    ]
    for place, criterion in rows:
        yield from _complete(
            file, (*place, "cells"), criterion.cells, items, f'the row "{criterion.name}" has no cell for'
        )
    yield from _repeated(file, (((*place, "name"), criterion.name) for place, criterion in rows))
    yield from _complete(file, ("choose",), comparison.choose, items, "nothing says when to choose")


def _complete(
    file: YamlFile, place: Place, given: Mapping[str, object], items: list[str], message: str
) -> Iterator[Problem]:
    for item in items:
        if item not in given:
            yield _at(file, place, f'{message} "{item}"', "add it")
    for key in given:
        if key not in items:
            yield _unknown(file, (*place, key), "item", key, items)


def _check_stages(path: LearningPath, file: YamlFile, draft: Draft) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for number, stage in enumerate(path.stages):
        for name, ids, known in (
            ("questions", stage.questions, draft.question_ids),
            ("comparisons", stage.comparisons, draft.comparison_ids),
        ):
            for index, identifier in enumerate(ids):
                place: Place = ("stages", number, name, index)
                if identifier not in known:
                    yield _unknown(file, place, name.removesuffix("s"), identifier, known)
                first = seen.setdefault((name, identifier), number)
                if first != number or ids.index(identifier) != index:
                    yield _at(file, place, f'"{identifier}" is already in stage {first + 1}', "keep it once")
    if not path.question_ids:
        yield _at(file, ("stages",), "no stage has a question", "add one, or remove the file")


def _listed(name: str, values: Sequence[str]) -> Iterator[tuple[Place, str]]:
    return (((name, index), value) for index, value in enumerate(values))


def _repeated(file: YamlFile, values: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, value in values:
        if value.casefold() in seen:
            yield _at(file, place, f'"{value}" stands here twice', "keep it once")
        seen.add(value.casefold())


def _check_terms(draft: Draft) -> Iterator[Problem]:
    known = [*draft.question_ids, *draft.comparison_ids]
    for term in draft.terms:
        for identifier in term.discussed_in:
            if identifier not in known:
                message = f'"{term.names[0]}" is discussed in "{identifier}", which is no question and no table'
                yield Problem("data/terms.yml", 0, 0, "", message, did_you_mean(identifier, known))


def _check_fields(
    entry: BaseModel, file: YamlFile, known: Mapping[str, list[str]], terms: list[Term]
) -> Iterator[Problem]:
    """Check what is written inside the texts of an entry: references and names."""
    for place, value in _texts(entry, ()):
        source = value.source if isinstance(value, Fragment) else value
        if isinstance(value, Fragment):
            for reference in value.references:
                if reference.target not in known[reference.scheme]:
                    spot = file.spot(place, locate_reference(source, reference))
                    yield _dangling(reference, known, file.path, spot.line, spot.column, show_place(place))
        if place[0] in ("aliases", "asked_as", "origin", "id", "redirect_from"):
            continue
        for term in terms:
            for offset, name in uses(term, source):
                yield _at(file, place, f'"{name}" is not used here: {term.because}', f'say "{term.say}"', offset)


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, Fragment | str]]:
    """Walk through all texts of a model with their places in the file."""
    if isinstance(value, (Fragment, str)):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*place, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*place, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*place, key))


def _dangling(
    reference: Reference, known: Mapping[str, list[str]], path: str, line: int, column: int, place: str
) -> Problem:
    hint = did_you_mean(reference.target, known[reference.scheme])
    return Problem(path, line, column, place, f'the link "{reference}" leads nowhere', hint)


def _check_titles(draft: Draft) -> Iterator[Problem]:
    """Refuse titles that ask the same: readers would not know which to open, and search could not tell them apart."""
    for later, earlier in similar_titles([question.title for question, _ in draft.questions]):
        question, file = draft.questions[later]
        twin, twin_file = draft.questions[earlier]
        message = f'"{question.title}" asks the same as "{twin.title}" in {twin_file.path}'
        yield _at(file, ("title",), message, "say what sets it apart")


def _check_redirects(draft: Draft) -> Iterator[Problem]:
    """An old id leads to one entry, and not to one that still has that id."""
    claimed: dict[str, str] = {}
    for question, file in draft.questions:
        for index, old in enumerate(question.redirect_from):
            if old in draft.question_ids:
                yield _at(
                    file,
                    ("redirect_from", index),
                    f'"{old}" is the id of a question',
                    "remove it, or rename that question",
                )
            elif old in claimed:
                yield _at(
                    file, ("redirect_from", index), f'"{old}" already leads to {claimed[old]}', "keep it in one file"
                )
            claimed.setdefault(old, question.id)
