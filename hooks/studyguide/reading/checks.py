"""The rules that hold across files: ids that must exist, lists that must be complete, names that must be free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from studyguide.cache import Cache
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
    Topic,
)
from studyguide.problems import Problem, did_you_mean
from studyguide.reading import choice_checks, diagram_checks, redirect_checks
from studyguide.reading.draft import Draft
from studyguide.reading.names import check_names
from studyguide.reading.text_checks import check_texts
from studyguide.reading.wording import long_sentences, similar_titles
from studyguide.reading.yaml_file import EntryFile, FieldPath

SHORT_WORDS = (40, 120)
"""How many words a short answer has: fewer say too little, more cannot be said in a minute."""

RESERVED_IDS = r"stage-\d+|try(-\d+)?|plan|table|trap|pick-when|top"
"""Ids that pages use for their own headings, besides those of topics, levels and kinds."""


def check(draft: Draft, cache: Cache) -> list[Problem]:
    """Check everything that no single file can be blamed for.

    Args:
        draft: What was read. Faulty entries are not looked at, but they exist for references.
        cache: Remembers which entries passed the slow checks of their texts.

    Returns:
        All problems, in no order.
    """
    problems: list[Problem] = []
    if draft.settings:
        settings, settings_file = draft.settings
        problems += _check_settings(settings, settings_file, draft)
        for question, file in draft.questions.valid:
            problems += _check_question(question, file, settings, draft)
            problems += choice_checks.check_item(question, file)
        for learning_path, file in draft.paths.valid:
            problems += _check_role(learning_path, file, settings)
    for comparison, file in draft.comparisons.valid:
        problems += _check_table(comparison, file)
    for learning_path, file in draft.paths.valid:
        problems += _check_stages(learning_path, file, draft)
    problems += check_texts(draft, cache)
    problems += _check_terms(draft)
    problems += check_names(draft)
    problems += _check_titles(draft)
    problems += choice_checks.check_solvers(question for question, _ in draft.questions.valid)
    problems += redirect_checks.check(draft)
    problems += diagram_checks.check(draft)
    return problems


def _unknown(file: EntryFile, at: FieldPath, what: str, value: str, choices: Iterable[str]) -> Problem:
    return file.problem(at, f'unknown {what} "{value}"', did_you_mean(value, choices))


def _check_settings(settings: Settings, file: EntryFile, draft: Draft) -> Iterator[Problem]:
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
            yield file.problem(("roles", index, "id"), f'the id "{EVERY_ROLE}" means every role', "choose another")
    for index, identifier in enumerate(settings.featured):
        if identifier not in draft.questions.files:
            yield _unknown(file, ("featured", index), "question", identifier, draft.questions.files)
    yield from _repeated(file, _listed("featured", settings.featured))


def _check_question(question: Question, file: EntryFile, settings: Settings, draft: Draft) -> Iterator[Problem]:
    yield from _check_choices(question, file, settings)
    low, high = SHORT_WORDS
    if not low <= question.short.words <= high:
        yield file.problem(("short",), f"short answer of {question.short.words} words", f"say it in {low} to {high}")
    most = settings.longest_spoken_sentence
    for length, start in long_sentences(question.short.text, most) if most else ():
        yield file.problem(("short",), f'sentence too long ({length} of {most} words): "{start} ..."', "split it")
    if question.comparison is not None and question.comparison not in draft.comparisons.files:
        yield _unknown(file, ("comparison",), "comparison", question.comparison, draft.comparisons.files)
    for index, other in enumerate(question.related):
        if other == question.id:
            yield file.problem(("related", index), "a question is not related to itself", "remove it")
        elif other not in draft.questions.files:
            yield _unknown(file, ("related", index), "question", other, draft.questions.files)
    yield from _repeated(file, _listed("aliases", question.aliases))
    yield from _repeated(file, _listed("asked_as", question.asked_as))
    yield from _repeated(file, _listed("related", question.related))
    yield from _repeated(
        file, ((("sources", index, "url"), source.url) for index, source in enumerate(question.sources))
    )


def _check_choices(question: Question, file: EntryFile, settings: Settings) -> Iterator[Problem]:
    """Check what a question takes from the lists of ``guide.yml``, and that its id is not needed for something else."""
    topics, levels = [topic.id for topic in settings.topics], [level.id for level in settings.levels]
    kinds, roles = {kind.id: kind for kind in settings.kinds}, [role.id for role in settings.roles]
    if question.topic not in topics:
        hint = did_you_mean(question.topic, topics) or "add it to data/guide.yml"
        yield Problem.in_file(file.path, f'the folder "{question.topic}" is not a topic of data/guide.yml', hint)
    if question.level not in levels:
        yield _unknown(file, ("level",), "level", question.level, levels)
    if question.kind not in kinds:
        yield _unknown(file, ("kind",), "kind", question.kind, kinds)
    elif kinds[question.kind].steps and not question.steps:
        yield file.problem((), "missing field steps", f"a {question.kind} is answered in steps: add do and look_for")
    elif question.steps and not kinds[question.kind].steps:
        yield file.problem(("steps",), f"a {question.kind} has no steps", "remove them, or change the kind")
    for index, role in enumerate(question.roles if question.roles != EVERY_ROLE else ()):
        if role not in roles:
            yield _unknown(file, ("roles", index), "role", role, roles)
    yield from _repeated(file, _listed("roles", question.roles if question.roles != EVERY_ROLE else ()))
    reserved = {*topics, *levels, *kinds}
    if _is_reserved(question.id, reserved):
        yield Problem.in_file(file.path, f'the id "{question.id}" is used for other anchors', "rename the file")
    for index, old in enumerate(question.redirect_from):
        if _is_reserved(old, reserved):
            yield file.problem(("redirect_from", index), f'the id "{old}" is used for other anchors', "remove it")


def _is_reserved(identifier: str, reserved: set[str]) -> bool:
    return identifier in reserved or identifier.endswith(ANSWER_SUFFIX) or bool(re.fullmatch(RESERVED_IDS, identifier))


def _check_role(learning_path: LearningPath, file: EntryFile, settings: Settings) -> Iterator[Problem]:
    roles = [role.id for role in settings.roles]
    if learning_path.role not in roles:
        hint = did_you_mean(learning_path.role, roles)
        yield Problem.in_file(
            file.path, f'the file\'s name "{learning_path.role}" is not a role of data/guide.yml', hint
        )


def _check_table(comparison: Comparison, file: EntryFile) -> Iterator[Problem]:
    items = [item.id for item in comparison.items]
    yield from _repeated(file, ((("items", index, "id"), item) for index, item in enumerate(items)))
    rows = [
        (("groups", number, "criteria", index), criterion)
        for number, group in enumerate(comparison.groups)
        for index, criterion in enumerate(group.criteria)
    ]
    for at, criterion in rows:
        yield from _complete(
            file, (*at, "cells"), criterion.cells, items, f'the row "{criterion.name}" has no cell for'
        )
    yield from _repeated(file, (((*at, "name"), criterion.name) for at, criterion in rows))
    yield from _complete(file, ("choose",), comparison.choose, items, "missing choice for")


def _complete(
    file: EntryFile, at: FieldPath, given: Mapping[str, object], items: list[str], message: str
) -> Iterator[Problem]:
    for item in items:
        if item not in given:
            yield file.problem(at, f'{message} "{item}"', "add it")
    for key in given:
        if key not in items:
            yield _unknown(file, (*at, key), "item", key, items)


def _check_stages(learning_path: LearningPath, file: EntryFile, draft: Draft) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for number, stage in enumerate(learning_path.stages):
        for name, ids, known in (
            ("questions", stage.questions, draft.questions.files),
            ("comparisons", stage.comparisons, draft.comparisons.files),
        ):
            for index, identifier in enumerate(ids):
                at: FieldPath = ("stages", number, name, index)
                if identifier not in known:
                    yield _unknown(file, at, name.removesuffix("s"), identifier, known)
                first = seen.setdefault((name, identifier), number)
                if first != number or ids.index(identifier) != index:
                    yield file.problem(at, f'"{identifier}" is already in stage {first + 1}', "keep it once")
    if not learning_path.question_ids:
        yield file.problem(("stages",), "no stage has a question", "add one, or remove the file")


def _listed(name: str, values: Sequence[str]) -> Iterator[tuple[FieldPath, str]]:
    return (((name, index), value) for index, value in enumerate(values))


def _repeated(file: EntryFile, values: Iterable[tuple[FieldPath, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, value in values:
        if value.casefold() in seen:
            yield file.problem(at, f'duplicate "{value}"', "keep it once")
        seen.add(value.casefold())


def _check_terms(draft: Draft) -> Iterator[Problem]:
    known = [*draft.questions.files, *draft.comparisons.files]
    for term in draft.terms:
        for identifier in term.discussed_in:
            if identifier not in known:
                message = f'"{term.names[0]}" is discussed in "{identifier}", which is neither a question nor a table'
                yield Problem.in_file("data/terms.yml", message, did_you_mean(identifier, known))


def _check_titles(draft: Draft) -> Iterator[Problem]:
    """Refuse titles that ask the same: readers would not know which to open."""
    for later, earlier in similar_titles([question.title for question, _ in draft.questions.valid]):
        question, file = draft.questions.valid[later]
        twin, twin_file = draft.questions.valid[earlier]
        message = f'"{question.title}" asks the same as "{twin.title}" in {twin_file.path}'
        yield file.problem(("title",), message, "say what sets it apart")
